package fairlead.bgp.speaker;

import java.time.Duration;

/** The hold time that is proposed to one neighbour. */
public sealed interface HoldTime {

    /** What {@link Timing#hold} says for all. */
    record OfSpeaker() implements HoldTime {}

    /**
     * One of its own.
     *
     * @param time whole seconds, 0 (never) or 3..65535 (RFC 4271 §4.2)
     */
    record Own(Duration time) implements HoldTime {
        public Own {
            Timing.checkHold(time);
        }
    }

    /** The time itself, in a speaker of this timing. */
    default Duration in(Timing timing) {
        return switch (this) {
            case OfSpeaker() -> timing.hold();
            case Own(var time) -> time;
        };
    }
}
