package fairlead.bgp.policy;

import fairlead.bgp.rpki.Validity;
import fairlead.net.IpAddress;

/** Who speaks with whom when a policy is asked, and what RPKI says. */
record Session(long localAs, IpAddress self, long peerAs, IpAddress peer, Validity rpki) {

    static final Session USUAL =
            new Session(
                    65500,
                    IpAddress.parse("192.0.2.254"),
                    65001,
                    IpAddress.parse("192.0.2.1"),
                    Validity.NOT_FOUND);

    Session with(Validity state) {
        return new Session(localAs, self, peerAs, peer, state);
    }

    Session withPeer(long asn, String address) {
        return new Session(localAs, self, asn, IpAddress.parse(address), rpki);
    }

    /** {@code view}, filled with this session and {@code route}. */
    RouteView show(PlainRoute route, RouteView view) {
        var octets = route.octets();
        var network = route.prefix().network();
        if (network.family() == IpAddress.Family.V4) {
            view.ipv4(network.v4Bits(), route.prefix().length());
        } else {
            view.ipv6(network.high(), network.low(), route.prefix().length());
        }
        return view.attributes(octets, 0, octets.length)
                .self((int) localAs, self)
                .peer((int) peerAs, peer)
                .rpki(rpki);
    }
}
