package fairlead.bgp.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fairlead.bgp.monitor.LoopbackSpeakers;
import fairlead.bgp.mrt.MrtPeer;
import fairlead.bgp.mrt.MrtSession;
import fairlead.bgp.mrt.MrtWriter;
import fairlead.bgp.rib.HeardRoute;
import fairlead.bgp.session.PeerState;
import fairlead.bgp.speaker.FamilyOptions;
import fairlead.bgp.speaker.NeighbourOptions;
import fairlead.bgp.speaker.Speaker;
import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.OctetBuffer;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file that is replayed to a real speaker over loopback. */
class ReplayTest {

    private static final Instant AT = Instant.ofEpochSecond(1_700_000_000);

    /** Path 65001 65002, next hop 10.0.0.1, local preference 111. */
    private static final byte[] V4 =
            HexFormat.of()
                    .parseHex(
                            "40010100400"
                                    + "20a02020000fde90000fdea"
                                    + "4003040a000001"
                                    + "4005040000006f");

    private static final byte[] OWN_FIRST =
            HexFormat.of().parseHex("40010100400" + "20a02020000fbf50000fdea" + "4003040a000001");

    private static final byte[] V6 =
            HexFormat.of()
                    .parseHex("4001010040020602010000fde940031020010db8000000000000000000000002");

    private static ReplayTerms terms(boolean asIs, long asn) {
        return terms(asIs, asn, false);
    }

    private static ReplayTerms terms(boolean asIs, long asn, boolean allPaths) {
        return new ReplayTerms(
                new Asn(asn),
                LoopbackSpeakers.PEER,
                LoopbackSpeakers.PEER,
                LoopbackSpeakers.SERVER,
                LoopbackSpeakers.PORT,
                asIs,
                allPaths,
                90);
    }

    private static void entry(MrtWriter writer, String text, byte[]... ofPeers) {
        var prefix = Prefix.parse(text);
        writer.beginPrefix(
                AT,
                prefix.network().family() == IpAddress.Family.V6,
                false,
                prefix.network().high(),
                prefix.network().low(),
                prefix.length());
        for (int peer = 0; peer < ofPeers.length; peer++) {
            writer.entry(peer, 0, 0, ofPeers[peer], 0, ofPeers[peer].length);
        }
        writer.endPrefix();
    }

    private static ByteArrayInputStream table(int more) {
        var out = new OctetBuffer(64);
        var writer = new MrtWriter(out);
        var one = new MrtPeer(IpAddress.v4(1), IpAddress.v4(1), new Asn(1));
        writer.peers(AT, IpAddress.v4(1), "", List.of(one, one));
        entry(writer, "10.0.0.0/8", V4, OWN_FIRST);
        entry(writer, "10.1.0.0/16", V4, OWN_FIRST);
        entry(writer, "2001:db8:1::/48", V6);
        for (int i = 0; i < more; i++) {
            entry(writer, new Prefix(IpAddress.v4(0x0b000000 + (i << 8)), 24).toString(), V4);
        }
        return new ByteArrayInputStream(out.toArray());
    }

    private static List<String> held(Speaker server) {
        return server.learned("peer").stream()
                .map(route -> route.prefix() + " via " + route.nextHop() + " " + route.asPath())
                .toList();
    }

    private static Replay connect(Speaker server, boolean asIs) {
        return connect(server, terms(asIs, 64501));
    }

