package fairlead.metrics;

import java.util.List;

/** The text of one answer: family by family, each with its samples. */
public final class Exposition {

    /** The media type, without the charset. */
    public static final String TYPE = "text/plain; version=0.0.4";

    /** What the samples of a family are. */
    public enum Kind {
        /** Only ever rises while the daemon lives; its name ends in {@code _total}. */
        COUNTER("counter"),
        /** May rise and fall. */
        GAUGE("gauge"),
        HISTOGRAM("histogram"),
        /** Quantiles that whoever counts works out itself. */
        SUMMARY("summary");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    private final StringBuilder text = new StringBuilder();

    /** Begins a family; its samples follow. */
    public Exposition family(String name, Kind kind, String help) {
        text.append("# HELP ").append(name).append(' ');
        text.append(help.replace("\\", "\\\\").replace("\n", "\\n")).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(kind.word).append('\n');
        return this;
    }

    /**
     * A sample.
     *
     * @param labels name, value, name, value ...
     */
    public Exposition sample(String name, double value, String... labels) {
        return sample(name, value, List.of(labels));
    }

    /** The same with labels in a list. */
    public Exposition sample(String name, double value, List<String> labels) {
        if (labels.size() % 2 != 0) {
            throw new IllegalArgumentException("a label without value: " + labels);
        }
        text.append(name);
        for (int i = 0; i < labels.size(); i += 2) {
            text.append(i == 0 ? '{' : ',').append(labels.get(i)).append("=\"");
            text.append(escaped(labels.get(i + 1))).append('"');
        }
        text.append(labels.isEmpty() ? " " : "} ").append(number(value)).append('\n');
        return this;
    }

    /** A family of one sample without labels. */
    public Exposition single(String name, Kind kind, String help, double value) {
        return family(name, kind, help).sample(name, value);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    static String number(double value) {
        if (value == Double.POSITIVE_INFINITY) {
            return "+Inf";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
