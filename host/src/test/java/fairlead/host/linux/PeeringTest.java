package fairlead.host.linux;

import static fairlead.host.desired.IpForwarding.DISABLED;
import static fairlead.host.desired.IpForwarding.ENABLED;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.host.desired.Attachment;
import fairlead.host.desired.Forwarding;
import fairlead.host.desired.Forwarding.Action;
import fairlead.host.desired.Home;
import fairlead.host.desired.IpForwarding;
import fairlead.host.desired.NamespacePart;
import fairlead.host.desired.NicPart;
import fairlead.host.desired.Part;
import fairlead.host.desired.VnetPart;
import fairlead.net.IpAddress;
import fairlead.net.MacAddress;
import fairlead.net.Prefix;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two peered networks: 1 is 10.1.0.0/16 with an appliance, NIC 11 at 10.1.0.4, behind which is
 * 10.9.0.0/16; 7 is 10.2.0.0/16 with a machine, NIC 31 at 10.2.0.4, that routes there by it.
 */
@Tag("kernel")
class PeeringTest {

    private static final Prefix HUB = Prefix.parse("10.1.0.0/16");
    private static final Prefix SPOKE = Prefix.parse("10.2.0.0/16");
    private static final Forwarding TO_HUB = new Forwarding(HUB, new Action.Local());
    private static final Forwarding TO_SPOKE = new Forwarding(SPOKE, new Action.Local());

    private Lab lab;

    @BeforeEach
    void aHubAndASpoke() throws Exception {
        lab = new Lab();
        lab.with(
                new VnetPart(1),
                new VnetPart(7),
                lab.subnet(2, 1, TO_HUB, TO_SPOKE),
                lab.subnet(8, 7, TO_HUB, TO_SPOKE, Lab.via("10.9.0.0/16", 11)),
                new NamespacePart(lab.namespace(11)),
                new NamespacePart(lab.namespace(31)),
                appliance(List.of(7)),
                machine(List.of(1), List.of()));
        lab.adopt().orThrow();
        lab.boot();
        lab.run(11, "ip address add 10.9.0.1/16 dev lo");
    }

    @AfterEach
    void gone() {
        lab.close();
    }

    private NicPart appliance(List<Integer> seenFrom) {
        return nic(11, 2, "10.1.0.4", ENABLED, new Home(1, List.of(HUB), seenFrom, List.of()));
    }

    private NicPart machine(List<Integer> seenFrom, List<Integer> unforwardedOnly) {
        var home = new Home(7, List.of(SPOKE), seenFrom, unforwardedOnly);
        return nic(31, 8, "10.2.0.4", DISABLED, home);
    }

    private NicPart nic(
            int serial, int subnet, String address, IpForwarding forwarding, Home home) {
        return new NicPart(
                serial,
                home,
                subnet,
                new MacAddress(0x020d_0000_0000L + serial),
                List.of(IpAddress.parse(address)),
                forwarding,
                new Attachment(lab.namespace(serial), "eth0", 1500));
    }

    private void change(Part part) {
        lab.apply(List.of(part), List.of()).orThrow();
    }

    @Test
    void whatIsForwardedComesInWhereThePeeringIsOpenToIt() {
        assertThat(lab.pings(31, "10.9.0.1")).isTrue();
        assertThat(lab.counters(31).unforwarded()).isZero();
    }

    @Test
    void whatIsForwardedIsDroppedSilentlyAndCountedWhereItIsClosed() {
        change(machine(List.of(1), List.of(1)));
        long before = lab.counters(11).receivedPackets();

        assertThat(lab.run(31, "ping -c1 -W1 10.9.0.1").text())
                .contains("100% packet loss")
                .doesNotContain("Unreachable");
        assertThat(lab.counters(11).receivedPackets()).as("the way there").isGreaterThan(before);
        assertThat(lab.counters(31).unforwarded()).as("the answer").isEqualTo(1);
        assertThat(lab.pings(31, "10.1.0.4")).as("the appliance's own address").isTrue();
    }

    @Test
    void whatIsForwardedKeepsItsTimeToLive() {
        lab.run(11, "sysctl -qw net.ipv4.ip_default_ttl=255");

        assertThat(lab.run(31, "ping -c1 -W1 10.9.0.1").text()).contains(" ttl=255 ");
    }

    @Test
    void whatAnApplianceSendsOnOfItsOwnNetworkIsNoForwardedTraffic() {
        change(machine(List.of(1), List.of(1)));
        lab.run(11, "ip address add 10.1.77.1/32 dev lo");
        long before = lab.counters(31).receivedPackets();

        lab.run(11, "ping -c1 -W1 -I 10.1.77.1 10.2.0.4");

        assertThat(lab.counters(31).receivedPackets()).isGreaterThan(before);
        assertThat(lab.counters(31).unforwarded()).isZero();
    }

    @Test
    void forwardedTrafficWithinANetworkNeedsNoPeering() {
        change(machine(List.of(1), List.of(1)));
        var neighbour =
                nic(12, 2, "10.1.0.5", DISABLED, new Home(1, List.of(HUB), List.of(7), List.of(7)));
        lab.apply(
                        List.of(
                                new NamespacePart(lab.namespace(12)),
                                neighbour,
                                lab.subnet(2, 1, TO_HUB, TO_SPOKE, Lab.via("10.9.0.0/16", 11))),
                        List.of())
                .orThrow();
        lab.boot(neighbour);

        assertThat(lab.pings(12, "10.9.0.1")).isTrue();
    }

    @Test
    void aNetworkThatMayNotBeReachedIsSilentThoughItsRouteIsThere() {
        change(appliance(List.of()));
        long before = lab.counters(11).receivedPackets();

        assertThat(lab.run(31, "ping -c1 -W1 10.1.0.4").text())
                .contains("100% packet loss")
                .doesNotContain("Unreachable");
        assertThat(lab.counters(11).receivedPackets()).isEqualTo(before);
        assertThat(lab.fabric.readBack(8)).contains(TO_HUB);
    }

    @Test
    void openingAndClosingLeavesNothingBehind() {
        var chains = ours();
        change(machine(List.of(1), List.of(1)));
        change(machine(List.of(1), List.of()));

        assertThat(ours()).isEqualTo(chains);
        assertThat(lab.adopt().changes()).as("what is read back is what is wanted").isEmpty();
        assertThat(lab.pings(31, "10.9.0.1")).isTrue();
    }

    private List<String> ours() {
        return Lab.inside(lab.blueprint.fabric(), "nft list table ip fl")
                .text()
                .lines()
                .filter(line -> !line.contains("counter packets"))
                .toList();
    }
}
