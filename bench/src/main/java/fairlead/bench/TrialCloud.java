package fairlead.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** A cloud of its own in a temporary folder, driven by {@code ./fairlead} and gone afterwards. */
final class TrialCloud implements AutoCloseable {

    private static final String NAME = "bench";

    /** What takes longer than this has failed, and is no measurement. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final long born = System.nanoTime();
    private final int port = freePort();

    private final Path tree;
    private final Path folder;
    private final Map<String, String> environment;

    private TrialCloud(Path tree, Path folder, Map<String, String> environment) {
        this.tree = tree;
        this.folder = folder;
        this.environment = environment;
    }

    /** No cloud yet; the first command makes it. */
    static TrialCloud fresh(Path tree) throws IOException {
        var folder = Files.createTempDirectory("fairlead-bench-");
        return new TrialCloud(
                tree, folder, Map.of("FAIRLEAD_HOME", folder.resolve("state").toString()));
    }

    /** The same, with a cache of its own, where nothing is yet. */
    static TrialCloud withEmptyCache(Path tree) throws IOException {
        var folder = Files.createTempDirectory("fairlead-bench-");
        return new TrialCloud(
                tree,
                folder,
                Map.of(
                        "FAIRLEAD_HOME",
                        folder.resolve("state").toString(),
                        "XDG_CACHE_HOME",
                        folder.resolve("cache").toString()));
    }

    /**
     * Free when the cloud was made, and outside of where clouds and outgoing calls look for one.
     */
    int port() {
        return port;
    }

    Path state() {
        return folder.resolve("state").resolve(NAME);
    }

    /** Starts {@code ./fairlead} with these words; what it prints goes to a file. */
    Process start(String... words) throws IOException {
        var line = new ArrayList<>(List.of(tree.resolve("fairlead").toString(), "--cloud", NAME));
        line.addAll(List.of(words));
        var program = new ProcessBuilder(line).redirectErrorStream(true);
        program.environment().putAll(environment);
        program.redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
        var process = program.start();
        process.getOutputStream().close();
        return process;
    }

    /**
     * @throws IOException with what was printed, if it ends badly
     */
    void finish(Process process) throws IOException, InterruptedException {
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException(
                    "fairlead ended with code " + code + ":\n" + Files.readString(output()));
        }
    }

    /** The cloud, as soon as {@code process} has made it. */
    RunningCloud await(Process process) throws IOException, InterruptedException {
        while (true) {
            var found = RunningCloud.find(state());
            if (found.isPresent()) {
                return found.get();
            }
            orElsePause(process, 5);
        }
    }

    /** Between two looks: a pause, or the failure of the command or of our patience. */
    void orElsePause(Process process, int milliseconds) throws IOException, InterruptedException {
        if (!process.isAlive()) {
            finish(process);
        }
        if (System.nanoTime() - born > PATIENCE.toNanos()) {
            throw new IOException(
                    "what is waited for did not come within "
                            + PATIENCE.toSeconds()
                            + " s:\n"
                            + Files.readString(output()));
        }
        Thread.sleep(milliseconds);
    }

    @Override
    public void close() throws IOException {
        try {
            finish(start("down"));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the cloud in " + state() + " went", stop);
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return port;
            } catch (IOException taken) {
                // Then another; ten thousand are not all taken.
            }
        }
    }

    private Path output() {
        return folder.resolve("output");
    }
}
