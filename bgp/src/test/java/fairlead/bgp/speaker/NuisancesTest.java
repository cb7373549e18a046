package fairlead.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fairlead.bgp.rib.ExportRules;
import fairlead.bgp.rib.ExportRules.Origination;
import fairlead.bgp.rib.ExportRules.Reflection;
import fairlead.bgp.rib.HeardRoute;
import fairlead.bgp.rib.ImportRules;
import fairlead.bgp.session.PeerState;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.Capability;
import fairlead.bgp.wire.Community;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Strangers who knock all the time, and a client who does not read, on a real socket. */
class NuisancesTest {

    private static final int PORT = 20_000 + (int) (ProcessHandle.current().pid() % 10_000);
    private static final IpAddress SERVER = IpAddress.parse("127.35.0.1");
    private static final IpAddress CLIENT = IpAddress.parse("127.35.0.2");
    private static final IpAddress DEAF = IpAddress.parse("127.35.0.3");
    private static final String STRANGER = "127.35.0.99";

    @Test
    void strangersDoNotDisturbASessionThatStands() throws IOException {
        try (var server = speaker(server());
                var client = speaker(client(1))) {
            server.start();
            client.start();
            await().until(() -> heard(server) == 1);
            var since = server.sessions().getFirst().since();
            for (int i = 0; i < 3_000; i++) {
                knock();
            }
            client.reconfigure(client(2));
            await().until(() -> heard(server) == 2);
            assertThat(server.sessions().getFirst())
                    .satisfies(report -> {
                        assertThat(report.state()).isEqualTo(PeerState.ESTABLISHED);
                        assertThat(report.since()).isEqualTo(since);
                    });
        }
    }

    @Test
    void aClientThatDoesNotReadHoldsUpNobody() throws IOException {
        try (var server = speaker(server());
                var client = speaker(client(1));
                var deaf = new Socket()) {
            server.start();
            deaf.setReceiveBufferSize(4096);
            deaf.bind(new InetSocketAddress(inet(DEAF), 0));
            await().ignoreExceptions()
                    .until(() -> {
                        deaf.connect(new InetSocketAddress(inet(SERVER), PORT), 1000);
                        return true;
                    });
            greet(deaf);
            await().until(() -> established(server) == 1);
            client.start();
            await().until(() -> established(server) == 2);
            for (int round = 2; round <= 8; round++) {
                client.reconfigure(client(round * 6000));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> heard(server) == 48_000);
            client.reconfigure(client(3));
            await().atMost(Duration.ofSeconds(60)).until(() -> heard(server) == 3);
            assertThat(established(server)).as("both sessions").isEqualTo(2);
        }
    }

    /** Says what is needed for a session to stand, and reads nothing. */
    private static void greet(Socket socket) throws IOException {
        var open =
                new BgpMessage.Open(
                        new Asn(65003),
                        0,
                        DEAF,
                        List.of(new Capability.FourOctetAsn(new Asn(65003))));
        socket.getOutputStream().write(BgpCodec.encode(open, AsWidth.FOUR));
        socket.getOutputStream().write(BgpCodec.encode(new BgpMessage.Keepalive(), AsWidth.FOUR));
    }

    private static void knock() throws IOException {
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(STRANGER, 0));
            socket.connect(new InetSocketAddress(inet(SERVER), PORT), 5_000);
        } catch (java.net.SocketException refused) {
            assertThat(refused).hasMessageMatching("(?i).*(refused|reset).*");
        }
    }

    private static long heard(Speaker server) {
        return server.learned("client").stream().map(HeardRoute::prefix).distinct().count();
    }

    private static long established(Speaker server) {
        return server.sessions().stream()
                .filter(report -> report.state() == PeerState.ESTABLISHED)
                .count();
    }

    private static Speaker speaker(SpeakerConfig config) {
        return new Speaker(config, new PlainSockets(), Speaker.Routes.NOT_TOLD, _ -> {});
    }

    private static SpeakerConfig server() {
        return config(
                "server",
                SERVER,
                65000,
                0,
                neighbour("client", CLIENT, 65002, true),
                neighbour("deaf", DEAF, 65003, true));
    }

    private static SpeakerConfig client(int prefixes) {
        return config("client", CLIENT, 65002, prefixes, neighbour("server", SERVER, 65000, false));
    }

    private static SpeakerConfig config(
            String name, IpAddress address, long asn, int prefixes, Neighbour... neighbours) {
        return new SpeakerConfig(
                "nuisances-" + name,
                new LocalEnd(new Asn(asn), address, address, PORT),
                new Timing(Duration.ofSeconds(90), Duration.ofMillis(50), Duration.ofMillis(100)),
                List.of(neighbours),
                ImportRules.ALL,
                new ExportRules(
                        IntStream.range(0, prefixes)
                                .mapToObj(i ->
                                        new Origination(
                                                new Prefix(IpAddress.v4(10 << 24 | i << 8), 24),
                                                ofItsOwn(i)))
                                .toList(),
                        new Reflection.On(List.of())),
                Profile.ROUTE_SERVER);
    }

    /** So that each route takes a long UPDATE: the kernel keeps three megabytes for the deaf. */
    private static List<Community> ofItsOwn(int number) {
        return IntStream.rangeClosed(1, 20).mapToObj(i -> Community.of(i, number)).toList();
    }

    private static Neighbour neighbour(String name, IpAddress address, long asn, boolean passive) {
        return new Neighbour(
                name,
                address,
                new Asn(asn),
                NeighbourOptions.USUAL
                        .draft()
                        .relation(Relation.ROUTE_SERVER_CLIENT)
                        .passive(passive)
                        .made());
    }

    private static InetAddress inet(IpAddress address) throws IOException {
        return InetAddress.getByAddress(address.octets());
    }
}
