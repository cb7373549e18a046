package fairlead.host.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Debian's OpenSSH in a machine: whoever's cloud it is, somebody with a key can log in. */
@Tag("kernel")
@Tag("interop")
@Timeout(240)
class SshMachineTest {

    @ParameterizedTest
    @MethodSource("fairlead.host.machine.TestCloud#accounts")
    void whoHasTheKeyLogsIn(TestCloud.Account account) throws Exception {
        var config =
                """
                #cloud-config
                packages: [openssh-server]
                runcmd:
                - ssh-keygen -q -t ed25519 -N '' -f /root/key
                - install -D -m 0600 /root/key.pub /root/.ssh/authorized_keys
                """;
        try (var cloud = new TestCloud(account)) {
            cloud.namespace("hub");
            var daemon = cloud.daemon();
            daemon.start("hub", "10.1.2.4/24", MachinesTest.customData(cloud, config));
            daemon.awaitEvent("CloudInitDone[key=hub, failedSteps=[]]");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(
                                            daemon.exec(
                                                            "hub",
                                                            "ssh",
                                                            "-i",
                                                            "/root/key",
                                                            "-o",
                                                            "StrictHostKeyChecking=no",
                                                            "root@127.0.0.1",
                                                            "echo logged in; tty || true")
                                                    .output())
                                    .contains("logged in"));
            assertThat(daemon.exec("hub", "systemctl", "is-active", "ssh").output())
                    .isEqualTo("active\n");
        }
    }
}
