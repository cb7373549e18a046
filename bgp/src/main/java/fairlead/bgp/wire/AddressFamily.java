package fairlead.bgp.wire;

/** An address family and a kind of use of it: AFI and SAFI (RFC 4760). */
public record AddressFamily(int afi, int safi) {

    /** AFI 1, SAFI 1. */
    public static final AddressFamily IPV4_UNICAST = new AddressFamily(1, 1);

    /** AFI 2, SAFI 1. */
    public static final AddressFamily IPV6_UNICAST = new AddressFamily(2, 1);

    public AddressFamily {
        if (afi >>> 16 != 0 || safi >>> 8 != 0) {
            throw new IllegalArgumentException(
                    "AFI " + afi + " is 16 bits and SAFI " + safi + " is 8");
        }
    }

    @Override
    public String toString() {
        if (equals(IPV4_UNICAST)) {
            return "ipv4-unicast";
        }
        return equals(IPV6_UNICAST) ? "ipv6-unicast" : "afi " + afi + " safi " + safi;
    }
}
