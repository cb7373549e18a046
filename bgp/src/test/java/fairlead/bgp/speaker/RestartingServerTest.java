package fairlead.bgp.speaker;

import static fairlead.bgp.speaker.RestartingSpeakers.neighbour;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.rib.ExportRules.Origination;
import fairlead.bgp.session.Offer;
import fairlead.bgp.speaker.SimulatedNetwork.Latency;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.Capability.GracefulRestart;
import fairlead.bgp.wire.Decoded;
import fairlead.bgp.wire.Octets;
import fairlead.bgp.wire.SessionShape;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A route server goes away and comes back; its clients keep what it told (RFC 4724 §4.1). */
class RestartingServerTest {

    private static final IpAddress SERVER = IpAddress.parse("10.1.1.4");
    private static final IpAddress TELLER = IpAddress.parse("10.1.2.4");
    private static final IpAddress LISTENER = IpAddress.parse("10.1.2.5");
    private static final Prefix TOLD = Prefix.parse("192.0.2.0/24");
    private static final Restarts ASKS =
            new Restarts(Restarts.Mode.RESTARTING, Duration.ofSeconds(60), Duration.ZERO);
    private static final Restarts HELPS =
            new Restarts(Restarts.Mode.HELPER, Duration.ZERO, Duration.ZERO);

    private final SimulatedNetwork network =
            new SimulatedNetwork(new SplittableRandom(4724), Latency.STEADY);
    private final ListeningPeer listener = new ListeningPeer(network, LISTENER, SERVER);

    private Octets serversOpen = Octets.NONE;

    @Test
    void whatAServerToldStaysWhileItStartsAnewAndIsToldAgainWithOneEndOfRib() {
        begin(ASKS, HELPS);
        network.crash(SERVER);
        network.time.run(Duration.ofSeconds(20));
        assertThat(listener.held()).as("while it is away").containsExactly(TOLD);

        startAgain(Speaker.Start.RESTARTED);
        network.time.run(Duration.ofSeconds(20));

        assertThat(listener.held()).containsExactly(TOLD);
        assertThat(listener.withdrawn()).isEmpty();
        assertThat(listener.ends()).as("End-of-RIB of each of two sessions").isEqualTo(2);
        assertThat(network.remarks.getLast()).isEqualTo("the restart is over: routes are told");
        network.time.run(Duration.ofMinutes(10));
        assertThat(listener.held()).as("nothing was stale any more").containsExactly(TOLD);
    }

    /** The same with a server that knows nothing of its own restart. */
    @Test
    void aServerThatDoesNotWaitTakesRoutesFromThoseWhoKeptThem() {
        begin(ASKS, HELPS);
        startAgainWithoutTeller(Speaker.Start.FRESH);
        network.time.run(Duration.ofSeconds(10));
        assertThat(listener.held()).isEmpty();
        assertThat(listener.withdrawn()).containsExactly(TOLD);
    }

    @Test
    void nobodyIsToldAnythingBeforeAllHaveToldWhatTheyHave() {
        begin(ASKS, HELPS);
        startAgainWithoutTeller(Speaker.Start.RESTARTED);
        network.time.run(Duration.ofSeconds(15));

        assertThat(offeredByServer().restarted()).as("R bit").isTrue();
        assertThat(offeredByServer().families())
                .as("F bits")
                .isNotEmpty()
                .allMatch(GracefulRestart.Family::forwarding);
        assertThat(listener.held()).containsExactly(TOLD);
        assertThat(listener.ends()).isEqualTo(1);
        assertThat(network.at(SERVER).sessions())
                .allMatch(session -> session.counters().advertisedPrefixes() == 0);
        assertThat(network.at(SERVER).deferral())
                .hasValueSatisfying(deferral -> {
                    assertThat(deferral.awaited()).containsExactly(TELLER.toString());
                    assertThat(deferral.until())
                            .isEqualTo(network.time.now().plus(Duration.ofSeconds(30 - 15)));
                });

        network.startAgain(teller(HELPS), Speaker.Start.FRESH);
        network.time.run(Duration.ofSeconds(15));
        assertThat(listener.held()).containsExactly(TOLD);
        assertThat(listener.withdrawn()).isEmpty();
        assertThat(listener.ends()).isEqualTo(2);
        assertThat(network.at(SERVER).deferral()).isEmpty();
    }

