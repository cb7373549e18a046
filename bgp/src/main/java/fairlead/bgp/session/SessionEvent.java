package fairlead.bgp.session;

import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.Problem;

/** What can happen to a connection (RFC 4271 §8.1; the RFC's event numbers in brackets). */
public sealed interface SessionEvent {

    /** Dial (1, 3). */
    record Start() implements SessionEvent {}

    /** Wait for a connection that the peer makes (4, 5). */
    record StartPassive() implements SessionEvent {}

    /** End it, and say so with this cease (2, 8; 23 when the cease is a collision). */
    record Stop(Problem cease) implements SessionEvent {}

    /**
     * End it, and come back soon (2): who offered to keep our routes over that is to keep them (RFC
     * 4724 §4.1, RFC 8538 §4), everybody else is sent this cease.
     */
    record Leave(Problem cease) implements SessionEvent {}

    /** ConnectRetryTimer_Expires (9). */
    record RetryDue() implements SessionEvent {}

    /** HoldTimer_Expires (10). */
    record HoldExpired() implements SessionEvent {}

    /** SendHoldTimer_Expires (29): nothing could be sent for too long (RFC 9687 §4.2). */
    record SendHoldExpired() implements SessionEvent {}

    /** KeepaliveTimer_Expires (11). */
    record KeepaliveDue() implements SessionEvent {}

    /** The TCP connection that was dialled (16) or accepted (17) stands. */
    record Connected() implements SessionEvent {}

    /** TcpConnectionFails (18), with the reason. */
    record ConnectionLost(String reason) implements SessionEvent {}

    /** BGPOpen (19). */
    record OpenReceived(BgpMessage.Open open) implements SessionEvent {}

    /** KeepAliveMsg (26). */
    record KeepaliveReceived() implements SessionEvent {}

    /** UpdateMsg (27), already healed of what RFC 7606 forgives. */
    record UpdateReceived(BgpMessage.Update update) implements SessionEvent {}

    /** A ROUTE-REFRESH (RFC 2918). */
    record RefreshReceived(AddressFamily family) implements SessionEvent {}

    /** A ROUTE-REFRESH that is no request: a marker, or of a subtype to ignore (RFC 7313). */
    record RefreshMarked(AddressFamily family, int subtype) implements SessionEvent {}

    /** NotifMsgVerErr, NotifMsg (24, 25). */
    record NotificationReceived(BgpMessage.Notification notification) implements SessionEvent {}

    /** BGPHeaderErr, BGPOpenMsgErr, UpdateMsgErr (21, 22, 28). */
    record Malformed(Problem problem) implements SessionEvent {}

    /** The event of a message that was decoded. */
    static SessionEvent of(BgpMessage message) {
        return switch (message) {
            case BgpMessage.Open open -> new OpenReceived(open);
            case BgpMessage.Update update -> new UpdateReceived(update);
            case BgpMessage.Notification notification -> new NotificationReceived(notification);
            case BgpMessage.Keepalive _ -> new KeepaliveReceived();
            case BgpMessage.RouteRefresh(var family, var subtype) ->
                    subtype == BgpMessage.RouteRefresh.REQUEST
                            ? new RefreshReceived(family)
                            : new RefreshMarked(family, subtype);
        };
    }
}
