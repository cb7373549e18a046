package fairlead.bgp.session;

import fairlead.bgp.wire.BgpMessage.Open;
import fairlead.bgp.wire.Capability;
import fairlead.net.Asn;
import fairlead.net.IpAddress;

/**
 * What we bring to a session, and whom we expect.
 *
 * @param holdTime the hold time that we propose, in seconds: 0, or 3..65535
 * @param offer our capabilities; a role in it is for external sessions only (RFC 9234 §4)
 * @param strictRole whether a peer that names no role is refused, when we name ours (RFC 9234 §4.2)
 * @param passive whether we wait to be dialled and never dial
 */
public record Terms(
        Asn localAsn,
        IpAddress localId,
        int holdTime,
        Asn peerAsn,
        Offer offer,
        boolean strictRole,
        boolean passive) {

    public Terms {
        if (holdTime < 0 || holdTime > 65535 || holdTime == 1 || holdTime == 2) {
            throw new IllegalArgumentException(
                    "a hold time is 0 or 3..65535 seconds, not " + holdTime);
        }
        if (localAsn.equals(peerAsn)) {
            offer = offer.without(Capability.Role.class);
        }
    }

    /** The usual offer to a peer that we dial. */
    public Terms(Asn localAsn, IpAddress localId, int holdTime, Asn peerAsn) {
        this(localAsn, localId, holdTime, peerAsn, Offer.usual(localAsn), false, false);
    }

    /** Whether the peer is in our own AS. */
    public boolean internal() {
        return localAsn.equals(peerAsn);
    }

    /** Our OPEN. */
    public Open open() {
        return new Open(localAsn, holdTime, localId, offer.capabilities());
    }
}
