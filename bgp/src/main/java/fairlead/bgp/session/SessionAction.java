package fairlead.bgp.session;

import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.BgpMessage;
import java.time.Duration;

/** What a step asks for. They are done in the order given. */
public sealed interface SessionAction {

    /** The timers of a connection that run for a time that the machine names. */
    enum Timer {
        HOLD,
        KEEPALIVE
    }

    /** Open a TCP connection to the peer. */
    record Dial() implements SessionAction {}

    /**
     * Start the connect-retry timer anew; how long it runs is drawn by whoever acts (RFC 4271 §10).
     */
    record ArmRetry() implements SessionAction {}

    /** Stop the connect-retry timer. */
    record DisarmRetry() implements SessionAction {}

    /** Start {@code timer} anew. */
    record Arm(Timer timer, Duration after) implements SessionAction {}

    /** Stop {@code timer}. */
    record Disarm(Timer timer) implements SessionAction {}

    record Send(BgpMessage message) implements SessionAction {}

    /** Close the TCP connection once what was sent is out, and stop all timers. */
    record Close(String why) implements SessionAction {}

    /** The session stands: tell the peer all routes. */
    record Up(Negotiated session) implements SessionAction {}

    /**
     * The session stands no more.
     *
     * @param graceful whether the peer's routes may stay as stale ones, for the families of {@link
     *     Negotiated#gracefulRestart}; otherwise they go now (RFC 4724 §4.2, RFC 8538 §4)
     */
    record Down(boolean graceful) implements SessionAction {}

    /** Routes to take in. */
    record Deliver(BgpMessage.Update update) implements SessionAction {}

    /** Tell the peer all routes of a family again. */
    record Retell(AddressFamily family) implements SessionAction {}

    /**
     * The peer begins to tell all routes of a family again, or has done so: what was not told again
     * in between goes at the end (RFC 7313 §4).
     */
    record Retold(AddressFamily family, boolean begins) implements SessionAction {}
}