    private static Replay connect(Speaker server, ReplayTerms terms) {
        await().ignoreExceptions()
                .until(() -> {
                    try (var socket = new java.net.Socket()) {
                        socket.connect(
                                new java.net.InetSocketAddress(
                                        "127.33.0.1", LoopbackSpeakers.PORT));
                        return true;
                    }
                });
        try {
            var session = Replay.connect(terms);
            await().until(() -> server.sessions().getFirst().state() == PeerState.ESTABLISHED);
            return session;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest(name = "as it is: {0}, peer {1}")
    @CsvSource({
        "false, -1, 10.0.0.0/8 via 127.33.0.2 64501 65001 65002",
        "true, -1, 10.0.0.0/8 via 10.0.0.1 65001 65002",
        "false, 1, 10.0.0.0/8 via 127.33.0.2 64501 65002",
    })
    void theSpeakerHearsTheRoutesOfTheFile(boolean asIs, int peer, String first) throws Exception {
        try (var server = LoopbackSpeakers.server()) {
            server.start();
            try (var session = connect(server, asIs)) {
                assertThat(session.tell(table(0), peer)).isEqualTo(peer < 0 ? 3 : 2);
                await().until(() -> server.sizes().paths() == (peer < 0 ? 3 : 2));
                assertThat(held(server)).first().isEqualTo(first);
            }
            await().untilAsserted(() ->
                    assertThat(server.sessions().getFirst().lastError())
                            .contains("administrative shutdown"));
        }
    }

    @Test
    void manyRoutesGoInWholeMessages() throws Exception {
        try (var server = LoopbackSpeakers.server()) {
            server.start();
            try (var session = connect(server, false)) {
                session.tell(table(20_000), -1);
                await().until(() -> server.sizes().paths() == 20_003);
                assertThat(server.sessions().getFirst().flaps()).isZero();
            }
        }
    }

    @Test
    void theUpdatesOfALogAreToldAsTheyAre() throws Exception {
        var update = new OctetBuffer(64);
        update.u64(-1).u64(-1).u16(0).u8(2).u16(0).u16(V4.length).bytes(V4).u8(8).u8(10);
        update.set16(16, update.size());
        var out = new OctetBuffer(64);
        new MrtWriter(out)
                .message(
                        AT,
                        new MrtSession(new Asn(1), new Asn(2), 0, IpAddress.v4(1), IpAddress.v4(2)),
                        AsWidth.FOUR,
                        false,
                        false,
                        update.array(),
                        0,
                        update.size());
        try (var server = LoopbackSpeakers.server()) {
            server.start();
            try (var session = connect(server, false)) {
                assertThat(session.tell(new ByteArrayInputStream(out.toArray()), -1)).isEqualTo(1);
                await().until(
                                () ->
                                        server.learned("peer").stream()
                                                .map(HeardRoute::prefix)
                                                .toList(),
                                List.of(Prefix.parse("10.0.0.0/8"))::equals);
            }
        }
    }

    /** A server whose peer may tell several paths of a prefix. */
    private static Speaker takingPaths() {
        var families = new ArrayList<FamilyOptions>();
        for (var family : List.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST)) {
            families.add(
                    new FamilyOptions(
                            family,
                            FamilyOptions.UNLIMITED,
                            FamilyOptions.Exceeding.CEASE,
                            FamilyOptions.AddPath.RECEIVE));
        }
        return LoopbackSpeakers.server(
                NeighbourOptions.USUAL.draft().passive(true).families(families).made());
    }

    @Test
    void everyRouteOfAPrefixIsToldToWhoTakesSeveral() throws Exception {
        try (var server = takingPaths()) {
            server.start();
            try (var session = connect(server, terms(false, 64501, true))) {
                assertThat(session.tell(table(1000), -1)).isEqualTo(1005);
                await().until(() -> server.sizes().paths() == 1005);
                assertThat(held(server))
                        .contains(
                                "10.0.0.0/8 via 127.33.0.2 64501 65001 65002",
                                "10.0.0.0/8 via 127.33.0.2 64501 65002");
                assertThat(server.sessions().getFirst().flaps()).isZero();
            }
        }
    }

    @Test
    void ofALogThoseUpdatesAreToldWhoseIdentifiersAreAsAgreed() throws Exception {
        var update = new OctetBuffer(64);
        update.u64(-1).u64(-1).u16(0).u8(2).u16(0).u16(V4.length).bytes(V4);
        update.u32(7).u8(8).u8(10).u32(9).u8(8).u8(10);
        update.set16(16, update.size());
        var out = new OctetBuffer(64);
        var writer = new MrtWriter(out);
        var session0 = new MrtSession(new Asn(1), new Asn(2), 0, IpAddress.v4(1), IpAddress.v4(2));
        for (boolean ids : new boolean[] {true, false}) {
            writer.message(
                    AT, session0, AsWidth.FOUR, false, ids, update.array(), 0, update.size());
        }
        try (var server = takingPaths()) {
            server.start();
            try (var session = connect(server, terms(true, 64501, true))) {
                assertThat(session.tell(new ByteArrayInputStream(out.toArray()), -1)).isEqualTo(1);
                await().until(() -> server.sizes().paths() == 2);
            }
        }
    }

    @Test
    void whoDoesNotTakeSeveralPathsIsNotToldThem() {
        try (var server = LoopbackSpeakers.server()) {
            server.start();
            await().ignoreExceptions()
                    .until(() -> {
                        connect(server, false).close();
                        return true;
                    });
            assertThatThrownBy(() -> Replay.connect(terms(false, 64501, true)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("it does not take several paths of ipv4-unicast");
        }
    }

    @Test
    void whoIsNotKnownIsToldWhy() {
        try (var server = LoopbackSpeakers.server()) {
            server.start();
            try (var _ = connect(server, false)) {
                assertThat(server.sessions()).hasSize(1);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            // Beside a session that stands a second connection is not listened to.
            await().until(() -> server.sessions().getFirst().state() != PeerState.ESTABLISHED);
            assertThatThrownBy(() -> Replay.connect(terms(false, 64999)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("bad peer AS");
        }
    }
}
