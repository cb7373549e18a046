package fairlead.host.linux;

import static fairlead.host.desired.IpForwarding.DISABLED;
import static fairlead.host.desired.IpForwarding.ENABLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fairlead.host.desired.Attachment;
import fairlead.host.desired.Footprint;
import fairlead.host.desired.Footprint.Cause;
import fairlead.host.desired.Footprint.Handed;
import fairlead.host.desired.Footprint.Kept;
import fairlead.host.desired.Footprint.Lost;
import fairlead.host.desired.Footprint.Outside;
import fairlead.host.desired.Footprint.Platform;
import fairlead.host.desired.Footprint.Sent;
import fairlead.host.desired.Footprints;
import fairlead.host.desired.Forwarding;
import fairlead.host.desired.Home;
import fairlead.host.desired.Lookout;
import fairlead.host.desired.Mapping;
import fairlead.host.desired.NamespacePart;
import fairlead.host.desired.NicPart;
import fairlead.host.desired.Probe;
import fairlead.host.desired.Probe.Protocol;
import fairlead.host.desired.PublicPart;
import fairlead.host.desired.Sighting;
import fairlead.host.desired.VnetPart;
import fairlead.net.IpAddress;
import fairlead.net.MacAddress;
import fairlead.net.Prefix;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Machine 11 sends 9.0.0.0/8 to appliance 12, which forwards, 7.0.0.0/8 to 13, which does not, and
 * 6.0.0.0/8 nowhere; 11 and 12 have public addresses, 13 has none. 14 is in a peered network that
 * takes only what begins in this one.
 */
@Tag("kernel")
class WatchTest {

    private static final IpAddress OWN = IpAddress.parse("10.1.0.4");
    private static Lab lab;
    private static WhoAmI internet;

    @BeforeAll
    static void network() throws Exception {
        lab = new Lab();
        lab.with(
                        new VnetPart(1),
                        lab.subnet(
                                2,
                                1,
                                Lab.VNET_LOCAL,
                                Lab.TO_INTERNET,
                                Lab.via("9.0.0.0/8", 12),
                                Lab.via("7.0.0.0/8", 13),
                                new Forwarding(
                                        Prefix.parse("6.0.0.0/8"), new Forwarding.Action.Drop())),
                        lab.subnet(
                                3,
                                1,
                                Lab.VNET_LOCAL,
                                Lab.TO_INTERNET,
                                new Forwarding(
                                        Prefix.parse("10.5.0.0/16"),
                                        new Forwarding.Action.Local())),
                        new VnetPart(5),
                        lab.subnet(6, 5, Lab.TO_INTERNET),
                        new NamespacePart(lab.namespace(14)),
                        new NicPart(
                                14,
                                new Home(
                                        5,
                                        List.of(Prefix.parse("10.5.0.0/16")),
                                        List.of(1),
                                        List.of(1)),
                                6,
                                new MacAddress(0x020d_0000_000eL),
                                List.of(IpAddress.parse("10.5.0.4")),
                                DISABLED,
                                new Attachment(lab.namespace(14), "eth0", 1500)),
                        mapping("20.50.0.4", "10.1.0.4"),
                        mapping("20.50.0.5", "10.1.1.4"))
                .with(lab.machine(11, 1, 2, "10.1.0.4", DISABLED))
                .with(lab.machine(12, 1, 3, "10.1.1.4", ENABLED))
                .with(lab.machine(13, 1, 3, "10.1.1.5", DISABLED));
        lab.adopt().orThrow();
        lab.boot();
        internet = WhoAmI.start(lab.sockets, lab.blueprint.internet());
    }

    @AfterAll
    static void gone() {
        if (internet != null) {
            internet.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    private static PublicPart mapping(String address, String inside) {
        return new PublicPart(
                IpAddress.parse(address), 1, new Mapping.OneToOne(IpAddress.parse(inside)));
    }

    private record Seen(List<Footprint> way, List<Footprints.Reply> replies) {}

    /** Sends one packet and looks until nothing more happens. */
    private static Seen send(int from, Probe probe) throws Exception {
        var seen = new AtomicReference<>(List.<Sighting>of());
        try (var watch = Watch.over(lab.blueprint, probe)) {
            lab.sockets.send(lab.namespace(from), probe.octets(), probe.destination());
            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        var now = watch.sightings();
                        return !now.isEmpty() && now.equals(seen.getAndSet(now));
                    });
        }
        return new Seen(way(from, probe, seen.get()), Footprints.replies(seen.get(), Set.of(from)));
    }

    private static List<Footprint> way(int from, Probe probe, List<Sighting> seen) {
        return Footprints.of(
                seen,
                from,
                Set::of,
                nic ->
                        lab.parts.values().stream()
                                .anyMatch(part ->
                                        part instanceof NicPart one
                                                && one.serial() == nic
                                                && one.addresses().contains(probe.destination())));
    }

