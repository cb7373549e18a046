package fairlead.host.linux;

import static fairlead.host.desired.IpForwarding.DISABLED;
import static fairlead.host.desired.IpForwarding.ENABLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fairlead.host.desired.Forwarding;
import fairlead.host.desired.Forwarding.Action;
import fairlead.host.desired.Names;
import fairlead.host.desired.VnetPart;
import fairlead.net.Prefix;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Virtual networks that forward: who reaches whom, and what nobody hears. */
@Tag("kernel")
class FabricTest {

    private static final Forwarding PEERED =
            new Forwarding(Prefix.parse("10.2.0.0/16"), new Action.Local());

    private Lab lab;

    /** VNet 1, subnet 2, machines 11 and 12 at 10.1.0.4 and 10.1.0.5. */
    @BeforeEach
    void aNetworkOfTwo() throws Exception {
        lab = new Lab();
        lab.with(new VnetPart(1), lab.subnet(2, 1, Lab.VNET_LOCAL, Lab.TO_INTERNET))
                .with(lab.machine(11, 1, 2, "10.1.0.4", DISABLED))
                .with(lab.machine(12, 1, 2, "10.1.0.5", DISABLED));
        lab.adopt().orThrow();
        lab.boot();
    }

    @AfterEach
    void gone() {
        lab.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64, 254, 255})
    void aPacketKeepsItsTimeToLive(int ttl) {
        lab.run(12, "sysctl -qw net.ipv4.ip_default_ttl=" + ttl);

        assertThat(lab.run(11, "ping -c1 -W1 -t " + ttl + " 10.1.0.5").text())
                .contains(" ttl=" + ttl + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.0.1", "10.1.0.77", "10.1.200.4", "10.200.0.4"})
    void whoIsNotThereIsSilent(String address) {
        assertThat(lab.run(11, "ping -c1 -W1 " + address).text())
                .contains("100% packet loss")
                .doesNotContain("Unreachable");
    }

    @Test
    void twoNetworksWithEqualAddressesDoNotMeet() {
        lab.apply(
                        List.of(
                                new VnetPart(3),
                                lab.subnet(4, 3, Lab.VNET_LOCAL),
                                lab.machine(13, 3, 4, "10.1.0.4", DISABLED).getFirst(),
                                lab.machine(13, 3, 4, "10.1.0.4", DISABLED).getLast(),
                                lab.machine(14, 3, 4, "10.1.0.6", DISABLED).getFirst(),
                                lab.machine(14, 3, 4, "10.1.0.6", DISABLED).getLast()),
                        List.of())
                .orThrow();
        lab.boot();

        assertThat(lab.pings(13, "10.1.0.6")).isTrue();
        assertThat(lab.pings(11, "10.1.0.6")).as("machine 14, seen from the other").isFalse();
        assertThat(lab.pings(13, "10.1.0.5")).as("machine 12, seen from the other").isFalse();
        assertThat(lab.pings(11, "10.1.0.5")).isTrue();
    }

    @Test
    void aSpoofedSourceIsDroppedAndCounted() {
        lab.run(11, "ip address add 10.1.0.99/32 dev eth0");
        long before = lab.counters(12).receivedPackets();

        lab.pings(11, "-I 10.1.0.99 10.1.0.5");

        assertThat(lab.counters(11).spoofed()).isEqualTo(1);
        assertThat(lab.counters(12).receivedPackets()).isEqualTo(before);
    }

    @Test
    void aForwardingNicMaySendForOthers() {
        lab.apply(List.of(lab.nic(11, 1, 2, "10.1.0.4", ENABLED)), List.of()).orThrow();
        lab.run(11, "ip address add 10.1.0.99/32 dev eth0");
        long before = lab.counters(12).receivedPackets();

        lab.pings(11, "-I 10.1.0.99 10.1.0.5");

        assertThat(lab.counters(11).spoofed()).isZero();
        assertThat(lab.counters(12).receivedPackets()).isGreaterThan(before);
    }

    @Test
    void onlyAForwardingNicIsHandedPacketsForOthers() {
        lab.apply(List.of(lab.subnet(2, 1, Lab.VNET_LOCAL, Lab.via("10.9.0.0/16", 12))), List.of())
                .orThrow();
        long before = lab.counters(12).receivedPackets();

        lab.pings(11, "10.9.0.1");
        assertThat(lab.counters(12).strays()).isEqualTo(1);
        assertThat(lab.counters(12).receivedPackets()).isEqualTo(before);

        lab.apply(List.of(lab.nic(12, 1, 2, "10.1.0.5", ENABLED)), List.of()).orThrow();
        lab.pings(11, "10.9.0.1");
        assertThat(lab.counters(12).strays()).isEqualTo(1);
        assertThat(lab.counters(12).receivedPackets()).isGreaterThan(before);
    }

    @Test
    void aUserRouteInsideTheNetworkGoesThroughItsAppliance() {
        lab.apply(
                        List.of(
                                lab.subnet(2, 1, Lab.VNET_LOCAL, Lab.via("10.1.2.0/24", 21)),
                                lab.subnet(5, 1, Lab.VNET_LOCAL),
                                lab.subnet(6, 1, Lab.VNET_LOCAL, Lab.via("10.1.0.0/24", 21)),
                                lab.machine(21, 1, 5, "10.1.1.4", ENABLED).getFirst(),
                                lab.machine(21, 1, 5, "10.1.1.4", ENABLED).getLast(),
                                lab.machine(22, 1, 6, "10.1.2.4", DISABLED).getFirst(),
                                lab.machine(22, 1, 6, "10.1.2.4", DISABLED).getLast()),
                        List.of())
                .orThrow();
        lab.boot();

        assertThat(lab.run(11, "ping -c1 -W1 10.1.2.4").text()).contains(" ttl=63 ");
        assertThat(lab.run(11, "ping -c1 -W1 10.1.0.5").text()).contains(" ttl=64 ");
    }

    @Test
    void aRouteWhoseApplianceIsGoneDropsAndDoesNotFallBack() {
        lab.apply(List.of(lab.subnet(2, 1, Lab.VNET_LOCAL, Lab.via("10.1.0.5/32", 99))), List.of())
                .orThrow();

        assertThat(lab.pings(11, "10.1.0.5")).isFalse();
    }

    @Test
    void thePlatformIsReachableWhateverTheRoutesSay() throws Exception {
        lab.apply(
                        List.of(
                                lab.subnet(2, 1, Lab.VNET_LOCAL, Lab.via("0.0.0.0/0", 12)),
                                lab.nic(12, 1, 2, "10.1.0.5", ENABLED)),
                        List.of())
                .orThrow();

        assertThat(lab.pings(11, "168.63.129.16")).isTrue();
        assertThat(lab.pings(11, "169.254.169.254")).isTrue();
        try (var metadata = lab.sockets.listener(lab.blueprint.platform(1));
                var guest = lab.sockets.stream(lab.namespace(11))) {
            metadata.bind(new InetSocketAddress("169.254.169.254", 80));
            guest.socket().connect(new InetSocketAddress("169.254.169.254", 80), 3000);
            try (var heard = metadata.accept()) {
                assertThat(heard.getRemoteAddress().toString()).startsWith("/10.1.0.4:");
            }
        }
    }

    @Test
    void peeredNetworksReachEachOtherAndOthersDoNot() {
        lab.apply(
                        List.of(
                                new VnetPart(7),
                                lab.subnet(2, 1, Lab.VNET_LOCAL, PEERED),
                                lab.subnet(8, 7, Lab.VNET_LOCAL, PEERED),
                                lab.nic(11, 1, 2, "10.1.0.4", DISABLED, 7),
                                lab.machine(31, 7, 8, "10.2.0.4", DISABLED, 1).getFirst(),
                                lab.machine(31, 7, 8, "10.2.0.4", DISABLED, 1).getLast()),
                        List.of())
                .orThrow();
        lab.boot();

        assertThat(lab.run(11, "ping -c1 -W1 10.2.0.4").text()).contains(" ttl=64 ");
        assertThat(lab.pings(31, "10.1.0.5")).as("machine 12 is not seen from there").isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 47})
    void protocolsThatAzureDoesNotCarryAreDropped(int protocol) {
        assumeTrue(
                lab.run(11, "traceroute --version").isGood(),
                "needs traceroute: apt-get install traceroute");
        long before = lab.counters(12).receivedPackets();

        lab.run(11, "traceroute -n -q1 -w1 -m1 -P " + protocol + " 10.1.0.5");
        assertThat(lab.counters(12).receivedPackets()).isEqualTo(before);

        lab.run(11, "traceroute -n -q1 -w1 -m1 -P 50 10.1.0.5");
        assertThat(lab.counters(12).receivedPackets()).as("another one").isGreaterThan(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-U -p 4789", "-U -p 10800", "-U -p 33434", "-P 50", "-P 51"})
    void tunnelsPass(String protocol) {
        assumeTrue(
                lab.run(11, "traceroute --version").isGood(),
                "needs traceroute: apt-get install traceroute");
        long before = lab.counters(12).receivedPackets();

        lab.run(11, "traceroute -n -q1 -w1 -m1 " + protocol + " 10.1.0.5");

        assertThat(lab.counters(12).receivedPackets()).isGreaterThan(before);
    }

    @Test
    void theFabricAnswersForEveryAddressAndGuestsDoNotHearOneAnother() {
        assertThat(lab.pings(11, "10.1.0.5")).isTrue();
        lab.pings(11, "10.1.0.77");

        for (var address : List.of("10.1.0.1", "10.1.0.5", "10.1.0.77")) {
            lab.run(11, "ping -c1 -W1 " + address);
            assertThat(lab.run(11, "ip neighbour show to " + address).text())
                    .contains("lladdr " + Names.FABRIC_MAC);
        }
    }

    @Test
    void whatAnApplianceSendsOnMeetsItsOwnTableAndMayComeBackToIt() {
        lab.apply(
                        List.of(
                                lab.subnet(2, 1, Lab.VNET_LOCAL, Lab.via("10.9.0.0/16", 11)),
                                lab.nic(11, 1, 2, "10.1.0.4", ENABLED)),
                        List.of())
                .orThrow();
        lab.run(11, "sysctl -qw net.ipv4.ip_forward=1");
        long before = lab.heard(11);

        lab.pings(12, "-t 9 10.9.0.1");

        assertThat(lab.heard(11)).as("each time with a hop less").isEqualTo(before + 9);
    }

    @Test
    void multicastIsDropped() {
        long before = lab.counters(12).receivedPackets();

        assertThat(lab.run(11, "ping -c1 -W1 -I eth0 224.0.0.5").text()).contains("1 packets");

        assertThat(lab.counters(12).receivedPackets()).isEqualTo(before);
    }

    @Test
    void theKernelsTableReadsAsTheModelSays() {
        var entries =
                List.of(
                        Lab.via("0.0.0.0/0", 11, 12),
                        Lab.VNET_LOCAL,
                        Lab.via("10.1.7.0/24", 12),
                        new Forwarding(Prefix.parse("10.8.0.0/16"), new Action.Drop()),
                        new Forwarding(Prefix.parse("109.125.124.132/32"), new Action.Internet()));
        lab.apply(List.of(lab.subnet(2, 1, entries.toArray(Forwarding[]::new))), List.of())
                .orThrow();

        assertThat(lab.fabric.readBack(2))
                .filteredOn(row -> !row.prefix().network().toString().startsWith("16"))
                .containsExactlyElementsOf(entries);
    }
}
