package fairlead.bgp.speaker;

import java.time.Duration;

/** How long a neighbour may leave unread what we say before its session ends (RFC 9687). */
public sealed interface SendHold {

    /** Twice the hold time, at least eight minutes (RFC 9687 §6). */
    record Usual() implements SendHold {}

    /** For ever. */
    record Off() implements SendHold {}

    /**
     * So long, but always longer than the hold time (RFC 9687 §4.4).
     *
     * @param time longer than zero
     */
    record Own(Duration time) implements SendHold {
        public Own {
            if (!time.isPositive()) {
                throw new IllegalArgumentException("a send hold time of " + Timing.text(time));
            }
        }
    }

    /**
     * The time itself; zero for ever.
     *
     * @param hold what was agreed on; zero if nobody watches anybody
     */
    default Duration in(Duration hold) {
        if (hold.isZero()) {
            return Duration.ZERO;
        }
        return switch (this) {
            case Off() -> Duration.ZERO;
            case Usual() -> longer(hold.multipliedBy(2), Duration.ofMinutes(8));
            case Own(var time) -> longer(time, hold.plusSeconds(1));
        };
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
