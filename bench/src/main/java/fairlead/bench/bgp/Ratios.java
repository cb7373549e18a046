package fairlead.bench.bgp;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The one table that says it all: what BIRD 2 took, and how many times that the others took. */
record Ratios(Page page) {

    private static final List<Daemon> OTHERS =
            List.of(Daemon.FAIRLEAD, Daemon.FRR, Daemon.OPENBGPD, Daemon.GOBGP);

    /** A figure of a course, in a unit. */
    private record Line(
            Course course, String what, String unit, ToDoubleFunction<Measured> figure) {}

    private static final List<Line> LINES =
            List.of(
                    new Line(Course.FULL_TABLE, "time", "s", Measured::told),
                    new Line(Course.FULL_TABLE, "all withdrawn", "s", Measured::withdrawn),
                    new Line(Course.FULL_TABLE, "memory", "MiB", Measured::resident),
                    new Line(Course.FULL_TABLE, "processor", "s", Measured::processor),
                    new Line(Course.TEN_SENDERS, "time", "s", Measured::told),
                    new Line(Course.TEN_SENDERS, "memory", "MiB", Measured::resident),
                    new Line(Course.TEN_SENDERS, "processor", "s", Measured::processor),
                    new Line(Course.EVERYONE, "time", "s", Measured::told),
                    new Line(Course.EVERYONE, "memory", "MiB", Measured::resident),
                    new Line(Course.EVERYONE, "processor", "s", Measured::processor),
                    new Line(
                            Course.FLAP, "p50", "ms", measured -> 1000 * measured.flaps().median()),
                    new Line(Course.FLAP, "p99", "ms", measured -> 1000 * measured.flaps().p99()));

    String table() {
        var text = new StringBuilder();
        text.append("| load | | BIRD 2 | ")
                .append(
                        OTHERS.stream()
                                .map(daemon -> daemon.title)
                                .collect(Collectors.joining(" | ")))
                .append(" |\n|---|---|--:|")
                .append("--:|".repeat(OTHERS.size()))
                .append('\n');
        for (var line : LINES) {
            var measured = page.of(line.course(), Daemon.BIRD2);
            if (measured.isEmpty() || Page.late(measured)) {
                continue;
            }
            double bird = Page.median(measured, line.figure());
            text.append(
                    "| %s | %s | %s %s |"
                            .formatted(
                                    line.course().title,
                                    line.what(),
                                    Page.figure(bird),
                                    line.unit()));
            for (var daemon : OTHERS) {
                text.append(' ').append(ratio(line, daemon, bird)).append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private String ratio(Line line, Daemon daemon, double bird) {
        var measured = page.of(line.course(), daemon);
        double value = Page.median(measured, line.figure());
        if (Double.isNaN(value) || value == 0) {
            return "–";
        }
        boolean beyond = Page.late(measured);
        if (beyond && !line.what().equals("time")) {
            return "–";
        }
        return (beyond ? "over " : "") + "× " + Page.figure(value / bird);
    }
}
