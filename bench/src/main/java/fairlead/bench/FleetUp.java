package fairlead.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * How long it takes from nothing to a scale set of eight appliances that carry a subnet's traffic:
 * {@code ./fairlead up labs/nva-scale-set -p instances=8} in a fresh cloud. The clock starts just
 * before the command does. It stops
 *
 * <ul>
 *   <li>when status shows 16 Established sessions: eight appliances, two instances of the Route
 *       Server;
 *   <li>when, besides, the default route of the VM's subnet has eight next hops, in the kernel, as
 *       {@code ip} reads it;
 *   <li>when the command returns, having waited for everything to come to rest.
 * </ul>
 *
 * <p>Status is asked for, then the kernel, with 25 ms between two questions; answering takes its
 * time from the daemon. One run comes before, not counted: it warms this program, and fetches
 * BIRD's package if no cloud of this user ever used it.
 *
 * <p>Arguments: the tree, the number of runs.
 */
public final class FleetUp {

    private static final int APPLIANCES = 8;

    /** Between two questions, in milliseconds; the daemon has better things to do. */
    private static final int PAUSE = 25;

    private final Path tree;
    private final List<Duration> established = new ArrayList<>();
    private final List<Duration> forwarding = new ArrayList<>();
    private final List<Duration> returned = new ArrayList<>();

    private FleetUp(Path tree) {
        this.tree = tree;
    }

    /** Prints three rows: min, median and max in seconds. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var tree = Path.of(arguments[0]).toAbsolutePath();
        int runs = Integer.parseInt(arguments[1]);
        new FleetUp(tree).up();
        var counted = new FleetUp(tree);
        for (int i = 0; i < runs; i++) {
            counted.up();
        }
        counted.print("16 sessions Established", counted.established);
        counted.print("and eight next hops in the kernel", counted.forwarding);
        counted.print("`up` returns", counted.returned);
    }

    private void print(String what, List<Duration> measured) {
        System.out.println(new Samples(measured).secondsRow(what));
    }

    private void up() throws IOException, InterruptedException {
        try (var trial = TrialCloud.fresh(tree)) {
            var kernel = new Kernel(List.of(tree + "/libexec/enter", trial.state().toString()));
            long begun = System.nanoTime();
            var process =
                    trial.start(
                            "up", tree + "/labs/nva-scale-set", "-p", "instances=" + APPLIANCES);
            var end = process.onExit().thenApply(_ -> System.nanoTime());
            try (var cloud = trial.await(process)) {
                while (establishedIn(cloud.status()) < 2 * APPLIANCES) {
                    trial.orElsePause(process, PAUSE);
                }
                established.add(Duration.ofNanos(System.nanoTime() - begun));
                while (kernel.nextHopsOfVm() != APPLIANCES) {
                    trial.orElsePause(process, PAUSE);
                }
                forwarding.add(Duration.ofNanos(System.nanoTime() - begun));
            }
            trial.finish(process);
            returned.add(Duration.ofNanos(end.join() - begun));
        }
    }

    static int establishedIn(JsonNode status) {
        int count = 0;
        for (var server : status.path("routeServers")) {
            for (var instance : server.path("instances")) {
                for (var session : instance.path("sessions")) {
                    if (session.path("state").asString("").equals("Established")) {
                        count++;
                    }
                }
            }
        }
        return count;
    }
}
