package fairlead.bgp.speaker;

import static org.awaitility.Awaitility.await;

import fairlead.bgp.rib.ExportRules;
import fairlead.bgp.rib.ExportRules.Origination;
import fairlead.bgp.rib.ExportRules.Reflection;
import fairlead.bgp.rib.ImportRules;
import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.Capability;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Whoever asks twice at once to be told again is told twice, and soon: the second time begins in
 * the midst of writing, when nothing else is going to happen for half a minute.
 */
class TwoRefreshesTest {

    private static final IpAddress SERVER = IpAddress.parse("127.36.0.1");
    private static final IpAddress ASKS = IpAddress.parse("127.36.0.2");
    private static final int PORT = 20_000 + (int) (ProcessHandle.current().pid() % 10_000);
    private static final int UPDATE = 2;

    @Test
    void bothAreAnsweredBeforeAnythingElseHappens() throws IOException {
        try (var server = new Speaker(config(), new PlainSockets(), _ -> {})) {
            server.start();
            try (var socket = await().ignoreExceptions().until(() -> connected(), _ -> true)) {
                var in = new DataInputStream(socket.getInputStream());
                say(socket, open(), new BgpMessage.Keepalive());
                untilUpdate(in);
                untilUpdate(in); // The End-of-RIB.
                var again = new BgpMessage.RouteRefresh(AddressFamily.IPV4_UNICAST, 0);
                say(socket, again, again);
                untilUpdate(in);
                untilUpdate(in);
            }
        }
    }

    /** Reads up to and with the next UPDATE. */
    private static void untilUpdate(DataInputStream in) throws IOException {
        int type = 0;
        while (type != UPDATE) {
            in.skipNBytes(16);
            int length = in.readUnsignedShort();
            type = in.readUnsignedByte();
            in.skipNBytes(length - 19);
        }
    }

    /** All in one piece. */
    private static void say(Socket socket, BgpMessage... messages) throws IOException {
        var octets = new ByteArrayOutputStream();
        for (var message : messages) {
            octets.write(BgpCodec.encode(message, AsWidth.FOUR));
        }
        socket.getOutputStream().write(octets.toByteArray());
    }

    private static BgpMessage open() {
        return new BgpMessage.Open(
                new Asn(65002),
                90,
                ASKS,
                List.of(
                        new Capability.MultiProtocol(AddressFamily.IPV4_UNICAST),
                        new Capability.RouteRefresh(),
                        new Capability.FourOctetAsn(new Asn(65002))));
    }

    /** A server with one route, which it says in one UPDATE. */
    private static SpeakerConfig config() {
        var neighbour =
                new Neighbour(
                        "asks",
                        ASKS,
                        new Asn(65002),
                        NeighbourOptions.USUAL.draft().passive(true).made());
        var ours = List.of(new Origination(Prefix.parse("203.0.113.0/24"), List.of()));
        return new SpeakerConfig(
                "refreshed",
                new LocalEnd(new Asn(65000), SERVER, SERVER, PORT),
                new Timing(Duration.ofSeconds(90), Duration.ofMinutes(1), Duration.ofMinutes(1)),
                List.of(neighbour),
                ImportRules.ALL,
                new ExportRules(ours, new Reflection.Off()));
    }

    private static Socket connected() throws IOException {
        var socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(inet(ASKS), 0));
            socket.connect(new InetSocketAddress(inet(SERVER), PORT), 1000);
            socket.setSoTimeout(10_000);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static InetAddress inet(IpAddress address) throws IOException {
        return InetAddress.getByAddress(address.octets());
    }
}
