package fairlead.metrics;

import fairlead.metrics.Exposition.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** How long things took, by the values of some labels. Any thread may add. */
public final class Histogram {

    /** Upper ends of the buckets, in seconds: from a store's commit to a poll that is held open. */
    private static final List<Double> ENDS =
            List.of(
                    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0,
                    25.0);

    private static final class Series {
        final List<LongAdder> buckets = new ArrayList<>();
        final LongAdder nanos = new LongAdder();

        Series() {
            ENDS.forEach(_ -> buckets.add(new LongAdder()));
            buckets.add(new LongAdder());
        }
    }

    private final String name;
    private final String help;
    private final List<String> labels;
    private final Map<String, Series> series = new ConcurrentSkipListMap<>();

    /**
     * An empty one.
     *
     * @param name ends in {@code _seconds}
     * @param labels the names of its labels
     */
    public Histogram(String name, String help, String... labels) {
        this.name = name;
        this.help = help;
        this.labels = List.of(labels);
        if (labels.length == 0) {
            series.put("", new Series());
        }
    }

    /** Adds one; as many values as there are labels, none with a line feed in it. */
    public void add(Duration took, String... values) {
        if (values.length != labels.size()) {
            throw new IllegalArgumentException(values.length + " values for " + labels);
        }
        var one = series.computeIfAbsent(String.join("\n", values), _ -> new Series());
        double seconds = took.toNanos() / 1e9;
        int bucket = 0;
        while (bucket < ENDS.size() && seconds > ENDS.get(bucket)) {
            bucket++;
        }
        one.buckets.get(bucket).increment();
        one.nanos.add(took.toNanos());
    }

    /** Writes the family as it stands. */
    public void write(Exposition text) {
        text.family(name, Kind.HISTOGRAM, help);
        series.forEach((key, one) -> {
            var values = labels.isEmpty() ? List.<String>of() : List.of(key.split("\n", -1));
            long sum = 0;
            for (int i = 0; i < one.buckets.size(); i++) {
                sum += one.buckets.get(i).sum();
                double end = i < ENDS.size() ? ENDS.get(i) : Double.POSITIVE_INFINITY;
                var at = labelled(values);
                at.add("le");
                at.add(Exposition.number(end));
                text.sample(name + "_bucket", sum, at);
            }
            text.sample(name + "_sum", one.nanos.sum() / 1e9, labelled(values));
            text.sample(name + "_count", sum, labelled(values));
        });
    }

    private List<String> labelled(List<String> values) {
        var all = new ArrayList<String>();
        for (int i = 0; i < values.size(); i++) {
            all.add(labels.get(i));
            all.add(values.get(i));
        }
        return all;
    }
}
