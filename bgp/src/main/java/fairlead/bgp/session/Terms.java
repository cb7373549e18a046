package fairlead.bgp.session;

import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.BgpMessage.Open;
import fairlead.bgp.wire.Capability;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.util.List;

/**
 * What we bring to a session, and whom we expect.
 *
 * @param holdTime the hold time that we propose, in seconds
 */
public record Terms(Asn localAsn, IpAddress localId, int holdTime, Asn peerAsn) {

    /**
     * Our OPEN: both unicast families, route refresh, wide AS numbers; what Azure's instances
     * offer.
     */
    public Open open() {
        return new Open(
                localAsn,
                holdTime,
                localId,
                List.of(
                        new Capability.MultiProtocol(AddressFamily.IPV4_UNICAST),
                        new Capability.MultiProtocol(AddressFamily.IPV6_UNICAST),
                        new Capability.RouteRefresh(),
                        new Capability.FourOctetAsn(localAsn)));
    }
}
