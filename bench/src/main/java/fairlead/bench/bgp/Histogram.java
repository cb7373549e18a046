package fairlead.bench.bgp;

import java.util.ArrayList;
import java.util.List;

/**
 * How many times lay in which span: below 1 ms, 2 ms, 5 ms, 10 ms, 20 ms, 50 ms, 100 ms, and
 * beyond.
 *
 * @param counts one for each span
 * @param longest seconds
 */
record Histogram(List<Integer> counts, double longest) {

    /** Where spans end, in milliseconds. */
    static final List<Integer> BOUNDS = List.of(1, 2, 5, 10, 20, 50, 100);

    static final Histogram NONE = of(List.of());

    Histogram {
        counts = List.copyOf(counts);
    }

    /** Of times in seconds. */
    static Histogram of(Iterable<Double> seconds) {
        var counts = new int[BOUNDS.size() + 1];
        double longest = 0;
        for (double time : seconds) {
            int span = 0;
            while (span < BOUNDS.size() && time * 1000 >= BOUNDS.get(span)) {
                span++;
            }
            counts[span]++;
            longest = Math.max(longest, time);
        }
        var all = new ArrayList<Integer>();
        for (int count : counts) {
            all.add(count);
        }
        return new Histogram(all, longest);
    }

    int total() {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }
}
