package fairlead.host.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The appliance of the scale-set lab: its cloud-config has three lines that fail. */
@Tag("kernel")
@Tag("interop")
class BirdMachineTest {

    private static final Path CONFIG =
            Path.of("src/test/resources/fairlead/host/machine/bird-cloud-config.yaml");

    @ParameterizedTest
    @MethodSource("fairlead.host.machine.TestCloud#accounts")
    void typosInRuncmdAreReportedAndBirdRunsTheConfigurationThatWasWritten(
            TestCloud.Account account) throws Exception {
        try (var cloud = new TestCloud(account)) {
            for (var key : new String[] {"late", "early"}) {
                // The first gets its layer while it runs, the second finds it in the cache.
                cloud.namespace(key);
                var daemon = cloud.daemon();
                var config = MachinesTest.customData(cloud, java.nio.file.Files.readString(CONFIG));
                daemon.start(key, "10.1.2.4/24", config);
                daemon.awaitEvent(
                        "CloudInitDone[key="
                                + key
                                + ", failedSteps=[runcmd[1], runcmd[2], runcmd[4]]]");

                assertThat(daemon.exec(key, "birdc", "show", "status").output())
                        .contains("BIRD 1.6.")
                        .contains("Router ID is 10.1.2.4");
                assertThat(daemon.exec(key, "birdc", "show", "protocols").output())
                        .containsPattern("rs0 +BGP")
                        .containsPattern("rs1 +BGP")
                        .containsPattern("static1 +Static +master +up");
                assertThat(daemon.exec(key, "sysctl", "-n", "net.ipv4.ip_forward").output())
                        .isEqualTo("1\n");
                assertThat(daemon.exec(key, "iptables", "-t", "nat", "-S", "POSTROUTING").output())
                        .contains("-A POSTROUTING ! -d 10.0.0.0/8 -o eth0 -j MASQUERADE");
                assertThat(daemon.exec(key, "cat", "/var/log/syslog").output())
                        .contains("bird: Started");
                assertThat(MachinesTest.log(cloud, key))
                        .contains("sysmtemctl: not found")
                        .contains("runcmd[4] failed with exit code 127: sysmtemctl restart bird");

                assertThat(daemon.exec(key, "systemctl", "is-active", "bird").output())
                        .isEqualTo("active\n");
                assertThat(daemon.exec(key, "systemctl", "stop", "bird").ok()).isTrue();
                assertThat(daemon.exec(key, "birdc", "show", "status").ok()).isFalse();
                assertThat(daemon.exec(key, "systemctl", "is-active", "bird").exit()).isEqualTo(3);
                var unknown = daemon.exec(key, "systemctl", "restart", "brid");
                assertThat(unknown.exit()).isEqualTo(5);
                assertThat(unknown.errors())
                        .isEqualTo(
                                "Failed to restart brid.service: Unit brid.service not found.\n");

                assertThat(daemon.ask("stop", key)).startsWith("= stopped");
                assertThat(daemon.start(key, "10.1.2.4/24", config)).startsWith("= started");
                await().alias("an enabled service starts with the machine")
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> daemon.exec(key, "systemctl", "is-active", "bird").ok());
                daemon.kill();
            }
        }
    }

    /** The machine is there all the same, and tells who looks what its BIRD does not like. */
    @Test
    void aConfigurationThatDoesNotParseIsAStepThatFailsAndItsPlaceIsSaid() throws Exception {
        try (var cloud = new TestCloud(TestCloud.Account.AS_WE_ARE)) {
            cloud.namespace("m");
            var daemon = cloud.daemon();
            daemon.start(
                    "m",
                    "10.1.2.4/24",
                    MachinesTest.customData(
                            cloud,
                            """
                            #cloud-config
                            packages: [bird]
                            write_files:
                            - path: /etc/bird/bird.conf
                              content: |
                                router id 10.1.2.4;
                                protocol bgp { neighbour 10.1.1.4 as 65515; }
                            runcmd:
                            - systemctl restart bird
                            """));
            daemon.awaitEvent("CloudInitDone[key=m, failedSteps=[packages, runcmd[0]]]");

            assertThat(MachinesTest.log(cloud, "m"))
                    .contains("runcmd[0] failed with exit code 1: systemctl restart bird")
                    .contains("/etc/bird/bird.conf:2:16 syntax error");
            assertThat(daemon.exec("m", "systemctl", "is-active", "bird").exit()).isEqualTo(3);
            assertThat(daemon.exec("m", "hostname").ok()).isTrue();
            daemon.kill();
        }
    }
}
