package fairlead.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What was measured, shortest first. There is at least one. */
record Samples(List<Duration> sorted) {

    Samples {
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        sorted = sorted.stream().sorted().toList();
    }

    Duration min() {
        return sorted.getFirst();
    }

    Duration max() {
        return sorted.getLast();
    }

    /** The 50th percentile: of an even number, the lower one of the middle. */
    Duration median() {
        return percentile(50);
    }

    /**
     * The shortest one that {@code percent} of all (above 0, up to 100) do not exceed: the nearest
     * rank, with nothing made up between two samples.
     */
    Duration percentile(int percent) {
        if (percent < 1 || percent > 100) {
            throw new IllegalArgumentException("percentile " + percent + " is outside 1..100");
        }
        return sorted.get((percent * sorted.size() + 99) / 100 - 1);
    }

    /** {@code | what | runs | min | median | max |}, in seconds. */
    String secondsRow(String what) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.2f | %.2f | %.2f |",
                what,
                sorted.size(),
                milliseconds(min()) / 1000,
                milliseconds(median()) / 1000,
                milliseconds(max()) / 1000);
    }

    /** {@code | what | number | p50 | p99 | max |}, in milliseconds. */
    String millisecondsRow(String what) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.1f | %.1f | %.1f |",
                what,
                sorted.size(),
                milliseconds(median()),
                milliseconds(percentile(99)),
                milliseconds(max()));
    }

    private static double milliseconds(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
