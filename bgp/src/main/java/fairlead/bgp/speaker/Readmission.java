package fairlead.bgp.speaker;

import java.time.Duration;

/** When a neighbour may come back whose session ended since it told too many prefixes. */
public sealed interface Readmission {

    /** When its limit, or this, becomes another, or an operator takes it out and in again. */
    record Never() implements Readmission {}

    /**
     * By itself, so long after the end.
     *
     * @param time zero lets it in whenever it comes
     */
    record After(Duration time) implements Readmission {
        public After {
            if (time.isNegative()) {
                throw new IllegalArgumentException("a neighbour that is let in after " + time);
            }
        }
    }

    /** Whenever it comes. */
    Readmission AT_ONCE = new After(Duration.ZERO);
}
