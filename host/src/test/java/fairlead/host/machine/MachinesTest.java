package fairlead.host.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("kernel")
class MachinesTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @ParameterizedTest
    @MethodSource("fairlead.host.machine.TestCloud#accounts")
    void aMachineOutlivesItsDaemonAndIsAdoptedByTheNext(TestCloud.Account account)
            throws Exception {
        try (var cloud = new TestCloud(account)) {
            cloud.namespace("m1");
            var first = cloud.daemon();
            assertThat(first.start("m1", "10.1.2.4/24", customData(cloud, "")))
                    .startsWith("= started");
            var mark = ProcessMark.read(cloud.machine("m1").resolve("sandbox.pid")).orElseThrow();
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(first.said().toString()).contains("CloudInitDone[key=m1"));
            first.kill();
            assertThat(mark.alive()).isTrue();

            var second = cloud.daemon();
            assertThat(second.ask("adopt", "m1", "never-was")).isEqualTo("= [m1]");
            assertThat(second.said()).contains("Running[key=m1, pid=" + mark.pid() + "]");
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(second.said().toString()).contains("CloudInitDone[key=m1"));
            second.start("m1", "10.1.2.4/24", customData(cloud, ""));
            assertThat(ProcessMark.read(cloud.machine("m1").resolve("sandbox.pid")))
                    .as("a machine that runs is not started twice")
                    .contains(mark);
            assertThat(second.exec("m1", "hostname").output()).isEqualTo("m1\n");

            assertThat(second.ask("stop", "m1")).startsWith("= stopped");
            assertThat(mark.alive()).isFalse();
            assertThat(second.said()).contains("Stopped[key=m1]");
            assertThat(second.ask("adopt", "m1")).isEqualTo("= []");
        }
    }

    @ParameterizedTest
    @MethodSource("fairlead.host.machine.TestCloud#accounts")
    void aSandboxThatWasStartedButNotRecordedIsFoundAllTheSame(TestCloud.Account account)
            throws Exception {
        try (var cloud = new TestCloud(account)) {
            cloud.namespace("m1");
            var first = cloud.daemon();
            first.start("m1", "10.1.2.4/24", customData(cloud, ""));
            var record = cloud.machine("m1").resolve("sandbox.pid");
            var mark = ProcessMark.read(record).orElseThrow();
            first.kill();
            Files.delete(record);
            assertThat(cloud.daemon().ask("adopt", "m1")).isEqualTo("= [m1]");
            assertThat(ProcessMark.read(record)).contains(mark);
        }
    }

    @ParameterizedTest
    @MethodSource("fairlead.host.machine.TestCloud#accounts")
    void aMachineHasItsOwnNameUsersFilesAndProcessesAndKeepsItsDisk(TestCloud.Account account)
            throws Exception {
        try (var cloud = new TestCloud(account)) {
            cloud.namespace("m1");
            var daemon = cloud.daemon();
            daemon.start("m1", "10.1.2.4/24", customData(cloud, ""));
            assertThat(daemon.exec("m1", "cat", "/proc/1/comm").output()).isEqualTo("bwrap\n");
            assertThat(daemon.exec("m1", "sh", "-c", "echo $HOME $TERM; pwd").output())
                    .matches("/root \\S+\n/root\n");
            assertThat(daemon.exec("m1", "getent", "passwd", "azureuser").output())
                    .isEqualTo("azureuser:x:0:0:azureuser:/home/azureuser:/bin/bash\n");
            assertThat(daemon.exec("m1", "touch", "/usr/bin/mine").ok()).isFalse();
            assertThat(daemon.exec("m1", "sh", "-c", "exit 7").exit()).isEqualTo(7);
            assertThat(daemon.exec("m1", "ls", "/etc/shadow-").ok()).isFalse();
            daemon.exec("m1", "sh", "-c", "echo kept >/root/file; echo gone >/run/file");

            daemon.exec("m1", "poweroff");
            daemon.awaitEvent("Stopped[key=m1]");
            assertThat(daemon.start("m1", "10.1.2.4/24", customData(cloud, "")))
                    .startsWith("= started");
            assertThat(daemon.exec("m1", "cat", "/root/file").output()).isEqualTo("kept\n");
            assertThat(daemon.exec("m1", "cat", "/run/file").ok()).isFalse();

            assertThat(daemon.ask("delete", "m1")).startsWith("= deleted");
            assertThat(cloud.machine("m1")).doesNotExist();
        }
    }

    @ParameterizedTest
    @MethodSource("fairlead.host.machine.TestCloud#accounts")
    void itsInterfaceIsConfiguredAsAzuresDhcpWould(TestCloud.Account account) throws Exception {
        try (var cloud = new TestCloud(account)) {
            cloud.namespace("m1");
            var daemon = cloud.daemon();
            daemon.start("m1", "10.1.2.4/24", customData(cloud, ""));
            assertThat(daemon.exec("m1", "ip", "route").output().lines().map(String::strip))
                    .containsExactlyInAnyOrder(
                            "default via 10.1.2.1 dev eth0 proto dhcp src 10.1.2.4 metric 100",
                            "10.1.2.0/24 dev eth0 proto kernel scope link src 10.1.2.4",
                            "168.63.129.16 via 10.1.2.1 dev eth0 proto dhcp src 10.1.2.4 metric 100",
                            "169.254.169.254 via 10.1.2.1 dev eth0 proto dhcp src 10.1.2.4 metric 100");
            assertThat(daemon.exec("m1", "sysctl", "-n", "net.ipv4.ip_forward").output())
                    .isEqualTo("0\n");
            assertThat(daemon.exec("m1", "ping", "-c", "1", "-W", "2", "168.63.129.16").ok())
                    .isTrue();
            assertThat(daemon.exec("m1", "ls", "/sys/class/net").output()).contains("eth0");
        }
    }

    @ParameterizedTest
    @MethodSource("fairlead.host.machine.TestCloud#accounts")
    void badYamlIsReportedAndTheMachineRuns(TestCloud.Account account) throws Exception {
        try (var cloud = new TestCloud(account)) {
            cloud.namespace("m1");
            var daemon = cloud.daemon();
            daemon.start(
                    "m1", "10.1.2.4/24", customData(cloud, "#cloud-config\nruncmd: [unclosed\n"));
            daemon.awaitEvent("CloudInitDone[key=m1, failedSteps=[custom-data]]");
            assertThat(log(cloud, "m1")).contains("custom-data failed: not YAML: line 3");
            assertThat(daemon.exec("m1", "true").ok()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("fairlead.host.machine.TestCloud#accounts")
    void aScriptThatOutlivesTheDaemonIsWaitedForAndNotRunTwice(TestCloud.Account account)
            throws Exception {
        try (var cloud = new TestCloud(account)) {
            cloud.namespace("m1");
            var config =
                    """
                    #cloud-config
                    runcmd:
                    - echo ran >>/root/runs
                    - while [ ! -e /root/go ]; do sleep 0.05; done
                    - false
                    """;
            var first = cloud.daemon();
            first.start("m1", "10.1.2.4/24", customData(cloud, config));
            await().atMost(SOON).until(() -> first.exec("m1", "test", "-e", "/root/runs").ok());
            first.kill();
            var second = cloud.daemon();
            second.ask("adopt", "m1");
            second.exec("m1", "touch", "/root/go");
            second.awaitEvent("CloudInitDone[key=m1, failedSteps=[runcmd[2]]]");
            assertThat(second.exec("m1", "cat", "/root/runs").output()).isEqualTo("ran\n");
        }
    }

    @ParameterizedTest
    @MethodSource("fairlead.host.machine.TestCloud#accounts")
    void aScriptThatTheMachinesStopCutShortIsReportedAtTheNextStart(TestCloud.Account account)
            throws Exception {
        try (var cloud = new TestCloud(account)) {
            cloud.namespace("m1");
            var config =
                    customData(
                            cloud, "#cloud-config\nruncmd: [echo ran >>/root/runs, sleep 999]\n");
            var daemon = cloud.daemon();
            daemon.start("m1", "10.1.2.4/24", config);
            await().atMost(SOON).until(() -> daemon.exec("m1", "test", "-e", "/root/runs").ok());
            assertThat(daemon.ask("stop", "m1")).startsWith("= stopped");
            assertThat(daemon.said()).noneMatch(line -> line.startsWith("CloudInit"));
            daemon.start("m1", "10.1.2.4/24", config);
            daemon.awaitEvent("CloudInitDone[key=m1, failedSteps=[runcmd[1]]]");
            assertThat(log(cloud, "m1")).contains("runcmd[1] failed: cut short: sleep 999");
            assertThat(daemon.exec("m1", "cat", "/root/runs").output()).isEqualTo("ran\n");
        }
    }

    @ParameterizedTest
    @MethodSource("fairlead.host.machine.TestCloud#accounts")
    void packetsCanBeCapturedEvenWithoutRoot(TestCloud.Account account) throws Exception {
        try (var cloud = new TestCloud(account)) {
            cloud.namespace("m1");
            var daemon = cloud.daemon();
            daemon.start("m1", "10.1.2.4/24", customData(cloud, ""));
            var script =
                    "ping -i 0.2 -w 20 168.63.129.16 >/dev/null & timeout 20 tcpdump -ni eth0 -c 1 icmp;"
                            + " kill $!";
            assertThat(daemon.exec("m1", "sh", "-c", script).output())
                    .containsPattern("IP 10.1.2.4 > 168.63.129.16|IP 168.63.129.16 > 10.1.2.4");
        }
    }

    @ParameterizedTest
    @MethodSource("fairlead.host.machine.TestCloud#accounts")
    void aPackageThatCannotBeHadFailsItsStepAndTheRestGoesOn(TestCloud.Account account)
            throws Exception {
        try (var cloud = new TestCloud(account)) {
            cloud.namespace("m1");
            var daemon = cloud.daemon();
            daemon.start(
                    "m1",
                    "10.1.2.4/24",
                    customData(
                            cloud,
                            "#cloud-config\npackages: [no-such-router]\nruncmd: [touch /root/on]\n"));
            daemon.awaitEvent("CloudInitDone[key=m1, failedSteps=[packages]]");
            assertThat(log(cloud, "m1"))
                    .contains("package no-such-router cannot be had on " + Distribution.name())
                    .contains("sources.list.d");
            assertThat(daemon.exec("m1", "test", "-e", "/root/on").ok()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("fairlead.host.machine.TestCloud#accounts")
    void aMissingNamespaceIsNamedWhenTheStartFails(TestCloud.Account account) throws Exception {
        try (var cloud = new TestCloud(account)) {
            var daemon = cloud.daemon();
            assertThat(daemon.start("m1", "10.1.2.4/24", customData(cloud, "")))
                    .contains("network namespace m1 is missing");
            assertThat(daemon.said())
                    .anyMatch(
                            line -> line.startsWith("Failed[key=m1, reason=network namespace m1"));
        }
    }

    static Path customData(TestCloud cloud, String text) throws IOException {
        var file = Files.createTempFile(cloud.place(), "custom-data", "");
        Files.writeString(file, text);
        file.toFile().setReadable(true, false);
        return file;
    }

    static String log(TestCloud cloud, String key) throws IOException {
        return Files.readString(cloud.machine(key).resolve("cloud-init-output.log"));
    }
}
