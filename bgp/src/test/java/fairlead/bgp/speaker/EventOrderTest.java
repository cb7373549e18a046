package fairlead.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fairlead.bgp.rib.ExportRules;
import fairlead.bgp.rib.HeardRoute;
import fairlead.bgp.rib.ImportRules;
import fairlead.bgp.session.PeerState;
import fairlead.bgp.wire.AsPath;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.Capability;
import fairlead.bgp.wire.Origin;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Events come in the order in which things were, whatever is found out while they are told. */
class EventOrderTest {

    private static final int PORT = 21_000 + (int) (ProcessHandle.current().pid() % 10_000);
    private static final IpAddress SERVER = IpAddress.parse("127.37.0.1");
    private static final IpAddress CLIENT = IpAddress.parse("127.37.0.2");
    private static final Asn ASN = new Asn(65001);
    private static final Prefix PREFIX = Prefix.parse("203.0.113.0/24");

    private final List<SpeakerEvent> events = new CopyOnWriteArrayList<>();

    /** Whoever listens is slow once: until then the peer's octets, and its reset, wait. */
    private final CountDownLatch slow = new CountDownLatch(1);

    @Test
    void whoeverHeardThatASessionStandsHearsOfItsEndLater() throws Exception {
        try (var server = new Speaker(config(), new PlainSockets(), this::hear)) {
            server.start();
            try (var client = connected()) {
                await().until(() -> heard(PeerState.OPEN_SENT));
                client.getOutputStream().write(greeting());
                client.setSoLinger(true, 0);
            }
            slow.countDown();
            await().until(() -> heard(PeerState.ESTABLISHED));
            await().untilAsserted(() -> {
                assertThat(state(server)).isNotEqualTo(PeerState.ESTABLISHED);
                assertThat(lastState()).isNotEqualTo(PeerState.ESTABLISHED);
                assertThat(routes()).isEmpty();
            });
        }
    }

    private void hear(SpeakerEvent event) {
        events.add(event);
        if (heard(PeerState.OPEN_SENT)) {
            try {
                slow.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean heard(PeerState state) {
        return changes().anyMatch(change -> change.state() == state);
    }

    private Stream<SpeakerEvent.NeighbourChanged> changes() {
        return events.stream()
                .filter(SpeakerEvent.NeighbourChanged.class::isInstance)
                .map(SpeakerEvent.NeighbourChanged.class::cast);
    }

    private PeerState lastState() {
        return changes().reduce((_, last) -> last).orElseThrow().state();
    }

    private static PeerState state(Speaker server) {
        return server.sessions().getFirst().state();
    }

    /** What a listener has that does as it is told. */
    private Set<Prefix> routes() {
        var routes = new HashSet<Prefix>();
        for (var event : events) {
            if (event instanceof SpeakerEvent.RoutesHeard heard) {
                heard.withdrawn().forEach(routes::remove);
                heard.accepted().stream().map(HeardRoute::prefix).forEach(routes::add);
            }
        }
        return routes;
    }

    /** OPEN, KEEPALIVE and a route. */
    private static byte[] greeting() {
        var octets = new ByteArrayOutputStream();
        var open = new BgpMessage.Open(ASN, 90, CLIENT, List.of(new Capability.FourOctetAsn(ASN)));
        octets.writeBytes(BgpCodec.encode(open, AsWidth.FOUR));
        octets.writeBytes(BgpCodec.encode(new BgpMessage.Keepalive(), AsWidth.FOUR));
        var route =
                new BgpMessage.Update(
                        List.of(),
                        PathAttributes.of(
                                new PathAttribute.OriginIs(Origin.IGP),
                                new PathAttribute.AsPathIs(AsPath.of(ASN.value())),
                                new PathAttribute.NextHopIs(CLIENT)),
                        List.of(PREFIX));
        octets.writeBytes(BgpCodec.encode(route, AsWidth.FOUR));
        return octets.toByteArray();
    }

    private static Socket connected() {
        return await().ignoreExceptions()
                .until(
                        () -> {
                            var socket = new Socket();
                            socket.bind(new InetSocketAddress(inet(CLIENT), 0));
                            socket.connect(new InetSocketAddress(inet(SERVER), PORT), 1000);
                            return socket;
                        },
                        Socket::isConnected);
    }

    private static SpeakerConfig config() {
        return new SpeakerConfig(
                "event-order",
                new LocalEnd(new Asn(65000), SERVER, SERVER, PORT),
                new Timing(Duration.ofSeconds(90), Duration.ofSeconds(30), Duration.ofSeconds(60)),
                List.of(
                        new Neighbour(
                                "client",
                                CLIENT,
                                ASN,
                                NeighbourOptions.USUAL.draft().passive(true).made())),
                ImportRules.ALL,
                new ExportRules(List.of(), new ExportRules.Reflection.On(List.of())),
                Profile.ROUTE_SERVER);
    }

    private static InetAddress inet(IpAddress address) throws IOException {
        return InetAddress.getByAddress(address.octets());
    }
}
