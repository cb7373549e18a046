package fairlead.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import fairlead.bgp.rib.ExportRules;
import fairlead.bgp.rib.ExportRules.Origination;
import fairlead.bgp.rib.ExportRules.Reflection;
import fairlead.bgp.rib.ImportRules;
import fairlead.bgp.session.PeerState;
import fairlead.bgp.speaker.SimulatedNetwork.Latency;
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
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A neighbour that speaks and does not read (RFC 9687). */
class SendHoldTest {

    private static final IpAddress SERVER = IpAddress.parse("127.34.0.1");
    private static final IpAddress DEAF = IpAddress.parse("127.34.0.2");
    private static final int PORT = 20_000 + (int) (ProcessHandle.current().pid() % 10_000);

    private final SimulatedNetwork network =
            new SimulatedNetwork(new SplittableRandom(9687), Latency.STEADY);

    @ParameterizedTest(name = "hold {0}, {1}: {2}")
    @CsvSource({
        "90,   usual, 480",
        "240,  usual, 480",
        "300,  usual, 600",
        "0,    usual, 0",
        "90,   600,   600",
        "90,   30,    91",
        "0,    30,    0",
        "90,   off,   0"
    })
    void patienceIsLongerThanTheHoldTime(long hold, String said, long seconds) {
        var sendHold =
                switch (said) {
                    case "usual" -> new SendHold.Usual();
                    case "off" -> new SendHold.Off();
                    default -> new SendHold.Own(Duration.ofSeconds(Long.parseLong(said)));
                };
        assertThat(sendHold.in(Duration.ofSeconds(hold))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void whoDoesNotReadForEightMinutesLosesItsSession() {
        begin();
        network.stall(DEAF);
        network.reconfigure(server(2));
        network.time.run(Duration.ofMinutes(8).minusSeconds(5));
        assertThat(report().state()).isEqualTo(PeerState.ESTABLISHED);
        network.time.run(Duration.ofSeconds(10));
        assertThat(report().flaps()).isEqualTo(1);
        assertThat(report().lastError()).contains("send hold timer expired (RFC 9687 §5)");
    }

    @Test
    void whoReadsAgainInTimeKeepsIt() {
        begin();
        network.stall(DEAF);
        network.reconfigure(server(2));
        network.time.run(Duration.ofMinutes(7));
        network.unstall(DEAF);
        network.time.run(Duration.ofMinutes(20));
        assertThat(report().flaps()).isZero();
        assertThat(report().state()).isEqualTo(PeerState.ESTABLISHED);
    }

    @Test
    void whoHasNothingToReadKeepsIt() {
        begin();
        network.stall(DEAF);
        network.time.run(Duration.ofMinutes(20));
        assertThat(report().flaps()).isZero();
    }

    @Test
    void aRealSocketThatNobodyReadsIsReset() throws IOException {
        try (var server = new Speaker(realServer(), new PlainSockets(), _ -> {})) {
            server.start();
            var deaf = new AtomicReference<>(new Socket());
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptions()
                    .until(() -> {
                        if (lastError(server).contains("send hold timer expired")) {
                            return true;
                        }
                        if (catchThrowable(() -> say(deaf.get(), new BgpMessage.Keepalive()))
                                != null) {
                            // Not connected yet, or too late with a keepalive on a busy machine.
                            deaf.set(connect());
                            say(deaf.get(), open());
                        }
                        return false;
                    });
            assertThat(lastError(server)).contains("it has not read what we say for too long");
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() ->
                            assertThat(
                                            catchThrowable(() ->
                                                    say(deaf.get(), new BgpMessage.Keepalive())))
                                    .as("the connection is gone for good")
                                    .isInstanceOf(IOException.class));
            deaf.get().close();
        }
    }

    /** A socket whose attempt failed is of no use any more, so each has its own. */
    private static Socket connect() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.bind(new InetSocketAddress(inet(DEAF), 0));
        socket.connect(new InetSocketAddress(inet(SERVER), PORT), 1000);
        return socket;
    }

    private static String lastError(Speaker server) {
        return server.sessions().getFirst().lastError();
    }

    private static void say(Socket socket, BgpMessage message) throws IOException {
        socket.getOutputStream().write(BgpCodec.encode(message, AsWidth.FOUR));
    }

    private static BgpMessage open() {
        var wide = new Capability.FourOctetAsn(new Asn(65002));
        return new BgpMessage.Open(new Asn(65002), 3, DEAF, List.of(wide));
    }

    private void begin() {
        network.add(server(1));
        network.add(
                config(DEAF, 65002, LocalEnd.BGP, List.of(neighbour(SERVER, 65000)), List.of()));
        network.startAll();
        network.time.run(Duration.ofSeconds(10));
        assertThat(report().state()).isEqualTo(PeerState.ESTABLISHED);
    }

    private SessionReport report() {
        return network.at(SERVER).sessions().getFirst();
    }

    private static SpeakerConfig server(int prefixes) {
        return config(
                SERVER,
                65000,
                LocalEnd.BGP,
                List.of(neighbour(DEAF, 65002)),
                originated(prefixes, 0));
    }

    /** It has more to say than the kernel holds: some 4 KB for each of its prefixes. */
    private static SpeakerConfig realServer() {
        var deaf = neighbour(DEAF, 65002);
        var impatient =
                new Neighbour(
                        deaf.name(),
                        deaf.address(),
                        deaf.asn(),
                        deaf.options()
                                .draft()
                                .passive(true)
                                .sendHold(new SendHold.Own(Duration.ofSeconds(1)))
                                .made());
        return config(SERVER, 65000, PORT, List.of(impatient), originated(4000, 900));
    }

    /** Each with so many communities that no other has. */
    private static List<Origination> originated(int prefixes, int communities) {
        return IntStream.range(0, prefixes)
                .mapToObj(i ->
                        new Origination(
                                new Prefix(IpAddress.v4(10 << 24 | i << 8), 24),
                                IntStream.range(0, communities)
                                        .mapToObj(j -> Community.of(i, j))
                                        .toList()))
                .toList();
    }

    private static Neighbour neighbour(IpAddress address, long asn) {
        return new Neighbour(
                address.toString(),
                address,
                new Asn(asn),
                NeighbourOptions.USUAL.draft().relation(Relation.ROUTE_SERVER_CLIENT).made());
    }

    private static SpeakerConfig config(
            IpAddress address,
            long asn,
            int port,
            List<Neighbour> neighbours,
            List<Origination> originated) {
        return new SpeakerConfig(
                address.toString(),
                new LocalEnd(new Asn(asn), address, address, port),
                new Timing(Duration.ofSeconds(9), Duration.ofSeconds(1), Duration.ofSeconds(5)),
                neighbours,
                ImportRules.ALL,
                new ExportRules(originated, new Reflection.On(List.of())),
                Profile.ROUTE_SERVER);
    }

    private static InetAddress inet(IpAddress address) throws IOException {
        return InetAddress.getByAddress(address.octets());
    }
}
