package fairlead.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What {@code promtool check metrics} would say of an answer in the text format of Prometheus
 * (version 0.0.4): its grammar, that families stand together, and the rules for names.
 */
public final class PrometheusText {

    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? ([^ ]+)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"(?:,|$)");
    private static final Pattern HEAD =
            Pattern.compile("# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(Inf|NaN|[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?)");

    /** Base units are seconds and bytes. */
    private static final List<String> OTHER_UNITS =
            List.of(
                    "milliseconds",
                    "ms",
                    "minutes",
                    "hours",
                    "days",
                    "kilobytes",
                    "megabytes",
                    "bits");

    private static final Map<String, List<String>> SUFFIXES =
            Map.of(
                    "histogram", List.of("_bucket", "_sum", "_count"),
                    "summary", List.of("", "_sum", "_count"),
                    "counter", List.of(""),
                    "gauge", List.of(""));

    private final List<String> faults = new ArrayList<>();
    private final Map<String, String> types = new HashMap<>();
    private final Set<String> helped = new HashSet<>();
    private final Set<String> samples = new HashSet<>();
    private String family = "";

    private PrometheusText() {}

    /** What is wrong with {@code text}, a line for each; nothing if it is good. */
    public static List<String> faults(String text) {
        var reading = new PrometheusText();
        if (!text.endsWith("\n")) {
            reading.faults.add("the last line has no end");
        }
        text.lines().forEach(reading::line);
        return reading.faults;
    }

    private void line(String line) {
        if (line.startsWith("#")) {
            head(line);
        } else {
            sample(line);
        }
    }

    private void head(String line) {
        var head = HEAD.matcher(line);
        if (!head.matches()) {
            faults.add("no head of a family: " + line);
            return;
        }
        var name = head.group(2);
        if (head.group(1).equals("HELP")) {
            if (!helped.add(name)) {
                faults.add(name + " begins a second time");
            }
            family = name;
            name(name);
            return;
        }
        if (!name.equals(family)) {
            faults.add("the type of " + name + " stands in " + family);
        }
        var type = head.group(3);
        types.put(name, type);
        if (!SUFFIXES.containsKey(type)) {
            faults.add(name + " is a " + type);
        }
        if (type.equals("counter") != name.endsWith("_total")) {
            faults.add(name + " is a " + type + "; counters, and they alone, end in _total");
        }
    }

    private void name(String name) {
        for (var unit : OTHER_UNITS) {
            if (name.endsWith("_" + unit) || name.endsWith("_" + unit + "_total")) {
                faults.add(name + " is in " + unit + " and not in a base unit");
            }
        }
    }

    private void sample(String line) {
        var sample = SAMPLE.matcher(line);
        if (!sample.matches() || !NUMBER.matcher(sample.group(3)).matches()) {
            faults.add("no sample: " + line);
            return;
        }
        var type = types.getOrDefault(family, "");
        var name = sample.group(1);
        if (SUFFIXES.getOrDefault(type, List.of()).stream()
                .noneMatch(end -> name.equals(family + end))) {
            faults.add("a sample of " + name + " in the family " + family + " " + type);
        }
        var labels = labels(sample.group(2) == null ? "" : sample.group(2), line);
        if (labels.contains("quantile") && !type.equals("summary")) {
            faults.add("quantiles of a " + type + ": " + line);
        }
        if (!samples.add(line.substring(0, line.length() - sample.group(3).length()))) {
            faults.add("a sample stands there twice: " + line);
        }
    }

    private Set<String> labels(String text, String line) {
        var names = new HashSet<String>();
        var label = LABEL.matcher(text);
        int at = 0;
        while (at < text.length() && label.find(at) && label.start() == at) {
            if (!names.add(label.group(1))) {
                faults.add("a label stands there twice: " + line);
            }
            at = label.end();
        }
        if (at < text.length()) {
            faults.add("no label at " + at + " of the labels of: " + line);
        }
        return names;
    }
}
