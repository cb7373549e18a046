package fairlead.bgp.speaker;

import java.time.Duration;

/**
 * How patient a speaker is. Keepalives follow from the negotiated hold time: a third of it.
 *
 * @param hold the hold time that we propose: whole seconds, 0 (never) or 3..65535 (RFC 4271 §4.2)
 * @param retryAtLeast the shortest pause before a failed neighbour is dialled again
 * @param retryAtMost the longest such pause; the pause is drawn between the two
 * @param selectionDeferral after a restart, how long neighbours may take to tell what they have
 *     before anybody is told anything (RFC 4724 §4.1); zero waits for nobody
 * @param idleHold the longest time for which a neighbour is kept out whose sessions end one soon
 *     after the other (RFC 4271 §8.1.1, DampPeerOscillations); zero keeps nobody out
 */
public record Timing(
        Duration hold,
        Duration retryAtLeast,
        Duration retryAtMost,
        Duration selectionDeferral,
        Duration idleHold) {

    /**
     * Four minutes: those who keep our routes do so for six or more after our return (RFC 4724
     * §4.2), and have to hear from us before.
     */
    public static final Duration SELECTION_DEFERRAL = Duration.ofMinutes(4);

    /**
     * What a route server that stands alone may use: long enough to spare others the most of a
     * flapping neighbour, short enough to wait for.
     */
    public static final Duration IDLE_HOLD = Duration.ofMinutes(2);

    /**
     * As Azure's Route Server: hold 180 s, keepalive 60 s; dials again after 1 to 5 s. An appliance
     * that starts anew twice is back at once there, so nobody is kept out for that.
     */
    public static final Timing AZURE =
            new Timing(Duration.ofSeconds(180), Duration.ofSeconds(1), Duration.ofSeconds(5));

    public Timing {
        checkHold(hold);
        if (!retryAtLeast.isPositive() || retryAtMost.compareTo(retryAtLeast) < 0) {
            throw new IllegalArgumentException(
                    "a retry between " + retryAtLeast + " and " + retryAtMost);
        }
        if (selectionDeferral.isNegative()) {
            throw new IllegalArgumentException("a selection deferral of " + selectionDeferral);
        }
        if (idleHold.isNegative()) {
            throw new IllegalArgumentException("an idle hold of " + idleHold);
        }
    }

    /** With the usual patience after a restart, and with all patience with those who flap. */
    public Timing(Duration hold, Duration retryAtLeast, Duration retryAtMost) {
        this(hold, retryAtLeast, retryAtMost, SELECTION_DEFERRAL, Duration.ZERO);
    }

    /** A time for people: {@code 300 ms}, {@code 90 s}. */
    static String text(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    static void checkHold(Duration hold) {
        long seconds = hold.toSeconds();
        if (!hold.equals(Duration.ofSeconds(seconds))
                || seconds < 0
                || seconds == 1
                || seconds == 2
                || seconds > 65535) {
            throw new IllegalArgumentException(
                    "a hold time of " + text(hold) + "; it is 0 or whole seconds, 3 to 65535");
        }
    }
}
