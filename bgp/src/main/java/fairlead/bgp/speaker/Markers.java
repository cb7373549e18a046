package fairlead.bgp.speaker;

import fairlead.bgp.rib.Family;
import fairlead.bgp.session.Negotiated;
import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage.RouteRefresh;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import java.util.List;

/** Messages that say where a telling of routes begins or ends. */
final class Markers {

    private Markers() {}

    /** RFC 4724 §2. */
    static byte[] endOfRib(Family family, Negotiated session) {
        var update =
                switch (family) {
                    case IPV4_UNICAST -> Update.END_OF_RIB;
                    case IPV6_UNICAST ->
                            new Update(
                                    List.of(),
                                    PathAttributes.of(
                                            new PathAttribute.MpUnreach(
                                                    family.onTheWire(), List.of())),
                                    List.of());
                };
        return BgpCodec.encode(update, session.shape());
    }

    /** BoRR (RFC 7313 §3.2). */
    static byte[] refreshBegins(AddressFamily family) {
        return BgpCodec.encode(new RouteRefresh(family, RouteRefresh.BEGIN), AsWidth.FOUR);
    }

    /** EoRR (RFC 7313 §3.2). */
    static byte[] refreshEnds(AddressFamily family) {
        return BgpCodec.encode(new RouteRefresh(family, RouteRefresh.END), AsWidth.FOUR);
    }
}
