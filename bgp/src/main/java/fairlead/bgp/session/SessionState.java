package fairlead.bgp.session;

/** RFC 4271 §8.2.2. What a state must know is what it carries, so nothing is ever "not yet set". */
public sealed interface SessionState {

    record Idle() implements SessionState {}

    record Connect() implements SessionState {}

    record Active() implements SessionState {}

    record OpenSent() implements SessionState {}

    record OpenConfirm(Negotiated session) implements SessionState {}

    record Established(Negotiated session) implements SessionState {}

    /** The name alone. */
    default PeerState name() {
        return switch (this) {
            case Idle _ -> PeerState.IDLE;
            case Connect _ -> PeerState.CONNECT;
            case Active _ -> PeerState.ACTIVE;
            case OpenSent _ -> PeerState.OPEN_SENT;
            case OpenConfirm _ -> PeerState.OPEN_CONFIRM;
            case Established _ -> PeerState.ESTABLISHED;
        };
    }
}
