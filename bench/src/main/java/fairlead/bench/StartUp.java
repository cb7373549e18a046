package fairlead.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long {@code ./fairlead serve} takes on a built tree. The clock starts just before the command
 * does, so the launcher (its look at the sources too) and the command line count. It stops twice:
 *
 * <ul>
 *   <li>at the first 200 over the API, a GET of the subscription over HTTPS, TLS handshake
 *       included. The file in which the daemon says where it is is looked for every 5 ms;
 *   <li>at the first status that says {@code ready}, asked for every 5 ms: the kernel's state was
 *       looked at and the fabric is open.
 * </ul>
 *
 * <p>Three ways to start: the very first on a machine (no cache, so no archive of class data), a
 * fresh cloud (keys and certificates are made), and a cloud that is there already but empty (its
 * daemon was ended by SIGTERM; its holder stays). Each cloud is given a port that nobody else looks
 * for, lest another cloud of this machine takes it between two starts. One fresh start comes before
 * them, not counted: it warms this program and leaves the archive.
 *
 * <p>Arguments: the tree, the number of runs.
 */
public final class StartUp {

    private final List<Duration> answers = new ArrayList<>();
    private final List<Duration> ready = new ArrayList<>();

    private StartUp() {}

    /** Prints six rows: min, median and max in seconds. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var tree = Path.of(arguments[0]).toAbsolutePath();
        int runs = Integer.parseInt(arguments[1]);
        var first = new StartUp();
        var fresh = new StartUp();
        var again = new StartUp();
        try (var warm = TrialCloud.fresh(tree)) {
            new StartUp().serve(warm);
        }
        for (int i = 0; i < runs; i++) {
            try (var cloud = TrialCloud.withEmptyCache(tree)) {
                first.serve(cloud);
            }
            try (var cloud = TrialCloud.fresh(tree)) {
                fresh.serve(cloud);
                again.serve(cloud);
            }
        }
        first.print("very first start");
        fresh.print("fresh cloud");
        again.print("existing cloud");
    }

    private void print(String which) {
        System.out.println(new Samples(answers).secondsRow(which + ": first answer of the API"));
        System.out.println(new Samples(ready).secondsRow(which + ": ready"));
    }

    private void serve(TrialCloud trial) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        var process = trial.start("serve", "--port", Integer.toString(trial.port()));
        try (var cloud = ours(trial, process)) {
            cloud.get("");
            answers.add(Duration.ofNanos(System.nanoTime() - begun));
            while (!cloud.status().path("ready").asBoolean(false)) {
                trial.orElsePause(process, 5);
            }
            ready.add(Duration.ofNanos(System.nanoTime() - begun));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    /** The command becomes the daemon, so its process tells this start from the one before. */
    private static RunningCloud ours(TrialCloud trial, Process process)
            throws IOException, InterruptedException {
        while (RunningCloud.daemon(trial.state()).orElse(0) != process.pid()) {
            trial.orElsePause(process, 5);
        }
        return trial.await(process);
    }
}
