package fairlead.box;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import fairlead.azure.http.Metering;
import fairlead.bgp.metrics.SessionNumbers;
import fairlead.bgp.speaker.SessionReport;
import fairlead.cloud.MachinePlaces;
import fairlead.cloud.Operation;
import fairlead.cloud.SessionKey;
import fairlead.cloud.World;
import fairlead.host.linux.Passes;
import fairlead.metrics.Exposition;
import fairlead.metrics.Exposition.Kind;
import fairlead.metrics.Histogram;
import fairlead.metrics.process.ProcessNumbers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * The daemon in numbers. Durations are collected as they happen; all else is read from the World
 * and the speakers when it is asked for.
 */
final class Metrics implements Metering, Passes {

    /** What is read when it is asked for. */
    interface Sources {
        World world();

        boolean isReady();

        /** How the sessions of an instance of a Route Server stand. */
        List<SessionReport> sessions(SessionKey one);
    }

    private final String version;
    private final Instant since;
    private final Supplier<Sources> sources;
    private final Histogram requests =
            new Histogram(
                    "fairlead_http_request_duration_seconds",
                    "API requests by method and status; polls are held open up to 20 s.",
                    "method",
                    "status");
    private final Histogram commits =
            new Histogram(
                    "fairlead_store_commit_duration_seconds", "Batches written to the store.");
    private final Histogram passes =
            new Histogram(
                    "fairlead_kernel_pass_duration_seconds",
                    "Passes that brought changes to the kernel.");
    private final LongAdder commitFailures = new LongAdder();
    private final LongAdder changes = new LongAdder();
    private final LongAdder refusals = new LongAdder();

    /**
     * @param sources not asked for before the first question
     */
    Metrics(String version, Instant since, Supplier<Sources> sources) {
        this.version = version;
        this.since = since;
        this.sources = sources;
    }

    @Override
    public void answered(String method, int status, Duration took) {
        requests.add(took, method, Integer.toString(status));
    }

    void committed(Duration took, boolean done) {
        commits.add(took);
        if (!done) {
            commitFailures.increment();
        }
    }

    @Override
    public void performed(int changed, int refused, Duration took) {
        if (changed > 0) {
            passes.add(took);
            changes.add(changed);
            refusals.add(refused);
        }
    }

    @Override
    public String exposition() {
        var text = new Exposition();
        var from = sources.get();
        var world = from.world();
        daemon(text, from.isReady());
        requests.write(text);
        operations(text, world);
        resources(text, world);
        machines(text, world);
        bgp(text, world, from);
        commits.write(text);
        text.single(
                "fairlead_store_commit_failures_total",
                Kind.COUNTER,
                "Batches that the store refused.",
                commitFailures.sum());
        passes.write(text);
        text.single(
                "fairlead_kernel_changes_total",
                Kind.COUNTER,
                "Kernel objects made, changed or removed.",
                changes.sum());
        text.single(
                "fairlead_kernel_refusals_total",
                Kind.COUNTER,
                "Changes that the kernel refused; each is tried again.",
                refusals.sum());
        ProcessNumbers.write(text);
        return text.toString();
    }

    private void daemon(Exposition text, boolean ready) {
        text.family("fairlead_build_info", Kind.GAUGE, "Version of Fairlead and of Java.");
        text.sample(
                "fairlead_build_info", 1, "version", version, "java", Runtime.version().toString());
        text.single(
                "fairlead_start_time_seconds",
                Kind.GAUGE,
                "When the daemon started, in seconds since 1970.",
                since.toEpochMilli() / 1000.0);
        text.single(
                "fairlead_ready",
                Kind.GAUGE,
                "1 when the host holds what is wanted, 0 before.",
                ready ? 1 : 0);
    }

    private static void operations(Exposition text, World world) {
        text.family(
                "fairlead_operations",
                Kind.GAUGE,
                "Long-running operations that run, or ended and are still told about.");
        var byStatus =
                new TreeMap<>(
                        world.operations()
                                .all()
                                .collect(groupingBy(Operation::status, counting())));
        for (var status : List.of("Failed", "InProgress", "Succeeded")) {
            text.sample("fairlead_operations", byStatus.getOrDefault(status, 0L), "status", status);
        }
    }

    private static void resources(Exposition text, World world) {
        text.family("fairlead_resources", Kind.GAUGE, "Resources by type and provisioning state.");
        var counted = new TreeMap<String, Long>();
        world.inventory()
                .byKey()
                .values()
                .forEach(one ->
                        counted.merge(one.id().type() + "\n" + one.state().text(), 1L, Long::sum));
        counted.forEach((key, count) -> {
            var words = key.split("\n", -1);
            text.sample("fairlead_resources", count, "type", words[0], "state", words[1]);
        });
    }

    private static void machines(Exposition text, World world) {
        text.family("fairlead_machines", Kind.GAUGE, "Machines by what is seen of them.");
        var counted =
                MachinePlaces.MACHINES.stream()
                        .flatMap(type -> world.inventory().ofType(type))
                        .collect(
                                groupingBy(
                                        machine ->
                                                world.seen()
                                                        .machine(machine.serial())
                                                        .state()
                                                        .name()
                                                        .toLowerCase(Locale.ROOT),
                                        TreeMap::new,
                                        counting()));
        for (var state : List.of("failed", "running", "stopped")) {
            text.sample("fairlead_machines", counted.getOrDefault(state, 0L), "state", state);
        }
    }

    private static void bgp(Exposition text, World world, Sources from) {
        SessionNumbers.write(text, sessions(world, from));
    }

    private static List<SessionNumbers.Session> sessions(World world, Sources from) {
        var sessions = new ArrayList<SessionNumbers.Session>();
        for (var key :
                world.seen().sessions().keySet().stream()
                        .sorted(
                                java.util.Comparator.comparing(SessionKey::peer)
                                        .thenComparingInt(SessionKey::instance))
                        .toList()) {
            from.sessions(key).stream()
                    .filter(report -> report.neighbour().name().equals(key.peer().toString()))
                    .forEach(report ->
                            sessions.add(
                                    new SessionNumbers.Session(
                                            List.of(
                                                    "group", key.hub().resourceGroup().orElse(""),
                                                    "route_server", key.hub().name(),
                                                    "instance", Integer.toString(key.instance()),
                                                    "peer", key.peer().name()),
                                            report)));
        }
        return sessions;
    }
}
