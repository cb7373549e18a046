package fairlead.bgp.speaker;

import fairlead.bgp.session.SessionEvent;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.Octets;
import fairlead.bgp.wire.SessionShape;

/**
 * How a session ended.
 *
 * @param byPeer whether the peer ended it, or its connection was lost
 * @param notification what was sent or received last, from its marker on; none if it ended without
 */
public record SessionEnd(boolean byPeer, Octets notification) {

    /** As it ends by {@code event}, before anything is sent. */
    static SessionEnd of(SessionEvent event, SessionShape shape) {
        return event instanceof SessionEvent.NotificationReceived(var notification)
                ? new SessionEnd(true, Octets.of(BgpCodec.encode(notification, shape)))
                : new SessionEnd(event instanceof SessionEvent.ConnectionLost, Octets.NONE);
    }

    /** The connection was lost. */
    public static final SessionEnd LOST = new SessionEnd(true, Octets.NONE);
}
