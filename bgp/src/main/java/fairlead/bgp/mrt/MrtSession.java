package fairlead.bgp.mrt;

import fairlead.net.Asn;
import fairlead.net.IpAddress;

/**
 * The two ends of a session as BGP4MP has them (RFC 6396 §4.4.1); both addresses are of one family.
 *
 * @param interfaceIndex of the collector's interface, 0 if it does not matter
 */
public record MrtSession(
        Asn peerAs, Asn localAs, int interfaceIndex, IpAddress peer, IpAddress local) {

    public MrtSession {
        if (peer.family() != local.family()) {
            throw new IllegalArgumentException(
                    peer + " and " + local + " are not of one address family");
        }
    }
}
