package fairlead.host.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fairlead.net.IpAddress;
import fairlead.net.MacAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseTest {

    private static Nic nic(String device, String address, String gateway) {
        return new Nic(
                device,
                new MacAddress(1),
                IpAddress.parse(address),
                24,
                IpAddress.parse(gateway),
                1500);
    }

    @Test
    void theFirstInterfaceGetsThePlatformsRoutesAndFurtherOnesAHigherMetric() {
        var batch =
                Lease.ipBatch(
                        List.of(
                                nic("eth0", "10.1.2.4", "10.1.2.1"),
                                nic("eth1", "10.1.3.4", "10.1.3.1")));
        assertThat(batch.lines())
                .containsExactly(
                        "link set lo up",
                        "link set eth0 mtu 1500 up",
                        "addr replace 10.1.2.4/24 brd + dev eth0",
                        "route replace default via 10.1.2.1 dev eth0 proto dhcp src 10.1.2.4 metric 100",
                        "route replace 168.63.129.16/32 via 10.1.2.1 dev eth0 proto dhcp src 10.1.2.4 metric 100",
                        "route replace 169.254.169.254/32 via 10.1.2.1 dev eth0 proto dhcp src 10.1.2.4 metric 100",
                        "link set eth1 mtu 1500 up",
                        "addr replace 10.1.3.4/24 brd + dev eth1",
                        "route replace default via 10.1.3.1 dev eth1 proto dhcp src 10.1.3.4 metric 200");
    }

    @Test
    void forwardingIsSwitchedOffBeforeWhatItsSwitchWouldReset() {
        var lines = Lease.sysctls(List.of(nic("eth0", "10.1.2.4", "10.1.2.1")));
        assertThat(lines.getFirst()).isEqualTo(new Lease.Sysctl("ipv4/ip_forward", 0));
        assertThat(lines)
                .contains(
                        new Lease.Sysctl("ipv4/conf/all/accept_redirects", 1),
                        new Lease.Sysctl("ipv6/conf/eth0/disable_ipv6", 1));
    }

    @Test
    void aGatewayOffTheLinkIsRefused() {
        assertThatThrownBy(() -> nic("eth0", "10.1.2.4", "10.1.3.1"))
                .hasMessage("gateway 10.1.3.1 is not on-link for 10.1.2.4/24");
    }
}
