package fairlead.bgp.speaker;

import java.time.Duration;

/**
 * How long turns of a speaker's loop took: nobody is read, written to or answered before a turn is
 * over. By the clock, so what else the machine did meanwhile counts too.
 *
 * @param turns how many there were since the start
 * @param longest the longest of them
 * @param ago how long ago that one ended
 * @param recent the longest that ended within the last minute, or up to two: whoever asks every
 *     minute misses none
 */
public record TurnTimes(long turns, Duration longest, Duration ago, Duration recent) {

    /** Counts, in nanoseconds of a steady clock; for one thread. */
    static final class Tally {

        /** A minute. */
        static final long SPAN = 60_000_000_000L;

        private long turns;
        private long longest;
        private long longestEnded;
        private long spanBegan;
        private long inSpan;
        private long inSpanBefore;

        /**
         * @param now on the clock of {@link #took}
         */
        Tally(long now) {
            longestEnded = now;
            spanBegan = now;
        }

        /** A turn; each ends after the one before. */
        void took(long began, long ended) {
            long nanos = ended - began;
            turns++;
            if (ended - spanBegan >= SPAN) {
                nextSpan(ended);
            }
            if (nanos > inSpan) {
                inSpan = nanos;
                if (nanos > longest) {
                    longest = nanos;
                    longestEnded = ended;
                }
            }
        }

        private void nextSpan(long now) {
            long spans = (now - spanBegan) / SPAN;
            inSpanBefore = spans == 1 ? inSpan : 0;
            inSpan = 0;
            spanBegan += spans * SPAN;
        }

        TurnTimes sum(long now) {
            if (now - spanBegan >= SPAN) {
                nextSpan(now);
            }
            return new TurnTimes(
                    turns,
                    Duration.ofNanos(longest),
                    Duration.ofNanos(now - longestEnded),
                    Duration.ofNanos(Math.max(inSpan, inSpanBefore)));
        }
    }
}
