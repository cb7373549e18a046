package fairlead.host.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** FRR has accounts, a service that forks, and libraries that the host lacks. */
@Tag("kernel")
@Tag("interop")
class FrrMachineTest {

    @ParameterizedTest
    @MethodSource("fairlead.host.machine.TestCloud#accounts")
    void itsDaemonsRunTheConfigurationThatWasWritten(TestCloud.Account account) throws Exception {
        var config =
                """
                #cloud-config
                packages: [frr]
                write_files:
                - path: /etc/frr/frr.conf
                  content: |
                    router bgp 65001
                     neighbor 10.1.1.4 remote-as 65515
                     neighbor 10.1.1.4 ebgp-multihop
                runcmd:
                - sed -i s/bgpd=no/bgpd=yes/ /etc/frr/daemons
                - [systemctl, restart, frr]
                """;
        try (var cloud = new TestCloud(account)) {
            cloud.namespace("hub");
            var daemon = cloud.daemon();
            daemon.start("hub", "10.1.2.4/24", MachinesTest.customData(cloud, config));
            daemon.awaitEvent("CloudInitDone[key=hub, failedSteps=[]]");
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            daemon.exec("hub", "vtysh", "-c", "show bgp summary")
                                    .output()
                                    .contains("10.1.1.4"));
            assertThat(daemon.exec("hub", "systemctl", "is-active", "frr").output())
                    .isEqualTo("active\n");
        }
    }
}
