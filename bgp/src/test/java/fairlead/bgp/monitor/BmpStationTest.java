package fairlead.bgp.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fairlead.bgp.bmp.BmpMessage;
import fairlead.bgp.bmp.BmpMessage.Initiation;
import fairlead.bgp.bmp.BmpMessage.PeerDown;
import fairlead.bgp.bmp.BmpMessage.PeerUp;
import fairlead.bgp.bmp.BmpMessage.RouteMonitoring;
import fairlead.bgp.bmp.BmpMessage.StatsReport;
import fairlead.bgp.bmp.BmpMessage.Termination;
import fairlead.bgp.bmp.Down;
import fairlead.bgp.bmp.Statistic;
import fairlead.bgp.bmp.View;
import fairlead.bgp.session.PeerState;
import fairlead.bgp.speaker.Speaker;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Decoded;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A real speaker, a real peer and a collector over loopback. */
class BmpStationTest {

    private static final Set<View> ALL =
            EnumSet.of(
                    View.ADJ_RIB_IN,
                    View.ADJ_RIB_IN_POST_POLICY,
                    View.LOC_RIB,
                    View.ADJ_RIB_OUT_POST_POLICY);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** A station that has begun to tell the collector of the speaker. */
    private static BmpStation watching(
            Speaker speaker, TestCollector collector, Set<View> views, long buffer) {
        var settings =
                new CollectorSettings(
                        IpAddress.parse("127.0.0.1"),
                        collector.port(),
                        views,
                        Duration.ofMillis(200),
                        buffer,
                        "rs1",
                        "a route server");
        var station = new BmpStation(settings, speaker::nudge, PAUSE, PAUSE);
        speaker.watch(station);
        station.start();
        return station;
    }

    private static void letGo(Speaker speaker, BmpStation station) throws InterruptedException {
        speaker.unwatch(station);
        station.stop();
    }

    private static Update update(RouteMonitoring message) {
        return switch (BgpCodec.decode(message.update().toArray(), AsWidth.FOUR)) {
            case Decoded.Ok(BgpMessage.Update update, _) -> update;
            default -> throw new AssertionError(message);
        };
    }

    /** What a collector holds of a view after these messages. */
    private static Collection<Prefix> held(List<BmpMessage> messages, View view) {
        var held = new TreeSet<Prefix>();
        for (var message : messages) {
            if (message instanceof RouteMonitoring routes && routes.peer().view() == view) {
                held.removeAll(update(routes).withdrawn());
                held.addAll(update(routes).announced());
            }
            if (message instanceof PeerDown && view != View.LOC_RIB) {
                held.clear();
            }
        }
        return held;
    }

    private static void awaitHeld(TestCollector collector, View view, List<Prefix> prefixes) {
        await().atMost(Duration.ofSeconds(20))
                .alias("what is held of " + view)
                .until(() -> List.copyOf(held(collector.newest(), view)), prefixes::equals);
    }

    private static void awaitUp(Speaker speaker) {
        await().until(() -> speaker.sessions().getFirst().state() == PeerState.ESTABLISHED);
    }

