package fairlead.bench.bgp;

/** An address family, unicast, as BGP numbers it (RFC 4760). */
enum Family {
    IPV4(1, 32),
    IPV6(2, 128);

    final int afi;
    final int width;

    Family(int afi, int width) {
        this.afi = afi;
        this.width = width;
    }

    /** Octets of an address. */
    int octets() {
        return width / 8;
    }
}
