package fairlead.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fairlead.bgp.rib.ExportRules;
import fairlead.bgp.rib.ExportRules.Origination;
import fairlead.bgp.rib.ExportRules.Reflection;
import fairlead.bgp.rib.HeardRoute;
import fairlead.bgp.rib.ImportRules;
import fairlead.bgp.session.PeerState;
import fairlead.bgp.wire.Community;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions with a real BIRD 1.6, over a router, in namespaces of their own. */
@Tag("kernel")
@Tag("interop")
class BirdInteropTest {

    private static final Prefix DEFAULT = Prefix.ALL_V4;
    private static final Prefix VNET = Prefix.parse("10.1.0.0/16");
    private static final Prefix OURS = Prefix.parse("10.50.0.0/16");
    private static final Duration BOUND = Duration.ofSeconds(30);

    @TempDir Path folder;

    private final Recorder events = new Recorder();

    @Test
    void birdLearnsOurPrefixAndWeLearnItsRoutesWithItsOwnAddress() throws Exception {
        try (var network = new TestNetwork(5);
                var bird = new Bird(network, folder, 5, "passive yes;");
                var speaker = speaker(network.opener(), 5)) {
            network.addressTheRouteServer();
            speaker.start();
            awaitEstablished(speaker, 1);
            await().atMost(BOUND).until(() -> speaker.learned("nva5").size() == 2);
            assertThat(speaker.learned("nva5"))
                    .extracting(HeardRoute::prefix, HeardRoute::nextHop, r -> r.asPath().text("-"))
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(
                                    DEFAULT, IpAddress.parse("10.1.2.5"), "65001"),
                            org.assertj.core.groups.Tuple.tuple(
                                    VNET, IpAddress.parse("10.1.2.5"), "65001"));
            await().atMost(BOUND)
                    .untilAsserted(() ->
                            assertThat(bird.show("show", "route", "all", OURS.toString()))
                                    .contains("BGP.as_path: 65515\n")
                                    .contains("BGP.next_hop: 10.1.1.4\n")
                                    .contains("BGP.origin: IGP"));
            assertThat(speaker.advertised("nva5"))
                    .singleElement()
                    .satisfies(r -> assertThat(r.asPath()).hasToString("65515"));
            await().atMost(BOUND).until(() -> !events.all(SpeakerEvent.EndOfRib.class).isEmpty());
            assertThat(bird.show("show", "protocols", "all", "rs0"))
                    .contains("Neighbor caps:")
                    .contains("refresh AS4")
                    .contains("Hold timer:       ")
                    .contains("/180");
        }
    }

    @Test
    void aSessionThatBirdDialsStandsToo() throws Exception {
        try (var network = new TestNetwork(5);
                var bird = new Bird(network, folder, 5, "connect delay time 1;");
                var speaker = speaker(listeningOnly(network.opener()), 5)) {
            network.addressTheRouteServer();
            speaker.start();
            awaitEstablished(speaker, 1);
            assertThat(bird.show("show", "protocols", "rs0")).contains("Established");
        }
    }

    @Test
    void anAddressThatComesLateIsListenedOnOnceItIsThere() throws Exception {
        try (var network = new TestNetwork(5);
                var bird = new Bird(network, folder, 5, "connect delay time 1;");
                var speaker = speaker(listeningOnly(network.opener()), 5)) {
            speaker.start();
            await().atMost(BOUND)
                    .until(() ->
                            bird.show("show", "protocols", "rs0").contains("Active")
                                    || bird.show("show", "protocols", "rs0").contains("Connect"));
            network.addressTheRouteServer();
            awaitEstablished(speaker, 1);
        }
    }

    @Test
    void whenBirdStopsItsRoutesAreWithdrawnAndTheReasonIsItsOwn() throws Exception {
        try (var network = new TestNetwork(5);
                var bird = new Bird(network, folder, 5, "");
                var speaker = speaker(network.opener(), 5)) {
            network.addressTheRouteServer();
            speaker.start();
            await().atMost(BOUND).until(() -> speaker.learned("nva5").size() == 2);
            bird.stop();
            await().atMost(BOUND).until(() -> speaker.learned("nva5").isEmpty());
            assertThat(events.all(SpeakerEvent.RoutesHeard.class).getLast().withdrawn())
                    .containsExactly(DEFAULT, VNET);
            assertThat(events.all(SpeakerEvent.NeighbourChanged.class))
                    .anySatisfy(change -> {
                        assertThat(change.state()).isNotEqualTo(PeerState.ESTABLISHED);
                        assertThat(change.lastError()).contains("it sent cease");
                    });
        }
    }

    @Test
    void twoAppliancesOfOneAsShareADefaultRouteAndHearEachOther() throws Exception {
        try (var network = new TestNetwork(5, 7);
                var first = new Bird(network, folder, 5, "");
                var second = new Bird(network, folder, 7, "");
                var speaker = speaker(network.opener(), 5, 7)) {
            network.addressTheRouteServer();
            speaker.start();
            awaitEstablished(speaker, 2);
            await().atMost(BOUND)
                    .untilAsserted(() ->
                            assertThat(speaker.best())
                                    .filteredOn(s -> s.prefix().equals(DEFAULT))
                                    .singleElement()
                                    .satisfies(s -> assertThat(s.multipath()).hasSize(2)));
            assertThat(speaker.advertised("nva7"))
                    .filteredOn(route -> route.prefix().equals(DEFAULT))
                    .singleElement()
                    .satisfies(route -> {
                        assertThat(route.asPath()).hasToString("65515 65001");
                        assertThat(route.communities())
                                .containsExactly(Community.parse("65517:65517"));
                    });
            assertThat(speaker.advertised("nva5"))
                    .as("the best path is nva5's own")
                    .noneMatch(route -> route.prefix().equals(DEFAULT));
            assertThat(second.show("show", "route", "all", "for", "8.8.8.8"))
                    .as("BIRD drops a path with its own AS")
                    .doesNotContain("65515 65001");
            assertThat(first.show("show", "protocols", "rs0")).contains("Established");
        }
    }

    @Test
    void aNeighbourThatFallsSilentIsGivenUpWhenItsHoldTimeIsOver() throws Exception {
        try (var network = new TestNetwork(5);
                var bird = new Bird(network, folder, 5, "hold time 3; error wait time 1, 2;");
                var speaker = speaker(network.opener(), 5)) {
            network.addressTheRouteServer();
            speaker.start();
            await().atMost(BOUND).until(() -> speaker.learned("nva5").size() == 2);
            assertThat(speaker.sessions().getFirst().hold()).isEqualTo(Duration.ofSeconds(3));
            bird.signal("STOP");
            await().atMost(BOUND).until(() -> speaker.learned("nva5").isEmpty());
            await().atMost(BOUND)
                    .untilAsserted(() ->
                            assertThat(events.all(SpeakerEvent.NeighbourChanged.class))
                                    .anyMatch(change ->
                                            change.lastError()
                                                    .contains("nothing heard for 3" + " s")));
            bird.signal("CONT");
            awaitEstablished(speaker, 1);
        }
    }

    @Test
    void whoIsNotConfiguredIsRefusedAndOnceConfiguredIsHeard() throws Exception {
        try (var network = new TestNetwork(5, 7);
                var stranger = new Bird(network, folder, 7, "connect delay time 1;");
                var speaker = speaker(network.opener(), 5)) {
            network.addressTheRouteServer();
            speaker.start();
            await().atMost(BOUND)
                    .until(() ->
                            stranger.show("show", "protocols", "all", "rs0")
                                    .contains("Last error:"));
            assertThat(stranger.show("show", "protocols", "rs0")).doesNotContain("Established");
            speaker.reconfigure(config(5, 7));
            awaitEstablished(speaker, 1);
            speaker.reconfigure(config(5));
            await().atMost(BOUND)
                    .untilAsserted(() ->
                            assertThat(stranger.show("show", "protocols", "all", "rs0"))
                                    .doesNotContain("Established")
                                    .contains("Peer de-configured"));
        }
    }

    private static void awaitEstablished(Speaker speaker, int count) {
        await().atMost(BOUND)
                .until(() ->
                        speaker.sessions().stream()
                                        .filter(s -> s.state() == PeerState.ESTABLISHED)
                                        .count()
                                == count);
    }

    private Speaker speaker(SocketOpener opener, int... appliances) {
        return new Speaker(config(appliances), opener, events);
    }

    private static SpeakerConfig config(int... appliances) {
        return new SpeakerConfig(
                "rs-test",
                new LocalEnd(
                        new Asn(65515),
                        IpAddress.parse("10.1.1.4"),
                        IpAddress.parse("10.1.1.4"),
                        LocalEnd.BGP),
                Timing.AZURE,
                Arrays.stream(appliances)
                        .mapToObj(appliance ->
                                new Neighbour(
                                        "nva" + appliance,
                                        IpAddress.parse("10.1.2." + appliance),
                                        new Asn(65001)))
                        .toList(),
                ImportRules.ALL,
                new ExportRules(
                        List.of(new Origination(OURS, List.of())),
                        new Reflection.On(List.of(Community.parse("65517:65517")))));
    }

    private static SocketOpener listeningOnly(SocketOpener opener) {
        return new SocketOpener() {
            @Override
            public ServerSocketChannel listener(StandardProtocolFamily family) throws IOException {
                return opener.listener(family);
            }

            @Override
            public SocketChannel dialler(StandardProtocolFamily family) throws IOException {
                throw new IOException("this one only listens");
            }

            @Override
            public DatagramChannel datagram(ProtocolFamily family) throws IOException {
                return opener.datagram(family);
            }
        };
    }
}
