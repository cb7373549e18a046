package fairlead.box;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fairlead.azure.arm.ArmId;
import fairlead.azure.client.ArmClient;
import fairlead.azure.client.TokenSource;
import fairlead.azure.client.Trust;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real daemon in a process of its own, inside the namespaces of a real holder, as the command
 * line starts it; and what a user sees of it from outside.
 */
public final class WholeCloud implements AutoCloseable {

    public static final String VERSION = "2024-07-01";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path tree;
    private final Path state;
    private final Path log;
    private Process daemon;

    private WholeCloud(Path tree, Path state, Path log, Process daemon) {
        this.tree = tree;
        this.state = state;
        this.log = log;
        this.daemon = daemon;
    }

    /** Skips the test, with the reason, where this machine cannot run a cloud. */
    public static WholeCloud start(Path home) throws Exception {
        return start(home, "");
    }

    /**
     * The same with settings.
     *
     * @param settings what stands in {@code settings.yaml}
     */
    static WholeCloud start(Path home, String settings) throws Exception {
        for (var tool : List.of("ip", "nft", "ping", "unshare", "nsenter", "flock", "mount")) {
            assumeTrue(
                    onPath(tool),
                    "needs "
                            + tool
                            + ": apt-get install iproute2 nftables iputils-ping util-linux");
        }
        assumeTrue(
                onPath("bwrap") || onPath("apt-get"),
                "needs bwrap, or apt-get to fetch it: apt-get install bubblewrap");
        var tree = Path.of("..").toAbsolutePath().normalize();
        var state = home.resolve("flt-cloudtests");
        var holder =
                new ProcessBuilder(tree.resolve("libexec/holder").toString(), state.toString())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(holder.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(holder.waitFor() != 77, "needs namespaces: " + said);
        if (holder.exitValue() != 0) {
            throw new AssertionError("the holder said: " + said);
        }
        // While the daemon is dead, no other cloud of this machine may take its port.
        Files.writeString(state.resolve("port"), freePort() + "\n");
        Files.writeString(state.resolve("settings.yaml"), settings);
        var log = home.resolve("daemon.log");
        var cloud = new WholeCloud(tree, state, log, launch(tree, state, log));
        cloud.awaitReady();
        return cloud;
    }

    /** Below the ports of clients, and where no other cloud looks for one. */
    private static int freePort() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return port;
            } catch (BindException taken) {
                // the next one, then
            }
        }
    }

    private static boolean onPath(String tool) {
        return Stream.concat(
                        Arrays.stream(System.getenv("PATH").split(":", -1)),
                        Stream.of("/usr/sbin", "/sbin"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    private static Process launch(Path tree, Path state, Path log) throws IOException {
        var line = new ArrayList<String>();
        line.add(tree.resolve("libexec/enter").toString());
        line.add(state.toString());
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
                        "-Dfairlead.tree=" + tree,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "fairlead.box.Daemon",
                        "--state",
                        state.toString(),
                        "--cloud",
                        "flt-cloudtests"));
        return new ProcessBuilder(line)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Kills the daemon without a word, and starts another. */
    public void killAndStartAgain() throws Exception {
        kill();
        launchAgain();
        awaitReady();
    }

    /** Kills the daemon without a word: SIGKILL, which nothing can be done about. */
    void kill() throws Exception {
        daemon.destroyForcibly();
        if (!daemon.waitFor(10, TimeUnit.SECONDS)) {
            throw new AssertionError("the daemon does not die");
        }
        Files.deleteIfExists(state.resolve("endpoint.json"));
    }

    /** Ends the daemon in good order, as {@code fairlead stop} does. */
    void stop() throws Exception {
        daemon.destroy();
        if (!daemon.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the daemon does not end: " + log());
        }
        Files.deleteIfExists(state.resolve("endpoint.json"));
    }

    /** Starts another daemon and returns at once. */
    void launchAgain() throws IOException {
        daemon = launch(tree, state, log);
    }

    void awaitReady() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    if (!daemon.isAlive()) {
                        throw new AssertionError("the daemon ended: " + Files.readString(log));
                    }
                    return Files.exists(state.resolve("endpoint.json"))
                            && own("Fairlead.Host/status", "").path("ready").asBoolean();
                });
    }

    public Path state() {
        return state;
    }

    public Process daemon() {
        return daemon;
    }

    public String log() throws IOException {
        return Files.readString(log);
    }

    private JsonNode endpoint() throws IOException {
        return JSON.readTree(Files.readString(state.resolve("endpoint.json")));
    }

    public String subscription() throws IOException {
        return "/subscriptions/" + endpoint().path("subscriptionId").asString();
    }

    /** A client for one use. */
    public ArmClient client() throws IOException {
        return new ArmClient(
                URI.create(endpoint().path("url").asString()),
                TokenSource.fixed(Files.readString(state.resolve("admin.token")).strip()),
                Trust.pem(state.resolve("ca.pem")));
    }

    public void put(String path, String body) throws Exception {
        put(path, Requests.json(body));
    }

    void put(String path, JsonNode body) throws Exception {
        try (var client = client()) {
            client.put(ArmId.parse(path), VERSION, body);
        }
    }

    /** A document of {@code Fairlead.*}. */
    public JsonNode own(String what, String query) throws IOException, InterruptedException {
        try (var client = client()) {
            return client.get(
                            subscription()
                                    + "/providers/"
                                    + what
                                    + (query.isEmpty() ? "" : "?" + query),
                            "2026-01-01")
                    .document();
        }
    }

    /** One machine of {@code Fairlead.Host/machines}. */
    public JsonNode machine(String name) throws IOException, InterruptedException {
        for (var machine : own("Fairlead.Host/machines", "").path("value")) {
            if (machine.path("name").asString().equals(name)) {
                return machine;
            }
        }
        throw new AssertionError("no machine " + name);
    }

    /** Starts a command inside a machine. */
    public Process in(String machine, String... command) throws IOException, InterruptedException {
        var line =
                new ArrayList<>(
                        List.of(tree.resolve("libexec/enter").toString(), state.toString()));
        machine(machine).path("enter").forEach(word -> line.add(word.asString()));
        line.addAll(List.of(command));
        return new ProcessBuilder(line).redirectErrorStream(true).start();
    }

    /** What a command says that runs inside the cloud's namespaces. */
    public String inside(String... command) throws IOException, InterruptedException {
        var line =
                new ArrayList<>(
                        List.of(tree.resolve("libexec/enter").toString(), state.toString()));
        line.addAll(List.of(command));
        var process = new ProcessBuilder(line).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(String.join(" ", command) + " said: " + said);
        }
        return said;
    }

    public long holder() throws IOException {
        return Long.parseLong(Files.readString(state.resolve("holder.pid")).split(" ", -1)[0]);
    }

    /** The daemon takes everything down that the cloud made, and ends; the holder stays. */
    public void down() throws Exception {
        try (var client = client()) {
            client.post(subscription() + "/providers/Fairlead.Host/down", "2026-01-01");
        }
        daemon.destroy(); // as the command line does: the host is empty, and the daemon still
        // answers
        if (!daemon.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the daemon does not end: " + log());
        }
    }

    public void endHolder() throws IOException, InterruptedException {
        new ProcessBuilder(tree.resolve("libexec/holder").toString(), state.toString(), "stop")
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Ends the machines of a cloud whose daemon cannot any more. */
    private void endMachines() throws IOException {
        var folder = state.resolve("machines");
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var machines = Files.list(folder)) {
            for (var mark : machines.map(one -> one.resolve("sandbox.pid")).toList()) {
                if (Files.exists(mark)) {
                    var words = Files.readString(mark).strip().split(" ", -1);
                    long pid = Long.parseLong(words[0]);
                    var process = ProcessHandle.of(pid);
                    if (process.isPresent() && ProcessStart.of(pid) == Long.parseLong(words[1])) {
                        process.get().destroyForcibly();
                    }
                }
            }
        }
    }

    /** Ends what a failed test left. */
    @Override
    public void close() throws Exception {
        if (daemon.isAlive()) {
            try {
                down();
            } finally {
                daemon.destroyForcibly();
            }
        }
        endMachines();
        endHolder();
    }
}
