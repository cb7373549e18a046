package fairlead.host.linux;

import static fairlead.host.desired.IpForwarding.DISABLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fairlead.host.desired.Mapping;
import fairlead.host.desired.Mapping.Backend;
import fairlead.host.desired.NicPart;
import fairlead.host.desired.PublicPart;
import fairlead.host.desired.VnetPart;
import fairlead.net.IpAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way to the Internet and back, for two virtual networks with equal addresses. */
@Tag("kernel")
class EdgeTest {

    private Lab lab;
    private WhoAmI internet;

    /** Machines 11, 12 in VNet 1 and 13 in VNet 3; 13 has the same address as 11. */
    @BeforeEach
    void twoNetworks() throws Exception {
        lab = new Lab();
        lab.with(
                        new VnetPart(1),
                        lab.subnet(2, 1, Lab.VNET_LOCAL, Lab.TO_INTERNET),
                        new VnetPart(3),
                        lab.subnet(4, 3, Lab.VNET_LOCAL, Lab.TO_INTERNET))
                .with(lab.machine(11, 1, 2, "10.1.0.4", DISABLED))
                .with(lab.machine(12, 1, 2, "10.1.0.5", DISABLED))
                .with(lab.machine(13, 3, 4, "10.1.0.4", DISABLED))
                .with(oneToOne("20.50.0.4", 1, "10.1.0.4"), oneToOne("20.50.0.6", 3, "10.1.0.4"));
        lab.adopt().orThrow();
        lab.boot();
        internet = WhoAmI.start(lab.sockets, lab.blueprint.internet());
    }

    @AfterEach
    void gone() {
        if (internet != null) {
            internet.close();
        }
        lab.close();
    }

    private static PublicPart oneToOne(String address, int vnet, String inside) {
        return new PublicPart(
                IpAddress.parse(address), vnet, new Mapping.OneToOne(IpAddress.parse(inside)));
    }

    @Test
    void theInternetSeesEachMachinesPublicAddress() throws Exception {
        assertThat(lab.seenBy(11, "9.9.9.9")).startsWith("20.50.0.4 ");
        assertThat(lab.seenBy(13, "9.9.9.9")).startsWith("20.50.0.6 ");
        assertThat(lab.pings(11, "8.8.8.8")).isTrue();
        assertThat(lab.pings(13, "8.8.8.8")).isTrue();
    }

    @Test
    void equalConnectionsFromEqualAddressesStayApart() throws Exception {
        try (var open = lab.sockets.stream(lab.namespace(11))) {
            open.bind(new InetSocketAddress("0.0.0.0", 4000));
            open.socket().connect(new InetSocketAddress("9.9.9.9", 80), 3000);

            assertThat(lab.seenBy(13, "9.9.9.9", 4000)).isEqualTo("20.50.0.6 4000");
        }
    }