    private static Probe probe(Protocol protocol, IpAddress source, String to) {
        return new Probe(
                protocol,
                source,
                IpAddress.parse(to),
                40000,
                protocol == Protocol.ICMP ? 0 : 80,
                System.nanoTime() | 0x7a00_0000_0000_0000L);
    }

    static List<Arguments> ways() {
        var straight = new Sent(11, OWN, 1);
        return List.of(
                Arguments.of("10.1.1.5", List.of(straight, new Handed(13))),
                Arguments.of(
                        "8.8.8.8", List.of(straight, new Outside(IpAddress.parse("20.50.0.4")))),
                Arguments.of(
                        "9.9.9.9",
                        List.of(
                                straight,
                                new Handed(12),
                                new Sent(12, OWN, 1),
                                new Outside(IpAddress.parse("20.50.0.4")))),
                Arguments.of(
                        "20.50.0.5",
                        List.of(
                                straight,
                                new Outside(IpAddress.parse("20.50.0.4")),
                                new Handed(12),
                                new Kept(12))),
                Arguments.of(
                        "20.50.0.99",
                        List.of(
                                straight,
                                new Outside(IpAddress.parse("20.50.0.4")),
                                new Lost(Cause.NO_NIC_BEHIND))),
                Arguments.of("6.6.6.6", List.of(straight, new Lost(Cause.UNROUTED))),
                Arguments.of("7.7.7.7", List.of(straight, new Lost(Cause.STRAY))),
                Arguments.of("10.1.9.9", List.of(straight, new Lost(Cause.UNKNOWN))),
                Arguments.of("168.63.129.16", List.of(straight, new Platform())));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void everyEndOfAWayIsToldFromTheOthers(String to, List<Footprint> way) throws Exception {
        assertThat(send(11, probe(Protocol.ICMP, OWN, to)).way()).isEqualTo(way);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void everyProtocolIsFollowedThroughAnApplianceAndItsAnswerIsHeard(Protocol protocol)
            throws Exception {
        var seen = send(11, probe(protocol, OWN, "9.9.9.9"));

        assertThat(seen.way().getLast()).isEqualTo(new Outside(IpAddress.parse("20.50.0.4")));
        assertThat(seen.replies())
                .containsExactly(
                        new Footprints.Reply(IpAddress.parse("9.9.9.9"), protocol == Protocol.UDP));
    }

    @Test
    void aStrangeSourceIsDroppedByAntiSpoofing() throws Exception {
        var strange = IpAddress.parse("10.1.0.77");

        assertThat(send(11, probe(Protocol.TCP, strange, "10.1.1.5")).way())
                .containsExactly(new Sent(11, strange, 1), new Lost(Cause.SPOOFED));
    }

    @Test
    void whatIsForwardedIsDroppedWhereThePeeringIsClosedToIt() throws Exception {
        var own = IpAddress.parse("10.1.1.4");
        var elsewhere = IpAddress.parse("10.9.9.9");

        assertThat(send(12, probe(Protocol.TCP, own, "10.5.0.4")).way())
                .containsExactly(new Sent(12, own, 1), new Handed(14));
        assertThat(send(12, probe(Protocol.TCP, elsewhere, "10.5.0.4")).way())
                .containsExactly(new Sent(12, elsewhere, 1), new Lost(Cause.CLOSED));
    }

    @Test
    void whatCannotLeaveIsDroppedAtTheEdge() throws Exception {
        var source = IpAddress.parse("10.1.1.5");

        assertThat(send(13, probe(Protocol.UDP, source, "8.8.8.8")).way())
                .containsExactly(new Sent(13, source, 1), new Lost(Cause.NO_PUBLIC_ADDRESS));
    }

    @Test
    void anApplianceThatDropsKeepsThePacket() throws Exception {
        lab.run(12, "sysctl -qw net.ipv4.ip_forward=0");
        try {
            assertThat(send(11, probe(Protocol.TCP, OWN, "9.9.9.9")).way())
                    .containsExactly(new Sent(11, OWN, 1), new Handed(12), new Kept(12));
        } finally {
            lab.run(12, "sysctl -qw net.ipv4.ip_forward=1");
        }
    }

    @Test
    void nothingOfAWatchStaysBehindAndLeftoversOfOthersGo() {
        var probe = probe(Protocol.TCP, OWN, "9.9.9.9");
        Watch.over(lab.blueprint, probe).close();
        assertThat(tables()).doesNotContain(Lookout.TABLES);

        var _ = Watch.over(lab.blueprint, probe);
        assertThat(tables()).contains(Lookout.table(probe));
        Watch.removeLeftovers(lab.blueprint);

        assertThat(tables()).doesNotContain(Lookout.TABLES).contains("table ip fl");
    }

    private static String tables() {
        return Lab.inside(lab.blueprint.fabric(), "nft list tables").text()
                + Lab.inside(lab.blueprint.edge(), "nft list tables").text()
                + Lab.inside(lab.blueprint.internet(), "nft list tables").text();
    }
}
