package fairlead.bgp.bfd.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fairlead.bgp.bfd.BfdCodec;
import fairlead.bgp.bfd.BfdDecoded;
import fairlead.bgp.bfd.BfdPacket;
import fairlead.bgp.bfd.BfdPeer;
import fairlead.bgp.bfd.BfdState;
import fairlead.bgp.bfd.BfdTerms;
import fairlead.bgp.bfd.Diagnostic;
import fairlead.bgp.socket.HopLimit;
import fairlead.net.IpAddress;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Links on addresses of the loopback network, over real UDP. */
class BfdLinkTest {

    private static final Duration BOUND = Duration.ofSeconds(30);

    /** Ten seconds without a packet: a busy machine is no death. */
    private static final BfdTerms TERMS = BfdTerms.every(Duration.ofMillis(100), 100);

    private static final IpAddress US = IpAddress.parse("127.0.83.1");
    private static final IpAddress THEM = IpAddress.parse("127.0.83.2");

    private final List<BfdEvent> events = new CopyOnWriteArrayList<>();

    private static BfdState state(BfdLink link) {
        return link.reports().isEmpty() ? BfdState.ADMIN_DOWN : link.reports().getFirst().state();
    }

    @ParameterizedTest(name = "multihop {0}")
    @ValueSource(booleans = {false, true})
    void twoLinksComeUpAndOneThatLeavesIsNotTakenForDead(boolean multihop) {
        try (var ours = new BfdLink("ours", DatagramChannel::open, events::add)) {
            ours.watch(Map.of(new BfdPeer(US, THEM, multihop), TERMS));
            try (var theirs = new BfdLink("theirs", DatagramChannel::open, _ -> {})) {
                theirs.watch(Map.of(new BfdPeer(THEM, US, multihop), TERMS));
                await().atMost(BOUND).until(() -> state(ours) == BfdState.UP);
                await().atMost(BOUND).until(() -> state(theirs) == BfdState.UP);
            }
            await().atMost(BOUND).until(() -> state(ours) == BfdState.DOWN);
            assertThat(events)
                    .last()
                    .satisfies(event -> {
                        assertThat(event.why()).isEqualTo(Diagnostic.NEIGHBOUR_SIGNALLED_DOWN);
                        assertThat(event.onPurpose()).isTrue();
                        assertThat(event.pathIsLost()).isFalse();
                    });
            assertThat(ours.lateness().kept()).isPositive();
        }
    }

    @Test
    void whoIsWatchedNoMoreIsToldThatItIsOnPurpose() {
        try (var ours = new BfdLink("ours", DatagramChannel::open, events::add);
                var theirs = new BfdLink("theirs", DatagramChannel::open, _ -> {})) {
            ours.watch(Map.of(new BfdPeer(US, THEM, false), TERMS));
            theirs.watch(Map.of(new BfdPeer(THEM, US, false), TERMS));
            await().atMost(BOUND).until(() -> state(ours) == BfdState.UP);
            theirs.watch(Map.of());
            await().atMost(BOUND).until(() -> state(ours) == BfdState.DOWN);
            assertThat(events).last().satisfies(e -> assertThat(e.onPurpose()).isTrue());
        }
    }

    /** A neighbour whose every packet the test makes. */
    private static final class Neighbour implements AutoCloseable {
        final DatagramChannel listening = DatagramChannel.open();
        final DatagramSocket sending;

        Neighbour(int ttl) throws IOException {
            listening.bind(new InetSocketAddress("127.0.83.2", 3784));
            listening.socket().setSoTimeout(30_000);
            var sender = DatagramChannel.open();
            HopLimit.set(sender, ttl);
            sender.bind(new InetSocketAddress("127.0.83.2", 0));
            sending = sender.socket();
        }

        /** One packet, which may have waited here for a while. */
        BfdPacket hear() throws IOException {
            var datagram = new DatagramPacket(new byte[100], 100);
            listening.socket().receive(datagram);
            assertThat(datagram.getPort()).isBetween(49152, 65535);
            var octets = ByteBuffer.wrap(datagram.getData(), 0, datagram.getLength());
            return ((BfdDecoded.Ok) BfdCodec.decode(octets)).packet();
        }

