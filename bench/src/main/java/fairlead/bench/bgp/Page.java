package fairlead.bench.bgp;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What was measured, as the section of bench/RESULTS.md. */
record Page(List<Entry> entries) {

    Page {
        entries = List.copyOf(entries);
    }

    /** Markdown: what the figures are, ratios, then a section for each course that was run. */
    String text() {
        var text = new StringBuilder();
        text.append(
                """
                Each daemon is started cold for every run, as a route server in a namespace of its own; the generator is all its
                clients, over real TCP. Time is from the first UPDATE sent until everyone who is judged holds every prefix with the
                attributes of a best way to it; memory a second later, all processes of the daemon. Processor time of the daemon is
                from the moment when all sessions stood until memory was read; of the generator, until all was told. Medians, with the
                least and the most of several runs. How to read and repeat it: [the guide](../docs/guide/bgp-benchmark.md).

                """);
        text.append("### Against BIRD 2\n\n").append(new Ratios(this).table()).append('\n');
        for (var course : Course.values()) {
            if (!of(course).isEmpty()) {
                text.append(new CourseSection(this, course).text()).append('\n');
            }
        }
        return text.toString().stripTrailing() + "\n";
    }

    List<Entry> of(Course course) {
        return entries.stream().filter(entry -> entry.course().equals(course.word)).toList();
    }

    List<Entry> of(Course course, Daemon daemon) {
        return of(course).stream().filter(entry -> entry.daemon().equals(daemon.word)).toList();
    }

    List<Entry> of(Course course, Daemon daemon, String point) {
        return of(course, daemon).stream().filter(entry -> entry.point().equals(point)).toList();
    }

    /** The middle one, of an even number the lower one of the two; of none, no number. */
    static double median(List<Entry> entries, ToDoubleFunction<Measured> figure) {
        var sorted = entries.stream().map(Entry::measured).mapToDouble(figure).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(sorted.length - 1) / 2];
    }

    static boolean late(List<Entry> entries) {
        return entries.stream().anyMatch(entry -> entry.measured().late());
    }

    static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    /** Three digits that matter. */
    static String figure(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        return String.format(
                Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    /** The median, and the least and the most if there are several. */
    static String spread(List<Entry> entries, ToDoubleFunction<Measured> figure) {
        var all = entries.stream().map(Entry::measured).mapToDouble(figure).summaryStatistics();
        return figure(median(entries, figure))
                + (entries.size() < 2
                        ? ""
                        : " (" + figure(all.getMin()) + "–" + figure(all.getMax()) + ")");
    }

    /** One measurement in one line. */
    static String brief(Measured measured) {
        var text = new StringBuilder();
        text.append(measured.late() ? "over " : "").append(figure(measured.told())).append(" s");
        if (measured.withdrawn() > 0) {
            text.append(", withdrawn ").append(figure(measured.withdrawn())).append(" s");
        }
        text.append(
                String.format(
                        Locale.ROOT,
                        ", %.0f MiB (PSS %.0f, peak %.0f), processor %.2f s (and %.2f to start),"
                                + " generator %.2f s, %,d heard, longest silence %.1f ms",
                        measured.resident(),
                        measured.proportional(),
                        measured.peak(),
                        measured.processor(),
                        measured.started(),
                        measured.generator(),
                        measured.heard(),
                        1000 * measured.silences().longest()));
        var flaps = measured.flaps();
        if (flaps.count() > 0) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            ", %,d flaps: p50 %.3f ms, p99 %.2f ms, max %.1f ms",
                            flaps.count(),
                            1000 * flaps.median(),
                            1000 * flaps.p99(),
                            1000 * flaps.longest()));
        }
        if (measured.stops().total() > 0) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            ", %d safepoints, longest %.1f ms",
                            measured.stops().total(),
                            1000 * measured.stops().longest()));
        }
        return text + (measured.note().isEmpty() ? "" : "; " + measured.note());
    }

    /** When and from what a course was measured. */
    static String circumstances(List<Entry> entries) {
        var loads = entries.stream().mapToDouble(Entry::load).summaryStatistics();
        return "Measured %s to %s UTC, commit %s, load average before each run %s to %s.\n"
                .formatted(
                        entries.getFirst().when(),
                        entries.getLast().when().substring(11),
                        entries.stream()
                                .map(Entry::commit)
                                .distinct()
                                .collect(Collectors.joining(" and ")),
                        figure(loads.getMin()),
                        figure(loads.getMax()));
    }
}
