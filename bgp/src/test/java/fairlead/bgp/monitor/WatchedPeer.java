package fairlead.bgp.monitor;

import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.rib.Family;
import fairlead.bgp.rib.PeerKind;
import fairlead.bgp.rib.PeerTerms;
import fairlead.bgp.speaker.WatchedSession;
import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.Capability;
import fairlead.bgp.wire.Octets;
import fairlead.bgp.wire.SessionShape;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A peer as it could be configured. */
record WatchedPeer(
        String name,
        int number,
        PeerKind kind,
        AsWidth width,
        boolean tellsPaths,
        boolean hearsPaths) {

    private static final Set<Family> V4 = Set.of(Family.IPV4_UNICAST);
    private static final Set<AddressFamily> WIRE = Set.of(AddressFamily.IPV4_UNICAST);

    /** Tells several paths of a prefix, and hears all. */
    static final WatchedPeer SEVERAL =
            new WatchedPeer("several", 8, PeerKind.TRANSPARENT, AsWidth.FOUR, true, true);

    /** Knows AS numbers of two octets alone. */
    static final WatchedPeer NARROW =
            new WatchedPeer("narrow", 5, PeerKind.TRANSPARENT, AsWidth.TWO, false, false);

    IpAddress address() {
        return IpAddress.parse("10.0.0." + number);
    }

    Asn asn() {
        return new Asn(64500 + number);
    }

    PeerTerms terms(RoutePolicies policies) {
        return new PeerTerms(
                name,
                address(),
                asn(),
                address(),
                kind,
                width,
                4096,
                V4,
                tellsPaths ? V4 : Set.of(),
                hearsPaths ? V4 : Set.of(),
                policies);
    }

    /** As we send and hear messages on its session. */
    SessionShape shape(boolean ids) {
        return new SessionShape(
                width,
                false,
                Set.of(AddressFamily.IPV4_UNICAST),
                ids ? Set.of(AddressFamily.IPV4_UNICAST) : Set.of(),
                ids ? Set.of(AddressFamily.IPV4_UNICAST) : Set.of(),
                4096);
    }

    WatchedSession session(int inTables, boolean kept) {
        return new WatchedSession(
                inTables,
                terms(RoutePolicies.NONE),
                new SessionShape(
                        width,
                        false,
                        WIRE,
                        tellsPaths ? WIRE : Set.of(),
                        hearsPaths ? WIRE : Set.of(),
                        4096),
                WatchedRib.ASN,
                WatchedRib.NOW,
                WatchedSession.Ends.UNKNOWN,
                open(WatchedRib.ASN, tellsPaths, hearsPaths),
                open(asn(), hearsPaths, tellsPaths),
                kept);
    }

    private Octets open(Asn asn, boolean receives, boolean sends) {
        var capabilities = new ArrayList<Capability>();
        capabilities.add(new Capability.FourOctetAsn(asn));
        if (receives || sends) {
            capabilities.add(
                    new Capability.AddPath(
                            List.of(
                                    new Capability.AddPath.Family(
                                            AddressFamily.IPV4_UNICAST, receives, sends))));
        }
        return Octets.of(
                BgpCodec.encode(
                        new BgpMessage.Open(asn, 90, address(), capabilities), AsWidth.FOUR));
    }
}