    @Test
    void aPublicAddressLeadsIn() throws Exception {
        assertThat(Lab.inside(lab.blueprint.internet(), "ping -c1 -W1 20.50.0.6").isGood())
                .isTrue();
        try (var server = lab.sockets.listener(lab.namespace(13));
                var client = lab.sockets.stream(lab.blueprint.internet())) {
            server.bind(new InetSocketAddress("10.1.0.4", 22));
            client.socket().connect(new InetSocketAddress("20.50.0.6", 22), 3000);
            try (var accepted = server.accept()) {
                accepted.write(StandardCharsets.US_ASCII.encode("from 13"));
            }
            assertThat(Lab.text(client)).isEqualTo("from 13");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-P 50", "-U -p 4500", "-T -p 51820"})
    void aPublicAddressStandsForEveryProtocolAndPortBothWays(String protocol) {
        assumeTrue(
                lab.run(11, "traceroute --version").isGood(),
                "needs traceroute: apt-get install traceroute");
        long heard = lab.heard(11);
        Lab.inside(
                lab.blueprint.internet(), "traceroute -n -q1 -w1 -m1 " + protocol + " 20.50.0.4");
        assertThat(lab.heard(11)).as("inward").isGreaterThan(heard);

        long sent = lab.sent(lab.blueprint.edge(), "fl-wan");
        lab.run(11, "traceroute -n -q1 -w1 -m1 " + protocol + " 9.9.9.9");
        assertThat(lab.sent(lab.blueprint.edge(), "fl-wan")).as("outward").isGreaterThan(sent);
    }

    @Test
    void theGuestNeverSeesItsPublicAddressAndASecondAddressNeedsNothingInIt() throws Exception {
        var nic = (NicPart) lab.machine(11, 1, 2, "10.1.0.4", DISABLED).getLast();
        lab.apply(
                        List.of(
                                withAddresses(nic, "10.1.0.4", "10.1.0.9"),
                                oneToOne("20.50.0.9", 1, "10.1.0.9")),
                        List.of())
                .orThrow();
        long before = lab.heard(11);

        Lab.inside(lab.blueprint.internet(), "ping -c1 -W1 20.50.0.9");

        assertThat(lab.heard(11)).isEqualTo(before + 1);
        assertThat(lab.run(11, "ip -o address show dev eth0").text())
                .contains("10.1.0.4/24")
                .doesNotContain("20.50.0")
                .doesNotContain("10.1.0.9");
        try (var server = lab.sockets.listener(lab.namespace(11));
                var client = lab.sockets.stream(lab.blueprint.internet())) {
            server.bind(new InetSocketAddress("10.1.0.4", 22));
            client.socket().connect(new InetSocketAddress("20.50.0.4", 22), 3000);
            try (var accepted = server.accept()) {
                assertThat(accepted.getLocalAddress().toString()).isEqualTo("/10.1.0.4:22");
            }
        }
    }

    private static NicPart withAddresses(NicPart nic, String... addresses) {
        return new NicPart(
                nic.serial(),
                nic.home(),
                nic.subnetSerial(),
                nic.mac(),
                Stream.of(addresses).map(IpAddress::parse).toList(),
                nic.forwarding(),
                nic.attachment());
    }

    @Test
    void aMachineWithoutPublicAddressIsMetWithSilence() {
        long before = lab.sent(lab.blueprint.edge(), "fl-wan");
        assertThat(lab.pings(12, "8.8.8.8")).isFalse();
        assertThatThrownBy(() -> lab.seenBy(12, "9.9.9.9"))
                .isInstanceOf(java.net.SocketTimeoutException.class);
        assertThat(lab.sent(lab.blueprint.edge(), "fl-wan")).as("nothing leaks").isEqualTo(before);
    }

    @Test
    void aLoadBalancerLendsItsAddressAndABlockOfPorts() throws Exception {
        lab.apply(
                        List.of(
                                new PublicPart(
                                        IpAddress.parse("20.50.0.9"),
                                        1,
                                        new Mapping.SourceNat(
                                                List.of(
                                                        new Backend(
                                                                IpAddress.parse("10.1.0.5"),
                                                                1,
                                                                2048,
                                                                3071))))),
                        List.of())
                .orThrow();

        var seen = lab.seenBy(12, "9.9.9.9").split(" ", -1);
        assertThat(seen[0]).isEqualTo("20.50.0.9");
        assertThat(Integer.parseInt(seen[1])).isBetween(2048, 3071);
        assertThat(lab.pings(12, "8.8.8.8")).isTrue();
        long before = lab.sent(lab.blueprint.edge(), "fl-e1");
        assertThat(Lab.inside(lab.blueprint.internet(), "ping -c1 -W1 20.50.0.9").isGood())
                .isFalse();
        assertThat(lab.sent(lab.blueprint.edge(), "fl-e1"))
                .as("nothing comes in")
                .isEqualTo(before);
        assertThat(lab.seenBy(11, "9.9.9.9")).startsWith("20.50.0.4 ");
    }

    @Test
    void publicAddressesReachEachOtherAndThemselves() {
        lab.apply(List.of(oneToOne("20.50.0.5", 1, "10.1.0.5")), List.of()).orThrow();

        assertThat(lab.pings(11, "20.50.0.5")).as("within the network").isTrue();
        assertThat(lab.pings(11, "20.50.0.6")).as("to the network with equal addresses").isTrue();
        assertThat(lab.pings(11, "20.50.0.4")).as("itself").isTrue();
    }

    @Test
    void aRemovedMappingEndsItsConnections() throws Exception {
        assumeTrue(
                Tool.run(List.of("sh", "-c", "command -v conntrack"), "").isGood(),
                "needs conntrack: apt-get install conntrack");
        lab.pings(11, "8.8.8.8");
        assertThat(connections()).contains("20.50.0.4");

        lab.apply(List.of(), List.of(oneToOne("20.50.0.4", 1, "10.1.0.4").key())).orThrow();

        assertThat(connections()).doesNotContain("20.50.0.4");
        assertThat(lab.pings(11, "8.8.8.8")).isFalse();
    }

    @Test
    void aBackendThatLeavesEndsOnlyItsOwnConnections() {
        assumeTrue(
                Tool.run(List.of("sh", "-c", "command -v conntrack"), "").isGood(),
                "needs conntrack: apt-get install conntrack");
        var leaver = new Backend(IpAddress.parse("10.1.0.4"), 1, 1024, 2047);
        var stayer = new Backend(IpAddress.parse("10.1.0.5"), 1, 2048, 3071);
        lab.apply(
                        List.of(shared(leaver, stayer)),
                        List.of(oneToOne("20.50.0.4", 1, "10.1.0.4").key()))
                .orThrow();
        assertThat(lab.pings(11, "8.8.8.8")).isTrue();
        assertThat(lab.pings(12, "8.8.8.8")).isTrue();

        lab.apply(List.of(shared(stayer)), List.of()).orThrow();

        assertThat(connections()).contains("src=10.1.0.5").doesNotContain("src=10.1.0.4");
    }

    private static PublicPart shared(Backend... backends) {
        return new PublicPart(
                IpAddress.parse("20.50.0.9"), 1, new Mapping.SourceNat(List.of(backends)));
    }

    private String connections() {
        return Lab.inside(lab.blueprint.edge(), "conntrack -L").text();
    }
}