    @Test
    void whoDoesNotComeBackIsWaitedForNoLongerThanTheDeferral() {
        begin(ASKS, HELPS);
        startAgainWithoutTeller(Speaker.Start.RESTARTED);
        network.time.run(Duration.ofSeconds(29));
        assertThat(listener.held()).containsExactly(TOLD);
        network.time.run(Duration.ofSeconds(5));
        assertThat(listener.held()).isEmpty();
        assertThat(network.remarks)
                .contains(
                        "these have not told what they have, and are waited for no longer: 10.1.2.4");
    }

    /** Else two who start anew would wait for one another (RFC 4724 §4.1). */
    @Test
    void whoHasStartedAnewItselfIsNotWaitedFor() {
        begin(ASKS, ASKS);
        network.crash(SERVER);
        network.crash(TELLER);
        network.crash(LISTENER);
        network.time.run(Duration.ofSeconds(5));
        startAgain(Speaker.Start.RESTARTED);
        network.startAgain(teller(ASKS), Speaker.Start.RESTARTED);
        network.startAgain(listener(ASKS), Speaker.Start.RESTARTED);
        network.time.run(Duration.ofSeconds(15));
        assertThat(listener.held()).containsExactly(TOLD);
    }

    @Test
    void whoSpeaksOfNoRestartsIsNotWaitedFor() {
        begin(ASKS, Restarts.NONE);
        network.crash(SERVER);
        network.time.run(Duration.ofSeconds(5));
        assertThat(listener.held()).isEmpty();
        startAgain(Speaker.Start.RESTARTED);
        network.time.run(Duration.ofSeconds(15));
        assertThat(listener.held()).containsExactly(TOLD);
    }

    @Test
    void whoAsksNobodyToKeepItsRoutesWaitsForNobody() {
        begin(HELPS, HELPS);
        network.crash(SERVER);
        network.crash(TELLER);
        network.time.run(Duration.ofSeconds(5));
        network.startAgain(server(HELPS), Speaker.Start.RESTARTED);
        network.time.run(Duration.ofSeconds(10));
        assertThat(listener.ends()).isEqualTo(2);
        assertThat(network.remarks).isEmpty();
    }

    @Test
    void theRestartIsNoMoreSpokenOfWhenItIsOver() {
        begin(ASKS, HELPS);
        network.crash(SERVER);
        network.time.run(Duration.ofSeconds(5));
        startAgain(Speaker.Start.RESTARTED);
        network.time.run(Duration.ofSeconds(20));
        assertThat(offeredByServer().restarted()).isTrue();
        network.crash(LISTENER);
        network.time.run(Duration.ofSeconds(2));
        network.startAgain(listener(HELPS), Speaker.Start.FRESH);
        watchTheListener();
        network.time.run(Duration.ofSeconds(15));
        assertThat(offeredByServer().restarted()).isFalse();
        assertThat(listener.held()).containsExactly(TOLD);
    }

    @Test
    void whoLeavesIsWaitedForAndWhoStopsIsNot() {
        begin(ASKS, HELPS);
        network.leave(SERVER);
        network.time.run(Duration.ofSeconds(40));
        assertThat(listener.held()).as("as long as it asked for").containsExactly(TOLD);
        network.time.run(Duration.ofSeconds(30));
        assertThat(listener.held()).as("no longer than that").isEmpty();

        startAgain(Speaker.Start.RESTARTED);
        network.time.run(Duration.ofSeconds(15));
        assertThat(listener.held()).containsExactly(TOLD);
        network.stop(SERVER);
        network.time.run(Duration.ofSeconds(2));
        assertThat(listener.held()).isEmpty();
    }