        void say(BfdState state, int yours) throws IOException {
            var octets =
                    BfdCodec.encode(
                            new BfdPacket(
                                    Diagnostic.NONE,
                                    state,
                                    false,
                                    false,
                                    false,
                                    false,
                                    3,
                                    77,
                                    yours,
                                    100_000,
                                    100_000,
                                    0));
            sending.send(
                    new DatagramPacket(
                            octets, octets.length, InetAddress.getByName("127.0.83.1"), 3784));
        }

        @Override
        public void close() throws IOException {
            listening.close();
            sending.close();
        }
    }

    private static boolean isDown(BfdPacket packet) {
        return packet.state() == BfdState.DOWN;
    }

    @ParameterizedTest(name = "a neighbour that sends with TTL {0} is heard: {1}")
    @CsvSource({"255, true", "254, false", "64, false"})
    void onASingleHopOnlyWhatComesWithTtl255IsHeard(int ttl, boolean heard) throws Exception {
        try (var neighbour = new Neighbour(ttl);
                var link = new BfdLink("ours", DatagramChannel::open, events::add)) {
            link.watch(Map.of(new BfdPeer(US, THEM, false), TERMS));
            assertThat(neighbour.hear().state()).isEqualTo(BfdState.DOWN);
            var answers = new ArrayList<BfdPacket>();
            while (answers.size() < (heard ? 10 : 2)
                    && answers.stream().allMatch(BfdLinkTest::isDown)) {
                neighbour.say(BfdState.DOWN, 0);
                answers.add(neighbour.hear());
            }
            assertThat(answers)
                    .last()
                    .satisfies(last -> {
                        assertThat(last.state()).isEqualTo(heard ? BfdState.INIT : BfdState.DOWN);
                        assertThat(last.yourDiscriminator()).isEqualTo(heard ? 77 : 0);
                    });
        }
    }

    @Test
    void aNeighbourThatFallsSilentIsLost() throws Exception {
        try (var neighbour = new Neighbour(255);
                var link = new BfdLink("ours", DatagramChannel::open, events::add)) {
            link.watch(Map.of(new BfdPeer(US, THEM, false), TERMS));
            int ours = neighbour.hear().myDiscriminator();
            neighbour.say(BfdState.INIT, ours);
            await().atMost(BOUND).until(() -> events.stream().anyMatch(BfdEvent::pathIsLost));
            assertThat(events).extracting(BfdEvent::to).containsExactly(BfdState.UP, BfdState.DOWN);
            assertThat(events.getLast().why()).isEqualTo(Diagnostic.DETECTION_TIME_EXPIRED);
        }
    }

    @Test
    void anAddressThatComesLateIsServedOnceItIsThere() throws Exception {
        try (var squatter = DatagramChannel.open()) {
            squatter.bind(new InetSocketAddress("127.0.83.1", 3784));
            try (var ours = new BfdLink("ours", DatagramChannel::open, events::add);
                    var theirs = new BfdLink("theirs", DatagramChannel::open, _ -> {})) {
                ours.watch(Map.of(new BfdPeer(US, THEM, false), TERMS));
                theirs.watch(Map.of(new BfdPeer(THEM, US, false), TERMS));
                await().atMost(BOUND).until(() -> state(ours) == BfdState.DOWN);
                squatter.close();
                await().atMost(BOUND).until(() -> state(ours) == BfdState.UP);
            }
        }
    }

    @Test
    void datagramsThatAreNoPacketsAreCountedAndDoNoHarm() throws Exception {
        try (var neighbour = new Neighbour(255);
                var link = new BfdLink("ours", DatagramChannel::open, events::add)) {
            link.watch(Map.of(new BfdPeer(US, THEM, false), TERMS));
            neighbour.hear();
            neighbour.sending.send(
                    new DatagramPacket(
                            new byte[24], 24, InetAddress.getByName("127.0.83.1"), 3784));
            neighbour.sending.send(
                    new DatagramPacket(
                            new byte[1000], 1000, InetAddress.getByName("127.0.83.1"), 3784));
            await().atMost(BOUND)
                    .until(() -> {
                        neighbour.say(BfdState.DOWN, 0); // It is not kept up for long.
                        return state(link) == BfdState.INIT;
                    });
            assertThat(link.discarded()).containsEntry(BfdDecoded.Reason.WRONG_VERSION, 2L);
        }
    }
}
