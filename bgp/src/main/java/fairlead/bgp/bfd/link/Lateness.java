package fairlead.bgp.bfd.link;

import java.util.Arrays;
import java.util.List;

/**
 * How much later than due deadlines were kept.
 *
 * @param kept how many deadlines
 * @param within how many of them by at most each of {@link #BOUNDS}, not summed
 * @param worstMicros the latest of all
 */
public record Lateness(long kept, List<Long> within, long worstMicros) {

    /** Milliseconds; what was later than the last of them is only in {@code kept}. */
    public static final List<Integer> BOUNDS = List.of(1, 2, 5, 10, 20, 50, 100, 200);

    public Lateness {
        within = List.copyOf(within);
    }

    /** The milliseconds within which this share of all deadlines was kept, or the worst. */
    public double percentileMillis(double share) {
        long wanted = (long) Math.ceil(kept * share);
        long seen = 0;
        for (int i = 0; i < BOUNDS.size(); i++) {
            seen += within.get(i);
            if (seen >= wanted) {
                return Math.min(BOUNDS.get(i), worstMicros / 1000.0);
            }
        }
        return worstMicros / 1000.0;
    }

    /** Counts; for one thread. */
    static final class Tally {
        private final long[] within = new long[BOUNDS.size()];
        private long kept;
        private long worst;

        void kept(long lateNanos) {
            kept++;
            worst = Math.max(worst, lateNanos);
            for (int i = 0; i < within.length; i++) {
                if (lateNanos <= BOUNDS.get(i) * 1_000_000L) {
                    within[i]++;
                    return;
                }
            }
        }

        Lateness sum() {
            return new Lateness(kept, Arrays.stream(within).boxed().toList(), worst / 1000);
        }
    }
}
