package fairlead.bgp.speaker;

import fairlead.bgp.wire.Octets;

/**
 * How a session ended.
 *
 * @param byPeer whether the peer ended it, or its connection was lost
 * @param notification what was sent or received last, from its marker on; none if it ended without
 */
public record SessionEnd(boolean byPeer, Octets notification) {

    /** The connection was lost. */
    public static final SessionEnd LOST = new SessionEnd(true, Octets.NONE);
}
