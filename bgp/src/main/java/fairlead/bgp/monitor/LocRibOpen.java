package fairlead.bgp.monitor;

import fairlead.bgp.speaker.LocalEnd;
import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.Capability;
import fairlead.bgp.wire.Octets;
import java.util.List;

/** The OPEN that a peer up of the Loc-RIB has for both sides (RFC 9069 §5.2). */
final class LocRibOpen {

    private LocRibOpen() {}

    static Octets of(LocalEnd local) {
        var open =
                new BgpMessage.Open(
                        local.asn(),
                        0,
                        local.routerId(),
                        List.of(
                                new Capability.FourOctetAsn(local.asn()),
                                new Capability.MultiProtocol(AddressFamily.IPV4_UNICAST),
                                new Capability.MultiProtocol(AddressFamily.IPV6_UNICAST)));
        return Octets.of(BgpCodec.encode(open, AsWidth.FOUR));
    }
}
