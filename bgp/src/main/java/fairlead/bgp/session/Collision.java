package fairlead.bgp.session;

import fairlead.net.IpAddress;

/** Which of two connections between the same two speakers stays (RFC 4271 §6.8). */
public enum Collision {
    /** The one that we dialled. */
    KEEP_OURS,
    /** The one that the peer dialled. */
    KEEP_THEIRS;

    /**
     * The connection that the speaker with the higher identifier dialled stays; with equal
     * identifiers, that of the higher AS number (RFC 6286 §2.3). Both speakers come to the same
     * answer.
     */
    public static Collision resolve(Terms local, IpAddress peerId) {
        int order = Long.compareUnsigned(local.localId().low(), peerId.low());
        if (order == 0) {
            order = local.localAsn().compareTo(local.peerAsn());
        }
        return order > 0 ? KEEP_OURS : KEEP_THEIRS;
    }
}