    @Test
    void aCollectorIsToldWhatStandsAndThenWhatChanges() throws Exception {
        var two = LoopbackSpeakers.prefixes(2);
        var three = LoopbackSpeakers.prefixes(3);
        try (var collector = new TestCollector(0, true);
                var server = LoopbackSpeakers.server()) {
            server.start();
            BmpStation station;
            try (var peer = LoopbackSpeakers.peer(two)) {
                peer.start();
                awaitUp(server);
                await().until(() -> server.learned("peer").size() == 2);
                station = watching(server, collector, ALL, 1 << 20);
                awaitHeld(collector, View.ADJ_RIB_IN, two);
                awaitHeld(collector, View.ADJ_RIB_IN_POST_POLICY, two);
                awaitHeld(collector, View.LOC_RIB, two);
                assertThat(collector.newest())
                        .first()
                        .isEqualTo(new Initiation("rs1", "a route server"));
                assertThat(collector.newest().stream().filter(PeerUp.class::isInstance))
                        .extracting(
                                up -> ((PeerUp) up).peer().address().toString(),
                                up -> ((PeerUp) up).table())
                        .containsExactly(
                                org.assertj.core.groups.Tuple.tuple("0.0.0.0", "global"),
                                org.assertj.core.groups.Tuple.tuple("127.33.0.2", ""));
                var up = (PeerUp) collector.newest().get(2);
                assertThat(up.local()).isEqualTo(LoopbackSpeakers.SERVER);
                assertThat(up.localPort()).isPositive();
                assertThat(BgpCodec.decode(up.receivedOpen().toArray(), AsWidth.FOUR))
                        .isInstanceOfSatisfying(
                                Decoded.Ok.class,
                                ok ->
                                        assertThat(((BgpMessage.Open) ok.message()).id())
                                                .isEqualTo(LoopbackSpeakers.PEER));
                await().until(() ->
                        collector.newest().stream()
                                .filter(RouteMonitoring.class::isInstance)
                                .map(message -> update((RouteMonitoring) message))
                                .anyMatch(update -> update.endOfRib().isPresent()));

                peer.reconfigure(LoopbackSpeakers.peerConfig(three));
                awaitHeld(collector, View.ADJ_RIB_IN, three);
                awaitHeld(collector, View.LOC_RIB, three);
                peer.reconfigure(LoopbackSpeakers.peerConfig(two));
                awaitHeld(collector, View.ADJ_RIB_IN, two);
                awaitHeld(collector, View.LOC_RIB, two);
                await().until(() ->
                        collector.newest().stream()
                                .filter(StatsReport.class::isInstance)
                                .flatMap(report -> ((StatsReport) report).counts().stream())
                                .anyMatch(count ->
                                        count.statistic() == Statistic.LOC_RIB_ROUTES
                                                && count.value() == 2));
            }
            await().until(() -> collector.newest().stream().anyMatch(PeerDown.class::isInstance));
            assertThat(collector.newest().stream().filter(PeerDown.class::isInstance))
                    .singleElement()
                    .extracting(down -> ((PeerDown) down).reason())
                    .isInstanceOf(Down.PeerNotified.class);
            awaitHeld(collector, View.LOC_RIB, List.of());
            server.close();
            station.stop();
            await().until(() -> collector.newest().getLast() instanceof Termination);
            assertThat(collector.isDamaged()).isFalse();
        }
    }

    @Test
    void aCollectorThatComesBackBeginsWithAFreshTable() throws Exception {
        var prefixes = LoopbackSpeakers.prefixes(3_000);
        try (var collector = new TestCollector(0, true);
                var server = LoopbackSpeakers.server();
                var peer = LoopbackSpeakers.peer(prefixes)) {
            server.start();
            peer.start();
            var station = watching(server, collector, Set.of(View.ADJ_RIB_IN), 1 << 20);
            awaitHeld(collector, View.ADJ_RIB_IN, prefixes);

            collector.reset();
            await().until(() -> collector.connections() == 2);
            awaitHeld(collector, View.ADJ_RIB_IN, prefixes);

            assertThat(collector.newest().getFirst()).isInstanceOf(Initiation.class);
            assertThat(station.report().connections()).isEqualTo(2);
            assertThat(station.report().overflows()).isZero();
            assertThat(collector.isDamaged()).isFalse();
            letGo(server, station);
        }
    }

    @Test
    void aCollectorThatIsLetGoHearsSoLast() throws Exception {
        var prefixes = LoopbackSpeakers.prefixes(3);
        try (var collector = new TestCollector(0, true);
                var server = LoopbackSpeakers.server();
                var peer = LoopbackSpeakers.peer(prefixes)) {
            server.start();
            peer.start();
            var station = watching(server, collector, Set.of(View.ADJ_RIB_IN), 1 << 20);
            awaitHeld(collector, View.ADJ_RIB_IN, prefixes);

            letGo(server, station);

            await().until(() -> collector.newest().getLast() instanceof Termination);
            assertThat(station.report().overflows()).isZero();
            assertThat(collector.isDamaged()).isFalse();
        }
    }

    @Test
    void aCollectorThatDoesNotReadIsCutOffAndHoldsUpNobody() throws Exception {
        var prefixes = LoopbackSpeakers.prefixes(4_000);
        try (var collector = new TestCollector(0, false);
                var server = LoopbackSpeakers.server();
                var peer = LoopbackSpeakers.peer(List.of())) {
            server.start();
            peer.start();
            awaitUp(server);
            var station = watching(server, collector, Set.of(View.ADJ_RIB_IN), 4096);
            await().until(() -> station.report().connected());

            // The kernel takes some; routes go to and fro until the rest does not fit.
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> {
                        boolean all = server.sizes().paths() == prefixes.size();
                        peer.reconfigure(LoopbackSpeakers.peerConfig(all ? List.of() : prefixes));
                        await().until(() -> server.sizes().paths() == (all ? 0 : prefixes.size()));
                        return station.report().overflows() > 0;
                    });
            assertThat(server.sessions().getFirst().flaps()).isZero();

            peer.reconfigure(LoopbackSpeakers.peerConfig(LoopbackSpeakers.prefixes(9)));
            collector.read();
            awaitHeld(collector, View.ADJ_RIB_IN, LoopbackSpeakers.prefixes(9));
            assertThat(collector.isDamaged()).isFalse();
            letGo(server, station);
        }
    }
}
