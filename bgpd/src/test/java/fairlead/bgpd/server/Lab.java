package fairlead.bgpd.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fairlead.bgpd.control.ControlClient;
import fairlead.bgpd.control.Question;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One network namespace in which a route server and real BIRDs have addresses on loopback:
 * 192.0.2.1 and 2001:db8::1 the server, .11 and ::11 and so on the BIRDs, which are of AS 64511 and
 * so on.
 */
final class Lab implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static int made;

    private final String namespace = "flt-rs-" + ProcessHandle.current().pid() + "-" + made++;
    private final Path folder;
    private final Map<Integer, Process> birds = new HashMap<>();
    private Optional<Process> server = Optional.empty();

    Lab(Path folder) throws Exception {
        this.folder = folder;
        assumeTrue(onPath("bird") && onPath("bird6"), "needs BIRD 1.6: apt-get install bird");
        assumeTrue(
                onPath("ip") && tried("ip", "netns", "add", namespace),
                "needs root, or 'unshare -Urnm' with a tmpfs on /run, to make network namespaces");
        ip("link", "set", "lo", "up");
        for (int host : new int[] {1, 11, 12}) {
            ip("addr", "add", "192.0.2." + host + "/32", "dev", "lo");
            ip("addr", "add", "2001:db8::" + host + "/128", "dev", "lo", "nodad");
        }
    }

    /** The words before a command line that take it in here. */
    List<String> enter() {
        return List.of("ip", "netns", "exec", namespace);
    }

    /** Starts the server and waits until it is ready. */
    void serve(String config) throws Exception {
        serve(config, List.of());
    }

    /** The same, by a program that is given the command line after {@code words}. */
    void serve(String config, List<String> words) throws Exception {
        write(config);
        var begun = start(words);
        await().atMost(PATIENCE).until(() -> !begun.isAlive() || said("out").contains("ready"));
        assertThat(begun.isAlive()).as(said("err")).isTrue();
    }

    /** Starts the server, whatever becomes of it. */
    Process start() throws IOException {
        return start(List.of());
    }

    private Process start(List<String> words) throws IOException {
        var command = new ArrayList<>(enter());
        command.addAll(words);
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        file().toString(),
                        folder.resolve("control").toString()));
        var process =
                new ProcessBuilder(command)
                        .redirectOutput(folder.resolve("out").toFile())
                        .redirectError(folder.resolve("err").toFile())
                        .start();
        server = Optional.of(process);
        return process;
    }

    Process server() {
        return server.orElseThrow();
    }

    /** Writes another file and lets the server read it; waits until it says what it made of it. */
    void reload(String config) throws Exception {
        write(config);
        int before = verdicts();
        new ProcessBuilder("kill", "-HUP", Long.toString(server().pid())).start().waitFor();
        await().atMost(PATIENCE).until(() -> verdicts() > before);
    }

    private int verdicts() throws IOException {
        return Pattern.compile("was read again|was not put in force")
                .matcher(said("err"))
                .results()
                .toList()
                .size();
    }

    /** What the server wrote to {@code out} or {@code err}. */
    String said(String stream) throws IOException {
        return Files.readString(folder.resolve(stream));
    }

    Path file() {
        return folder.resolve("rs.yaml");
    }

    private void write(String config) throws IOException {
        Files.writeString(file(), config);
    }

    /** What the server answers; empty while it does not. */
    List<String> show(String question) {
        var lines = new ArrayList<String>();
        try (var client = ControlClient.ask(folder.resolve("control"), Question.parse(question))) {
            for (var line = client.next(); line.isPresent(); line = client.next()) {
                lines.add(line.get());
            }
            return lines.subList(0, lines.size() - 1);
        } catch (IOException e) {
            return List.of();
        }
    }

    /** A member of the only row of an answer. */
    String told(String question, String member) {
        var matcher =
                Pattern.compile("\"" + member + "\":(\"([^\"]*)\"|\\d+)")
                        .matcher(String.join("", show(question)));
        return matcher.find()
                ? Stream.of(matcher.group(2), matcher.group(1))
                        .filter(java.util.Objects::nonNull)
                        .findFirst()
                        .orElseThrow()
                : "";
    }

    /** Waits until the session with the peer at 192.0.2.{@code host} stands. */
    void awaitUp(int host) {
        awaitState("192.0.2." + host, "Established");
    }

    void awaitState(String peer, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(told("peers peer " + peer, "state"))
                                .as(() -> show("peers") + lastWords())
                                .isEqualTo(state));
    }

    private String lastWords() {
        try {
            return said("err");
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Starts a BIRD with {@code options} in its session and {@code routes} to tell. */
    void bird(int host, String options, String... routes) throws IOException {
        birds.put(host, bird(4, host, options, routes));
    }

    /** The same over IPv6, for IPv6. */
    void bird6(int host, String options, String... routes) throws IOException {
        birds.put(600 + host, bird(6, host, options, routes));
    }

    @SuppressWarnings("InlineFormatString") // A file reads better outside of the code.
    private Process bird(int family, int host, String options, String... routes)
            throws IOException {
        var name = "bird" + family + "-" + host;
        var net = family == 4 ? "192.0.2." : "2001:db8::";
        var config = folder.resolve(name + ".conf");
        Files.writeString(
                config,
                """
                log "%5$s" all;
                router id 192.0.2.%1$d;
                listen bgp address %2$s%1$d port 179;
                protocol device { }
                protocol static { import all; %3$s }
                protocol bgp server {
                    local %2$s%1$d as 645%1$d;
                    neighbor %2$s1 as 64500;
                    connect delay time 1;
                    connect retry time 1;
                    error wait time 1, 2;
                    import all;
                    export all;
                    %4$s
                }
                """
                        .formatted(
                                host,
                                net,
                                Stream.of(routes)
                                        .map(route -> "route " + route + " reject;")
                                        .reduce("", String::concat),
                                options.contains("multihop") ? options : "multihop; " + options,
                                folder.resolve(name + ".log")));
        return new ProcessBuilder(
                        "ip",
                        "netns",
                        "exec",
                        namespace,
                        family == 4 ? "bird" : "bird6",
                        "-f",
                        "-c",
                        config.toString(),
                        "-s",
                        folder.resolve(name + ".ctl").toString(),
                        "-P",
                        folder.resolve(name + ".pid").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .start();
    }

    /** What the BIRD at 192.0.2.{@code host} has logged. */
    String log(int host) throws IOException {
        return Files.readString(folder.resolve("bird4-" + host + ".log"));
    }

    /** What birdc prints; empty while that BIRD does not answer. */
    String birdc(int host, String words) throws Exception {
        return birdc("birdc", "bird4-" + host, words);
    }

    String birdc6(int host, String words) throws Exception {
        return birdc("birdc6", "bird6-" + host, words);
    }

    private String birdc(String program, String name, String words) throws Exception {
        try {
            return run(
                    Stream.concat(
                                    Stream.of(
                                            program,
                                            "-s",
                                            folder.resolve(name + ".ctl").toString()),
                                    Stream.of(words.split(" ", -1)))
                            .toArray(String[]::new));
        } catch (IOException e) {
            return "";
        }
    }

    /** A counter of this namespace's /proc/net/netstat. */
    long counter(String name) throws Exception {
        var lines =
                run("ip", "netns", "exec", namespace, "cat", "/proc/net/netstat").lines().toList();
        int column = List.of(lines.get(0).split(" ", -1)).indexOf(name);
        return Long.parseLong(lines.get(1).split(" ", -1)[column]);
    }

    @Override
    public void close() throws Exception {
        for (var bird : birds.values()) {
            bird.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        if (server.isPresent()) {
            server().destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        run("ip", "netns", "del", namespace);
    }

    private void ip(String... arguments) throws Exception {
        run(
                Stream.concat(Stream.of("ip", "-n", namespace), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private static boolean onPath(String program) {
        return Stream.of((System.getenv("PATH") + ":/usr/sbin").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static boolean tried(String... command) throws InterruptedException {
        try {
            run(command);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(List.of(command) + ": " + output);
        }
        return output;
    }
}
