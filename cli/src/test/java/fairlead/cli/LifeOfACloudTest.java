package fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starting, stopping and removing, with processes that stand for the daemon, machines and holder.
 */
class LifeOfACloudTest {

    @TempDir Path home;
    private FakeCloud cloud;
    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        cloud = new FakeCloud(home);
        script("holder", "exit 0");
    }

    @AfterEach
    void stop() {
        cloud.close();
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void upStartsADaemonThatIsNotThere() throws Exception {
        gone();
        // becomes a process that lives on, after writing the endpoint of the fake with its own pid
        script(
                "enter",
                """
                started=$(cut -d ' ' -f 22 /proc/$$/stat)
                printf '%%s\\n' "$@" >"$1/arguments"
                printf '{"url":"%s","pid":%%s,"startTime":%%s}' $$ "$started" >"$1/endpoint.json"
                exec sleep 100\
                """
                        .formatted(cloud.url()));
        cloud.on("GET", "providers/Fairlead.Host/machines", "{'value':[]}");
        tinyLab();

        assertThat(cloud.run("up", home.resolve("labs/tiny").toString(), "--port", "9443"))
                .as(cloud.complained())
                .isZero();

        var daemon = cloud.folder.endpoint().orElseThrow().process();
        assertThat(daemon.alive()).isTrue();
        assertThat(Files.readString(cloud.folder.path().resolve("arguments")))
                .contains(
                        "fairlead.box.Daemon\n--state\n"
                                + cloud.folder.path()
                                + "\n--cloud\ndefault\n--port\n9443\n");
        assertThat(cloud.run("stop")).isZero();
        assertThat(daemon.alive()).isFalse();
    }

    @Test
    void aDaemonThatDiesAtOnceIsReportedWithTheEndOfItsLog() throws Exception {
        gone();
        script("enter", "echo the port is taken; exit 3");
        tinyLab();

        assertThat(cloud.run("up", home.resolve("labs/tiny").toString()))
                .isEqualTo(Exit.FAILED.code());

        assertThat(cloud.complained())
                .contains(
                        "The daemon ended with code 3. The end of its log, "
                                + cloud.folder.daemonLog())
                .contains("the port is taken");
    }

    @Test
    void settingsThatAreWrongAreAUsageErrorAndSaidAsTheDaemonSaysThem() throws Exception {
        gone();
        script("enter", "echo settings.yaml, line 2: no; exit 2");
        tinyLab();

        assertThat(cloud.run("up", home.resolve("labs/tiny").toString()))
                .isEqualTo(Exit.USAGE.code());

        assertThat(cloud.complained()).endsWith("fairlead: settings.yaml, line 2: no\n");
    }

    @Test
    void aMachineThatRefusesNamespacesIsExplainedByTheHolder() throws Exception {
        gone();
        script("holder", "echo 'user.max_user_namespaces=0 refuses' >&2; exit 77");

        assertThat(cloud.run("serve")).isEqualTo(Exit.REFUSED.code());

        assertThat(cloud.complained()).isEqualTo("fairlead: user.max_user_namespaces=0 refuses\n");
    }

    @Test
    void serveDoesNotStartASecondDaemon() {
        assertThat(cloud.run("serve")).isEqualTo(Exit.FAILED.code());

        assertThat(cloud.complained()).contains("runs already, at " + cloud.url());
    }

    @Test
    void stopEndsTheDaemonAndNothingElse() throws Exception {
        var daemon = process("sleep", "100");
        var machine = process("sleep", "100");
        cloud.endpoint(id(daemon));
        machine("nva_0", id(machine));

        assertThat(cloud.run("stop")).isZero();

        assertThat(daemon.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(machine.isAlive()).isTrue();
        assertThat(cloud.run("stop")).isEqualTo(Exit.NOT_RUNNING.code());
    }

    @Test
    void aProcessThatIgnoresTheRequestIsKilled() throws Exception {
        var stubborn = process("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.1; done");
        assertThat(stubborn.inputReader().readLine()).isEqualTo("ready");

        id(stubborn).end(Duration.ofMillis(200));

        assertThat(stubborn.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aPidThatIsSomebodyElsesByNowIsLeftAlone() throws Exception {
        var stranger = process("sleep", "100");
        var stale = new ProcessId(stranger.pid(), id(stranger).startTime() - 1);

        stale.kill();
        stale.end(Duration.ZERO);

        assertThat(stale.alive()).isFalse();
        assertThat(stranger.isAlive()).isTrue();
    }

    @Test
    void downRemovesEverythingOfADeadCloudAndNothingElse() throws Exception {
        gone();
        var machine = process("sleep", "100");
        var stranger = process("sleep", "100");
        var holder = process("sleep", "100");
        machine("nva_0", id(machine));
        machine("nva_1", new ProcessId(stranger.pid(), 1));
        cloud.write("holder.pid", id(holder).pid() + " " + id(holder).startTime());
        var elsewhere = Files.createDirectories(home.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("precious"), "keep");
        Files.createSymbolicLink(cloud.folder.path().resolve("machines/nva_0/link"), elsewhere);
        var closed =
                Files.createDirectories(cloud.folder.path().resolve("machines/nva_0/work/work"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));

        assertThat(cloud.run("down")).as(cloud.complained()).isZero();

        assertThat(machine.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(holder.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(stranger.isAlive()).isTrue();
        assertThat(cloud.folder.path()).doesNotExist();
        assertThat(elsewhere.resolve("precious")).hasContent("keep");
        assertThat(cloud.printed()).isEqualTo("The cloud 'default' is gone.\n");
    }

    @Test
    void downLetsALivingDaemonRemoveWhatItMade() throws Exception {
        var daemon = process("sleep", "100");
        cloud.endpoint(id(daemon));
        cloud.on("POST", "providers/Fairlead.Host/down", "{}");

        assertThat(cloud.run("down")).isZero();

        assertThat(cloud.requests)
                .anyMatch(request ->
                        request.startsWith("POST /subscriptions/sub/providers/Fairlead.Host/down"));
        assertThat(daemon.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(cloud.folder.path()).doesNotExist();
    }

    @Test
    void downGoesOnWhenTheDaemonCannotHelp() throws Exception {
        var daemon = process("sleep", "100");
        cloud.endpoint(id(daemon));
        cloud.on(
                "POST",
                "providers/Fairlead.Host/down",
                409,
                () -> "{'error':{'code':'Busy','message':'not now'}}");

        assertThat(cloud.run("down")).isZero();

        assertThat(cloud.complained())
                .contains("The daemon could not help (Busy: not now); going on without it.");
        assertThat(cloud.folder.path()).doesNotExist();
    }

    @Test
    void downOfNothingIsNoFailure() {
        assertThat(cloud.run("--cloud", "other", "down")).isZero();

        assertThat(cloud.printed()).isEqualTo("There is no cloud 'other'; nothing to remove.\n");
    }

    @Test
    void theStateFolderIsForItsOwnerAlone() throws Exception {
        var folder = new StateFolder("new", home.resolve("deep/new"));

        folder.make();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                .isEqualTo("rwx------");
    }

    @Test
    void aBrokenStateFileIsNamed() throws Exception {
        cloud.write("endpoint.json", "{");

        assertThatThrownBy(() -> cloud.folder.endpoint())
                .hasMessageContaining("endpoint.json is not JSON");
    }

    private void gone() throws Exception {
        Files.delete(cloud.folder.path().resolve("endpoint.json"));
    }

    private void tinyLab() throws Exception {
        Files.writeString(
                Files.createDirectories(home.resolve("labs/tiny")).resolve("template.json"), "{}");
        var deployment = "resourceGroups/tiny/providers/Microsoft.Resources/deployments/tiny";
        cloud.on("PUT", "resourceGroups/tiny", "{}")
                .on("PUT", deployment, "{'properties':{'provisioningState':'Succeeded'}}")
                .on("GET", "providers/Fairlead.Host/status", "{'ready':true}")
                .on("POST", "providers/Fairlead.Fleet/sync", "{'fleets':[]}");
    }

    private void script(String name, String body) throws Exception {
        var file = Files.createDirectories(home.resolve("tree/libexec")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void machine(String key, ProcessId process) throws Exception {
        var folder = Files.createDirectories(cloud.folder.path().resolve("machines").resolve(key));
        Files.writeString(
                folder.resolve("sandbox.pid"), process.pid() + " " + process.startTime() + "\n");
    }

    private Process process(String... line) throws Exception {
        var process = new ProcessBuilder(line).start();
        processes.add(process);
        return process;
    }

    private static ProcessId id(Process process) {
        return ProcessId.of(process.pid()).orElseThrow();
    }
}
