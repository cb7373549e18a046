package fairlead.bgp.policy;

import fairlead.bgp.rpki.Validity;
import fairlead.net.IpAddress;
import fairlead.net.IpAddress.Family;

/**
 * A route as a policy sees it. Made once and filled anew for each route by whoever asks, so that
 * asking costs no allocation. Addresses are kept left-aligned in 128 bits, IPv4 in the highest 32.
 */
public final class RouteView {

    Family family = Family.V4;
    long high;
    long low;
    int length;

    byte[] octets = new byte[0];
    int from;
    int to;

    int localAs;
    Family selfFamily = Family.V4;
    long selfHigh;
    long selfLow;

    int peerAs;
    Family peerFamily = Family.V4;
    long peerHigh;
    long peerLow;

    Validity rpki = Validity.NOT_FOUND;

    /** The prefix of an IPv4 route; {@code bits} after the first {@code length} are zero. */
    public RouteView ipv4(int bits, int length) {
        family = Family.V4;
        high = (long) bits << 32;
        low = 0;
        this.length = length;
        return this;
    }

    /** The prefix of an IPv6 route; bits after the first {@code length} are zero. */
    public RouteView ipv6(long high, long low, int length) {
        family = Family.V6;
        this.high = high;
        this.low = low;
        this.length = length;
        return this;
    }

    /** The canonical attributes: {@code octets[from..to)}, which are read and never written. */
    public RouteView attributes(byte[] octets, int from, int to) {
        this.octets = octets;
        this.from = from;
        this.to = to;
        return this;
    }

    /**
     * Our side of the session that the policy is for.
     *
     * @param asn our AS number, as 32 unsigned bits
     * @param address what {@code nextHop: self} means
     */
    public RouteView self(int asn, IpAddress address) {
        localAs = asn;
        selfFamily = address.family();
        selfHigh = high(address);
        selfLow = low(address);
        return this;
    }

    /**
     * The neighbour's side of it: who told us the route on import, who is to hear it on export.
     *
     * @param asn as 32 unsigned bits
     */
    public RouteView peer(int asn, IpAddress address) {
        peerAs = asn;
        peerFamily = address.family();
        peerHigh = high(address);
        peerLow = low(address);
        return this;
    }

    /** What origin validation says of the route as it stands. */
    public RouteView rpki(Validity state) {
        rpki = state;
        return this;
    }

    static long high(IpAddress address) {
        return address.family() == Family.V4 ? address.low() << 32 : address.high();
    }

    static long low(IpAddress address) {
        return address.family() == Family.V4 ? 0 : address.low();
    }
}