    @Test
    void oneWhoIsTakenOutOfTheConfigurationIsWaitedForNoLonger() {
        begin(ASKS, HELPS);
        startAgainWithoutTeller(Speaker.Start.RESTARTED);
        network.time.run(Duration.ofSeconds(10));
        assertThat(listener.ends()).isEqualTo(1);
        network.reconfigure(
                config(SERVER, 65000, List.of(neighbour(LISTENER, 65002, ASKS)), List.of()));
        network.time.run(Duration.ofSeconds(2));
        assertThat(listener.ends()).isEqualTo(2);
        assertThat(listener.held()).isEmpty();
    }

    @Test
    void aReloadThatChangesANeighbourWaitsForItStill() {
        begin(ASKS, HELPS);
        startAgainWithoutTeller(Speaker.Start.RESTARTED);
        network.time.run(Duration.ofSeconds(10));
        assertThat(listener.ends()).isEqualTo(1);
        var another = new Restarts(Restarts.Mode.RESTARTING, Duration.ofSeconds(90), Duration.ZERO);
        var neighbours =
                List.of(neighbour(TELLER, 65001, another), neighbour(LISTENER, 65002, ASKS));
        network.reconfigure(config(SERVER, 65000, neighbours, List.of()));
        network.time.run(Duration.ofSeconds(2));
        assertThat(listener.held()).containsExactly(TOLD);
    }

    private void begin(Restarts servers, Restarts clients) {
        network.add(server(servers));
        network.add(teller(clients));
        network.add(listener(clients));
        watchTheListener();
        network.startAll();
        network.time.run(Duration.ofSeconds(10));
        assertThat(listener.held()).containsExactly(TOLD);
    }

    /** Server and teller crash, and the server alone comes back. */
    private void startAgainWithoutTeller(Speaker.Start how) {
        network.crash(SERVER);
        network.crash(TELLER);
        network.time.run(Duration.ofSeconds(5));
        startAgain(how);
    }

    private void startAgain(Speaker.Start how) {
        network.startAgain(server(ASKS), how);
    }

    private void watchTheListener() {
        network.at(LISTENER)
                .watch(
                        new Watch() {
                            @Override
                            public void up(WatchedSession session, Instant now) {
                                serversOpen = session.receivedOpen();
                            }
                        },
                        network.time.now());
    }

    /** What the server's OPEN said in the last session with the listener. */
    private GracefulRestart offeredByServer() {
        if (BgpCodec.decode(serversOpen.toArray(), SessionShape.of(AsWidth.FOUR))
                        instanceof Decoded.Ok(var message, var _)
                && message instanceof BgpMessage.Open open) {
            return new Offer(open.capabilities()).find(GracefulRestart.class).orElseThrow();
        }
        throw new AssertionError("no session");
    }

    private static SpeakerConfig server(Restarts restarts) {
        return config(
                SERVER,
                65000,
                List.of(neighbour(TELLER, 65001, restarts), neighbour(LISTENER, 65002, restarts)),
                List.of());
    }

    private static SpeakerConfig teller(Restarts restarts) {
        return config(
                TELLER,
                65001,
                List.of(neighbour(SERVER, 65000, restarts)),
                List.of(new Origination(TOLD, List.of())));
    }

    private static SpeakerConfig listener(Restarts restarts) {
        return config(LISTENER, 65002, List.of(neighbour(SERVER, 65000, restarts)), List.of());
    }

    private static SpeakerConfig config(
            IpAddress address, long asn, List<Neighbour> neighbours, List<Origination> originated) {
        return RestartingSpeakers.config(
                address, asn, neighbours, originated, Duration.ofSeconds(30));
    }
}
