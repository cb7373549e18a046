package fairlead.bench.bgp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs courses, daemon after daemon, round after round, so that whatever else the machine does
 * meets all of them; keeps what it measured, and writes the sections of the page.
 *
 * <p>Arguments: the daemons' namespace, the tree, a folder for what daemons write, the file of
 * measurements, the file for the sections, the commit, and the {@link Options}. Runs in the peers'
 * namespace: see {@link BgpBench}.
 */
public final class Harness {

    /** The arguments before the options. */
    static final int OPTIONS_FROM = 6;

    private static final int UNFINISHED = 3;
    private static final Duration REHEARSAL = Duration.ofSeconds(30);

    private final String namespace;
    private final Path tree;
    private final Path work;
    private final String commit;
    private final Options options;
    private final Set<Running> daemons = ConcurrentHashMap.newKeySet();
    private int started;

    private Harness(String namespace, Path tree, Path work, String commit, Options options) {
        this.namespace = namespace;
        this.tree = tree;
        this.work = work;
        this.commit = commit;
        this.options = options;
        // Who is interrupted leaves no daemon behind.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> daemons.forEach(Running::close)));
    }

    /** Prints progress; ends with 3 if any run was not as it should be, which the page says too. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var options = Options.of(Arrays.asList(arguments).subList(OPTIONS_FROM, arguments.length));
        var harness =
                new Harness(
                        arguments[0],
                        Path.of(arguments[1]),
                        Path.of(arguments[2]),
                        arguments[5],
                        options);
        harness.rehearse();
        boolean unfinished = false;
        var ledger = new Ledger(Path.of(arguments[3]));
        for (var course : options.courses()) {
            var measured = harness.run(course);
            if (options.kept()) {
                ledger.replace(course, measured);
            }
            unfinished |= measured.stream().anyMatch(entry -> !entry.measured().note().isEmpty());
        }
        if (options.kept()) {
            Files.writeString(Path.of(arguments[4]), new Page(ledger.entries()).text());
        }
        System.exit(unfinished ? UNFINISHED : 0);
    }

    /** Until the generator's own code is compiled. */
    private void rehearse() throws IOException, InterruptedException {
        say("rehearsing");
        for (var load :
                List.of(
                        Load.table(Family.IPV4, 500_000),
                        Load.table(Family.IPV6, 100_000),
                        Load.everyone(20, 1_000),
                        Load.table(Family.IPV4, 500_000))) {
            measure(Daemon.MIRROR, new Trial(new Cast(load), REHEARSAL, true, 200), false);
        }
        if (options.courses().stream()
                .anyMatch(course -> options.daemons(course).contains(Daemon.FAIRLEAD))) {
            keepClassData();
        }
    }

    /**
     * What our launcher keeps between starts is there, as it is for who has once ended one in good
     * order.
     */
    private void keepClassData() throws IOException, InterruptedException {
        var scene = new Scene(Family.IPV4, 1, work.resolve("first"), Rules.PASS);
        try (var first = start(Daemon.FAIRLEAD, scene, false);
                var peer = new Generator(Family.IPV4, Trial.BGP)) {
            peer.dial(new Place(0), Optional.empty(), REHEARSAL, first.process()::isAlive);
            first.process().destroy();
            first.process().waitFor(REHEARSAL.toSeconds(), TimeUnit.SECONDS);
        } catch (IOException silent) {
            say("Fairlead does not start: " + silent.getMessage());
        }
    }

    private List<Entry> run(Course course) throws IOException, InterruptedException {
        var entries = new ArrayList<Entry>();
        for (var point : course.points) {
            var cast = new Cast(point.load().scaled(options.scale()));
            var trial =
                    new Trial(
                            cast,
                            course.patience,
                            course.withdraw,
                            (int) Math.ceil(course.flaps * options.scale()),
                            point.rules());
            for (int round = 0; round < options.runs(); round++) {
                for (var daemon : options.daemons(course)) {
                    if (round < options.runs(course, daemon)) {
                        entries.add(entry(course, point, daemon, trial));
                    }
                }
            }
        }
        return entries;
    }

    private Entry entry(Course course, Course.Point point, Daemon daemon, Trial trial)
            throws IOException, InterruptedException {
        var when =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
                        .format(ZonedDateTime.now(ZoneOffset.UTC));
        double load =
                Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0]);
        Measured measured;
        try {
            measured = measure(daemon, trial, course.flaps > 0 || course.reloads());
        } catch (IOException failed) {
            // The others shall still run, unattended; the page and the exit code tell of this one.
            measured = Measured.failed("failed: " + failed.getMessage());
        }
        say(
                "%s, %s, %s: %s"
                        .formatted(
                                course.word,
                                point.name() + (options.scale() < 1 ? " × " + options.scale() : ""),
                                daemon.title,
                                Page.brief(measured)));
        return new Entry(
                course.word,
                point.name(),
                daemon.word,
                daemon.version(),
                when,
                commit,
                load,
                measured);
    }

    private Measured measure(Daemon daemon, Trial trial, boolean logged)
            throws IOException, InterruptedException {
        var load = trial.cast().load;
        var scene =
                new Scene(
                        load.family(),
                        load.peers(),
                        work.resolve(daemon.word + "-" + ++started),
                        trial.rules().change() ? Rules.KEEP : Rules.PASS);
        try (var running = start(daemon, scene, logged)) {
            return trial.run(running);
        }
    }

    private Running start(Daemon daemon, Scene scene, boolean logged) throws IOException {
        var running = daemon.start(tree, namespace, scene, logged);
        daemons.add(running);
        return running;
    }

    private static void say(String text) {
        System.err.println("bench: " + text);
    }
}
