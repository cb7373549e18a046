package fairlead.host.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * A cloud's state folder with its holder, on behalf of one account, in a temporary folder that an
 * unprivileged account can reach: programs, classes and the libexec folder are copied there.
 */
final class TestCloud implements AutoCloseable {

    /** On whose behalf; a test that runs as root can also be somebody with no rights at all. */
    enum Account {
        AS_WE_ARE,
        UNPRIVILEGED
    }

    private static final String NOBODY = "65534";

    /** Lives as long as the test's JVM: classes, and a cache for each account. */
    private static final Path SHARED = shared();

    private final Account account;
    private final Path place;
    private final List<Daemon> daemons = new ArrayList<>();

    TestCloud(Account account) throws IOException, InterruptedException {
        this.account = account;
        for (var program : List.of("unshare", "nsenter", "setpriv", "setsid", "ip", "apt-get")) {
            assumeTrue(
                    Programs.find(program).isPresent(),
                    "needs " + program + ": util-linux, iproute2 and apt of a Debian");
        }
        this.place = Files.createTempDirectory("flt-machine-");
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
        copy(Path.of("..", "libexec"), place.resolve("libexec"));
        if (account == Account.UNPRIVILEGED) {
            run(List.of("chown", NOBODY + ":" + NOBODY, place.toString()));
        }
        var holder = as(place.resolve("libexec/holder").toString(), state().toString());
        assertThat(holder.errors()).isEmpty();
        assertThat(holder.ok()).isTrue();
    }

    /** Both accounts when we are root, only our own otherwise. */
    static Stream<Account> accounts() {
        return isRoot() ? Stream.of(Account.values()) : Stream.of(Account.AS_WE_ARE);
    }

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    Path place() {
        return place;
    }

    Path state() {
        return place.resolve("state");
    }

    Path libexec() {
        return place.resolve("libexec");
    }

    /** One cache for all tests of an account, so that packages are fetched once. */
    Path cache() {
        return SHARED.resolve("cache-" + account);
    }

    Path machine(String key) {
        return state().resolve("machines").resolve(key);
    }

    /** Runs a program as the account, outside the holder. */
    ProgramRun as(String... command) throws InterruptedException {
        return ProgramRun.of("", as(List.of(command)));
    }

    List<String> as(List<String> command) {
        var words = new ArrayList<String>();
        if (account == Account.UNPRIVILEGED) {
            words.addAll(
                    List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"));
        }
        words.addAll(command);
        return words;
    }

    /** Runs a program as the account, in the holder. */
    ProgramRun inside(String... command) throws InterruptedException {
        return inside(List.of(command));
    }

    ProgramRun inside(List<String> command) throws InterruptedException {
        return ProgramRun.of("", as(entering(command)));
    }

    private List<String> entering(List<String> command) {
        var words =
                new ArrayList<>(List.of(libexec().resolve("enter").toString(), state().toString()));
        words.addAll(command);
        return words;
    }

    /** Makes a machine's network namespace with eth0, and its gateway 10.1.2.1 beyond. */
    void namespace(String name) throws InterruptedException {
        inside("ip", "netns", "add", name);
        inside("ip", "netns", "add", "gw-" + name);
        for (var command :
                List.of(
                        "-n NS link add eth0 type veth peer name port netns gw-NS",
                        "-n gw-NS addr add 10.1.2.1/24 dev port",
                        "-n gw-NS addr add 168.63.129.16/32 dev port",
                        "-n gw-NS link set port up")) {
            var words = new ArrayList<>(List.of("ip"));
            words.addAll(Arrays.asList(command.replace("NS", name).split(" ")));
            var run = inside(words);
            assertThat(run.ok()).as(run.toString()).isTrue();
        }
    }

    /** A daemon with its {@link Machines}, with the tools in place. */
    Daemon daemon() throws IOException {
        var daemon = new Daemon();
        daemons.add(daemon);
        assertThat(daemon.ask("tools")).isEqualTo("= tools");
        return daemon;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (var daemon : daemons) {
            daemon.kill();
        }
        if (Files.isDirectory(state().resolve("machines"))) {
            var last = new Daemon();
            try (var keys = Files.list(state().resolve("machines"))) {
                for (var key : keys.toList()) {
                    assertThat(last.ask("delete", key.getFileName().toString())).startsWith("= ");
                }
            }
            last.kill();
        }
        as(libexec().resolve("holder").toString(), state().toString(), "stop");
        new MachineFolder(place).delete();
    }

    private static Path shared() {
        try {
            var shared = Files.createTempDirectory("flt-machine-shared-");
            var classes = Files.createDirectories(shared.resolve("classes"));
            int number = 0;
            for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                var name = number++ + (entry.endsWith(".jar") ? ".jar" : "");
                copy(Path.of(entry), classes.resolve(name));
            }
            for (var account : Account.values()) {
                run(List.of("mkdir", "-m", "0777", shared.resolve("cache-" + account).toString()));
            }
            run(List.of("chmod", "0755", shared.toString()));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(shared)));
            return shared;
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void delete(Path folder) {
        try {
            new MachineFolder(folder).delete();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void copy(Path from, Path to) throws InterruptedException {
        run(List.of("cp", "-rL", from.toString(), to.toString()));
        run(List.of("chmod", "-R", "a+rX", to.toString()));
    }

    private static void run(List<String> command) throws InterruptedException {
        var run = ProgramRun.of("", command);
        assertThat(run.ok()).as(run.toString()).isTrue();
    }

    /** A {@link MachineDriver} in a process of its own. */
    final class Daemon {
        private final Process process;
        private final BufferedWriter commands;
        private final List<String> said = new CopyOnWriteArrayList<>();

        Daemon() throws IOException {
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var path = new StringBuilder();
            try (var entries = Files.list(SHARED.resolve("classes"))) {
                entries.forEach(entry -> path.append(entry).append(File.pathSeparator));
            }
            var command =
                    List.of(
                            java,
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            path.toString(),
                            MachineDriver.class.getName(),
                            state().toString(),
                            cache().toString());
            process =
                    new ProcessBuilder(as(entering(command)))
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            commands = process.outputWriter(StandardCharsets.UTF_8);
            Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(said::add));
        }

        /** Gives a command and returns its answer, {@code = ...} or {@code ! ...}. */
        String ask(String... words) throws IOException {
            long before = said.stream().filter(Daemon::isAnswer).count();
            commands.write(String.join("\t", words) + "\n");
            commands.flush();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> said.stream().filter(Daemon::isAnswer).count() > before);
            return said.stream().filter(Daemon::isAnswer).toList().getLast();
        }

        private static boolean isAnswer(String line) {
            return line.startsWith("= ") || line.startsWith("! ");
        }

        String start(String key, String address, Path customData) throws IOException {
            return ask("start", key, key, address, customData.toString());
        }

        /** Waits until an event that begins like this has been told. */
        void awaitEvent(String beginning) {
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> said.stream().anyMatch(line -> line.startsWith(beginning)));
        }

        List<String> said() {
            return List.copyOf(said);
        }

        /** Runs a command in a machine, the way the CLI does. */
        ProgramRun exec(String key, String... command) throws IOException, InterruptedException {
            var words = new ArrayList<>(List.of(ask("enter", key).substring(2).split("\t")));
            words.addAll(List.of(command));
            return inside(words);
        }

        /** As a crash would. */
        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }
}
