package fairlead.bgp.speaker;

import fairlead.bgp.session.PeerState;
import fairlead.bgp.session.SessionAction;
import fairlead.bgp.session.SessionEvent;
import fairlead.bgp.session.SessionState;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.Fault;
import fairlead.bgp.wire.Octets;
import fairlead.bgp.wire.SessionShape;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One session machine with its connection and its deadlines. Only its peering touches it. */
final class Machine {

    /** What a machine waits for. */
    enum Deadline {
        RESTART,
        RETRY,
        HOLD,
        SEND_HOLD,
        KEEPALIVE;

        /** When {@code timer} expires. */
        static Deadline of(SessionAction.Timer timer) {
            return switch (timer) {
                case HOLD -> HOLD;
                case KEEPALIVE -> KEEPALIVE;
            };
        }

        /** What happens then. */
        SessionEvent event() {
            return switch (this) {
                case RESTART -> new SessionEvent.Start();
                case RETRY -> new SessionEvent.RetryDue();
                case HOLD -> new SessionEvent.HoldExpired();
                case SEND_HOLD -> new SessionEvent.SendHoldExpired();
                case KEEPALIVE -> new SessionEvent.KeepaliveDue();
            };
        }
    }

    /** How octets are read and written before anything is agreed on. */
    static final SessionShape BEFORE_ANY = SessionShape.of(AsWidth.FOUR);

    final ConnectionId.Side side;
    final Map<Deadline, Instant> deadlines = new EnumMap<>(Deadline.class);
    SessionState state = new SessionState.Idle();
    Octets sentOpen = Octets.NONE;
    Octets receivedOpen = Octets.NONE;
    private @Nullable ConnectionId connection;

    Machine(ConnectionId.Side side) {
        this.side = side;
    }

    Optional<ConnectionId> connection() {
        return Optional.ofNullable(connection);
    }

    void attach(ConnectionId id) {
        connection = id;
    }

    /** Forgets the connection and everything that was to happen. */
    void detach() {
        connection = null;
        deadlines.clear();
    }

    boolean has(ConnectionId id) {
        return id.equals(connection);
    }

    boolean isAtLeast(PeerState least) {
        return state.name().compareTo(least) >= 0;
    }

    boolean isEstablished() {
        return state instanceof SessionState.Established;
    }

    /** Whether what it waited for is to happen now; it waits for it no longer then. */
    boolean expires(Deadline deadline, Instant now) {
        var due = deadlines.get(deadline);
        boolean expired = due != null && !due.isAfter(now);
        if (expired) {
            deadlines.remove(deadline);
        }
        return expired;
    }

    /** Dials, or waits to be dialled, from {@code due} on. */
    void startAt(Instant due) {
        deadlines.put(Deadline.RESTART, due);
    }

    /** The peer is alive: the hold timer of the session that stands begins anew. */
    void heard(Instant now) {
        if (state instanceof SessionState.Established(var session) && session.holdTime() != 0) {
            deadlines.put(Deadline.HOLD, now.plus(session.hold()));
        }
    }

    /** What we say waits for the peer to read: it has so long to read anything of it. */
    void unread(SendHold patience, Instant now) {
        if (state instanceof SessionState.Established(var session)) {
            var after = patience.in(session.hold());
            if (!after.isZero()) {
                deadlines.put(Deadline.SEND_HOLD, now.plus(after));
            }
        }
    }

    /**
     * Whether its connection is closed because another one is kept, by us or by the peer, or
     * because the peer is kept out: that is no error of this connection's (RFC 4271 §6.8).
     */
    boolean isCollision(SessionEvent event) {
        if (event instanceof SessionEvent.Stop(var cease)) {
            return cease.fault() == Fault.CONNECTION_COLLISION
                    || cease.fault() == Fault.CONNECTION_REJECTED;
        }
        return event instanceof SessionEvent.NotificationReceived(var received)
                && !isEstablished()
                && received.code() == Fault.CONNECTION_COLLISION.code()
                && received.subcode() == Fault.CONNECTION_COLLISION.subcode();
    }

    /** What was agreed on, or what holds before anything is. */
    SessionShape shape() {
        return switch (state) {
            case SessionState.OpenConfirm(var session) -> session.shape();
            case SessionState.Established(var session) -> session.shape();
            case SessionState.Idle _, SessionState.Connect _ -> BEFORE_ANY;
            case SessionState.Active _, SessionState.OpenSent _ -> BEFORE_ANY;
        };
    }
}
