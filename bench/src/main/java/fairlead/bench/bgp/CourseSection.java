package fairlead.bench.bgp;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The part of the page about one course: a row for each daemon at each of its loads. */
record CourseSection(Page page, Course course) {

    String text() {
        var text = new StringBuilder();
        text.append("### ")
                .append(Character.toUpperCase(course.title.charAt(0)))
                .append(course.title.substring(1))
                .append("\n\n")
                .append(course.explanation)
                .append('\n')
                .append(Page.circumstances(page.of(course)))
                .append('\n');
        text.append(
                course.flaps > 0
                        ? flaps() + "\n" + pauses()
                        : course.reloads() ? reloads() : loads());
        return text.toString();
    }

    private List<Daemon> daemons() {
        return Arrays.stream(Daemon.values())
                .filter(daemon -> !page.of(course, daemon).isEmpty())
                .toList();
    }

    private String loads() {
        var text = new StringBuilder();
        boolean withdraw = course.withdraw;
        text.append(
                Page.row(
                        "load",
                        "daemon",
                        "runs",
                        "time, s",
                        "µs a route",
                        withdraw ? "withdrawn, s" : "routes told",
                        "RSS, MiB",
                        "PSS",
                        "peak",
                        "processor, s",
                        "generator, s"));
        text.append("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        for (var point : course.points) {
            for (var daemon : daemons()) {
                var runs = page.of(course, daemon, point.name());
                if (!runs.isEmpty()) {
                    text.append(row(point, daemon, runs, withdraw));
                }
            }
        }
        return text + notes();
    }

    private static String row(
            Course.Point point, Daemon daemon, List<Entry> runs, boolean withdraw) {
        boolean late = Page.late(runs);
        return Page.row(
                point.name(),
                daemon.title + runs.getFirst().version(),
                Integer.toString(runs.size()),
                late
                        ? "over " + Page.figure(Page.median(runs, Measured::told))
                        : Page.spread(runs, Measured::told),
                late ? "–" : median(runs, run -> 1e6 * run.told() / run.heard()),
                withdraw
                        ? late ? "–" : Page.spread(runs, Measured::withdrawn)
                        : "%,d".formatted(runs.getLast().measured().heard()),
                Page.spread(runs, Measured::resident),
                median(runs, Measured::proportional),
                median(runs, Measured::peak),
                Page.spread(runs, Measured::processor),
                median(runs, Measured::generator));
    }

    private String reloads() {
        var text = new StringBuilder();
        text.append(
                Page.row(
                        "reload",
                        "daemon",
                        "runs",
                        "in force, s",
                        "and back, s",
                        "longest silence, ms",
                        "longest safepoint, ms",
                        "prefixes told",
                        "RSS, MiB",
                        "peak",
                        "processor, s"));
        text.append("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        for (var point : course.points) {
            for (var daemon : daemons()) {
                var runs = page.of(course, daemon, point.name());
                if (!runs.isEmpty()) {
                    text.append(reload(point, daemon, runs));
                }
            }
        }
        return text + notes();
    }

    private static String reload(Course.Point point, Daemon daemon, List<Entry> runs) {
        var stops = runs.getLast().measured().stops();
        return Page.row(
                point.name(),
                daemon.title + runs.getFirst().version(),
                Integer.toString(runs.size()),
                Page.late(runs) ? "–" : Page.spread(runs, Measured::told),
                Page.late(runs) ? "–" : Page.spread(runs, Measured::withdrawn),
                Page.spread(runs, run -> 1000 * run.silences().longest()),
                stops.total() == 0 ? "–" : median(runs, run -> 1000 * run.stops().longest()),
                "%,d".formatted(runs.getLast().measured().heard()),
                Page.spread(runs, Measured::resident),
                median(runs, Measured::peak),
                Page.spread(runs, Measured::processor));
    }

    private static String median(List<Entry> runs, ToDoubleFunction<Measured> figure) {
        return Page.figure(Page.median(runs, figure));
    }

    /** What was not as it should be, in words. */
    private String notes() {
        var text = new StringBuilder();
        for (var entry : page.of(course)) {
            if (!entry.measured().note().isEmpty()) {
                text.append(
                        "\n%s, %s: %s.\n"
                                .formatted(
                                        Daemon.of(entry.daemon()).title,
                                        entry.point(),
                                        entry.measured().note().replaceAll("\\s+", " ")));
            }
        }
        return text.toString();
    }

    private String flaps() {
        var text = new StringBuilder();
        text.append(Page.row("daemon", "changes", "p50, ms", "p99, ms", "max, ms"));
        text.append("|---|--:|--:|--:|--:|\n");
        for (var daemon : daemons()) {
            var runs = page.of(course, daemon);
            text.append(
                    Page.row(
                            daemon.title + runs.getFirst().version(),
                            "%,d".formatted(runs.getFirst().measured().flaps().count()),
                            median(runs, measured -> 1000 * measured.flaps().median()),
                            median(runs, measured -> 1000 * measured.flaps().p99()),
                            median(runs, measured -> 1000 * measured.flaps().longest())));
        }
        return text + notes();
    }

    private String pauses() {
        var text = new StringBuilder();
        text.append(
                """
                While that table was loaded: how often the receiver heard nothing, and for how long, between the first route and the
                last (what the generator itself and the machine held up is in it); and Fairlead's safepoints, in which none of its
                threads runs, from the JVM's own log.

                """);
        text.append("| | ");
        for (int bound : Histogram.BOUNDS) {
            text.append("< %d ms | ".formatted(bound));
        }
        text.append("longer | longest, ms |\n|---|")
                .append("--:|".repeat(Histogram.BOUNDS.size() + 2))
                .append('\n');
        for (var daemon : daemons()) {
            var measured = page.of(course, daemon).getFirst().measured();
            text.append(histogram("silences of " + daemon.title, measured.silences()));
            if (measured.stops().total() > 0) {
                text.append(histogram("safepoints of " + daemon.title, measured.stops()));
            }
        }
        return text.toString();
    }

    private static String histogram(String what, Histogram times) {
        var text = new StringBuilder("| " + what + " |");
        for (int count : times.counts()) {
            text.append(" %,d |".formatted(count));
        }
        return text + " " + Page.figure(1000 * times.longest()) + " |\n";
    }
}
