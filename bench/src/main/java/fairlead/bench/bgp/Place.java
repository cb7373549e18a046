package fairlead.bench.bgp;

/**
 * Where a peer is: its number counts from 0, its AS is its own, its addresses are in the one
 * network that all peers and the daemon share.
 */
record Place(int number) {

    /** The daemon's AS number, and its addresses. */
    static final int DAEMON_ASN = 64500;

    static final String DAEMON_IPV4 = "10.99.0.1";
    static final String DAEMON_IPV6 = "fd99::1";

    /** As many peers as the network and the private AS numbers have room for. */
    static final int MOST = 1000;

    Place {
        if (number < 0 || number >= MOST) {
            throw new IllegalArgumentException("peer " + number + " is outside 0.." + (MOST - 1));
        }
    }

    int asn() {
        return 64512 + number;
    }

    String address(Family family) {
        return switch (family) {
            case IPV4 -> "10.99." + (1 + number / 250) + "." + (1 + number % 250);
            case IPV6 -> "fd99::1:" + Integer.toHexString(1 + number);
        };
    }

    static String daemonAddress(Family family) {
        return switch (family) {
            case IPV4 -> DAEMON_IPV4;
            case IPV6 -> DAEMON_IPV6;
        };
    }
}
