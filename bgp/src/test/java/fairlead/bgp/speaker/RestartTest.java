package fairlead.bgp.speaker;

import static fairlead.bgp.speaker.RestartingSpeakers.neighbour;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.rib.AdvertisedRoute;
import fairlead.bgp.rib.ExportRules.Origination;
import fairlead.bgp.rib.HeardRoute;
import fairlead.bgp.session.PeerState;
import fairlead.bgp.speaker.FamilyOptions.Exceeding;
import fairlead.bgp.speaker.SimulatedNetwork.Latency;
import fairlead.bgp.wire.Community;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A client of a route server goes away and comes back; another one watches (RFC 4724, RFC 9494).
 */
class RestartTest {

    private static final IpAddress SERVER = IpAddress.parse("10.1.1.4");
    private static final IpAddress LEAVER = IpAddress.parse("10.1.2.4");
    private static final IpAddress WATCHER = IpAddress.parse("10.1.2.5");
    private static final Prefix KEPT = Prefix.parse("192.0.2.0/24");
    private static final Prefix DROPPED = Prefix.parse("198.51.100.0/24");
    private static final Duration AWAY = Duration.ofSeconds(60);
    private static final Restarts RESTARTS =
            new Restarts(Restarts.Mode.RESTARTING, AWAY, Duration.ofSeconds(600));

    /** The server, and one more who never comes. */
    private static final List<Neighbour> ABSENT =
            List.of(
                    neighbour(SERVER, 65000, RESTARTS),
                    neighbour(IpAddress.parse("10.1.2.6"), 65003, RESTARTS));

    private final SimulatedNetwork network =
            new SimulatedNetwork(new SplittableRandom(4724), Latency.STEADY);

    @Test
    void withoutGracefulRestartRoutesGoWithTheSession() {
        start(Restarts.NONE);
        leave();
        assertThat(heardByWatcher()).isEmpty();
    }

    @Test
    void routesOfOneWhoLeavesStayUntilHeMustBeBack() {
        start(helper(Duration.ZERO));
        leave();
        assertThat(heardByWatcher()).containsExactly(KEPT, DROPPED);
        network.time.run(Duration.ofSeconds(40));
        assertThat(heardByWatcher()).containsExactly(KEPT, DROPPED);
        network.time.run(Duration.ofSeconds(30));
        assertThat(heardByWatcher()).isEmpty();
    }

    @Test
    void oneWhoIsBackKeepsWhatHeTellsAgainAndLosesTheRest() {
        start(helper(Duration.ZERO));
        leave();
        network.reconfigure(leaver(List.of(), KEPT));
        network.unsilence(LEAVER);
        network.time.run(Duration.ofSeconds(20));
        assertThat(heardByWatcher()).containsExactly(KEPT);
        network.time.run(Duration.ofMinutes(10));
        assertThat(heardByWatcher()).containsExactly(KEPT);
    }

    /** Who is back and tells no End-of-RIB has six minutes for all it has (RFC 4724 §4.2). */
    @Test
    void oneWhoIsBackAndNeverSaysThatHeHasToldAllLosesTheRestInTheEnd() {
        start(helper(Duration.ZERO));
        leave();
        // He waits for somebody himself, and tells nothing meanwhile.
        network.startAgain(leaver(ABSENT, List.of(), KEPT), Speaker.Start.RESTARTED);
        network.time.run(Duration.ofMinutes(5));
        assertThat(heardByWatcher()).containsExactly(KEPT, DROPPED);
        network.time.run(Duration.ofMinutes(2));
        assertThat(heardByWatcher()).isEmpty();
    }

    /** His number in the tables is nobody's, or somebody else's, by then. */
    @Test
    void whatWasToComeInASessionThatEndedIsWaitedForNoLonger() {
        start(helper(Duration.ZERO));
        leave();
        network.startAgain(leaver(ABSENT, List.of(), KEPT), Speaker.Start.RESTARTED);
        network.time.run(Duration.ofSeconds(20));
        network.stop(LEAVER);
        network.time.run(Duration.ofSeconds(5));
        assertThat(heardByWatcher()).as("he said goodbye").isEmpty();
        network.time.run(Duration.ofMinutes(10));
        assertThat(heardByWatcher()).isEmpty();
    }

    /** RFC 4724 §5: that he connects says as much as the end of the old connection would. */
    @Test
    void oneWhoIsBackBeforeHisEndWasNoticedTakesOverFromHisOldSession() {
        var since = startAndFallSilent(Duration.ofSeconds(15));
        var neighbours = List.of(neighbour(SERVER, 65000, RESTARTS));
        network.startAgain(leaver(neighbours, List.of(), KEPT), Speaker.Start.RESTARTED);
        network.time.run(Duration.ofSeconds(4));
        assertThat(session().state()).isEqualTo(PeerState.ESTABLISHED);
        assertThat(session().since()).isAfter(since);
        var reset = network.at(SERVER).session(LEAVER.toString()).orElseThrow().lastReset();
        assertThat(reset.orElseThrow().by()).isEqualTo(LastReset.By.CONNECTION);
        assertThat(reset.orElseThrow().why()).isEqualTo("it has connected anew");
        assertThat(heardByWatcher()).containsExactly(KEPT);
        assertThat(withdrawnFromWatcher()).containsExactly(DROPPED);
    }

    @Test
    void oneWhoConnectsAgainAndSpeaksOfNoRestartsTakesNothingOver() {
        var since = startAndFallSilent(Duration.ofSeconds(15));
        var neighbours = List.of(neighbour(SERVER, 65000, Restarts.NONE));
        network.startAgain(leaver(neighbours, List.of(), KEPT), Speaker.Start.FRESH);
        network.time.run(Duration.ofSeconds(4));
        assertThat(session().since()).as("the old one").isEqualTo(since);
        network.time.run(Duration.ofSeconds(20));
        assertThat(session().state()).isEqualTo(PeerState.ESTABLISHED);
        assertThat(heardByWatcher()).containsExactly(KEPT);
    }

    /** Both may have dialled, and one connection was slow. */
    @Test
    void aSecondConnectionOfASessionThatHasJustBegunIsACollision() {
        var since = startAndFallSilent(Duration.ZERO);
        var neighbours = List.of(neighbour(SERVER, 65000, RESTARTS));
        network.startAgain(leaver(neighbours, List.of(), KEPT), Speaker.Start.RESTARTED);
        network.time.run(Duration.ofSeconds(2));
        assertThat(session().since()).isEqualTo(since);
        assertThat(session().state()).isEqualTo(PeerState.ESTABLISHED);
    }

    /** Returns since when the session stands of which the other end is no more. */
    private Instant startAndFallSilent(Duration after) {
        start(helper(Duration.ZERO));
        network.time.run(after);
        var since = session().since();
        network.silence(LEAVER);
        network.time.run(Duration.ofSeconds(2));
        return since;
    }

    private SessionReport session() {
        return network.at(SERVER).sessions().getFirst();
    }

    private List<Prefix> withdrawnFromWatcher() {
        return network.told(WATCHER).stream()
                .flatMap(event ->
                        event instanceof SpeakerEvent.RoutesHeard heard
                                ? heard.withdrawn().stream()
                                : Stream.of())
                .toList();
    }

    /** What he told before is no reason to end the session in which he tells it again. */
    @Test
    void oneWhoIsBackWithOtherRoutesIsNotOverHisLimitWithBoth() {
        start(helper(Duration.ZERO), 2);
        leave();
        var others = List.of(Prefix.parse("203.0.113.0/25"), Prefix.parse("203.0.113.128/25"));
        network.reconfigure(leaver(List.of(), others.toArray(Prefix[]::new)));
        network.unsilence(LEAVER);
        network.time.run(Duration.ofSeconds(20));
        assertThat(heardByWatcher()).containsExactlyElementsOf(others);
        assertThat(network.at(SERVER).sessions().getFirst().flaps()).isEqualTo(1);
    }

    @Test
    void whatIsKeptForLongIsMarkedAndGoesAtLast() {
        start(helper(Duration.ofSeconds(300)));
        leave();
        network.time.run(Duration.ofSeconds(80));
        assertThat(toldToWatcher())
                .extracting(AdvertisedRoute::communities)
                .containsOnly(List.of(Community.of(0xffff, 6)));
        network.time.run(Duration.ofSeconds(300));
        assertThat(heardByWatcher()).isEmpty();
    }

    /** RFC 9494 §4.2: the ordinary F bit says nothing of routes that are a last resort. */
    @Test
    void oneWhoIsBackLateAndSpeaksOfNoLongRestartsLosesWhatWasALastResort() {
        start(helper(Duration.ofSeconds(300)));
        leave();
        network.time.run(Duration.ofSeconds(80));
        assertThat(heardByWatcher()).containsExactly(KEPT, DROPPED);
        var ordinary = new Restarts(Restarts.Mode.RESTARTING, AWAY, Duration.ZERO);
        var neighbours = List.of(neighbour(SERVER, 65000, ordinary), ABSENT.getLast());
        network.startAgain(leaver(neighbours, List.of(), KEPT), Speaker.Start.RESTARTED);
        network.time.run(Duration.ofSeconds(10));
        assertThat(heardByWatcher()).isEmpty();
    }

    @Test
    void whatMustNotBeKeptForLongGoesWhenTheOrdinaryTimeIsOver() {
        start(helper(Duration.ofSeconds(300)), Community.of(0xffff, 7));
        leave();
        assertThat(heardByWatcher()).containsExactly(KEPT, DROPPED);
        network.time.run(Duration.ofSeconds(80));
        assertThat(heardByWatcher()).isEmpty();
    }

    @Test
    void oneWhoIsTakenOutOfTheConfigurationLosesWhatWasKept() {
        start(helper(Duration.ZERO));
        leave();
        network.reconfigure(
                config(
                        SERVER,
                        65000,
                        List.of(neighbour(WATCHER, 65002, helper(Duration.ZERO))),
                        List.of()));
        network.time.run(Duration.ofSeconds(5));
        assertThat(heardByWatcher()).isEmpty();
    }

    private void start(Restarts restarts, Community... communities) {
        start(restarts, FamilyOptions.UNLIMITED, communities);
    }

    private void start(Restarts restarts, int limit, Community... communities) {
        network.add(
                config(
                        SERVER,
                        65000,
                        List.of(
                                limited(neighbour(LEAVER, 65001, restarts), limit),
                                neighbour(WATCHER, 65002, restarts)),
                        List.of()));
        network.add(leaver(List.of(communities), KEPT, DROPPED));
        network.add(
                config(
                        WATCHER,
                        65002,
                        List.of(neighbour(SERVER, 65000, Restarts.NONE)),
                        List.of()));
        network.startAll();
        network.time.run(Duration.ofSeconds(5));
        assertThat(heardByWatcher()).containsExactly(KEPT, DROPPED);
    }

    private static Neighbour limited(Neighbour neighbour, int limit) {
        var families =
                neighbour.options().families().stream()
                        .map(one ->
                                new FamilyOptions(
                                        one.family(), limit, Exceeding.CEASE, one.addPath()))
                        .toList();
        return new Neighbour(
                neighbour.name(),
                neighbour.address(),
                neighbour.asn(),
                neighbour.options().draft().families(families).made());
    }

    /** Nothing comes from him any more; his session is found dead by the hold timer. */
    private void leave() {
        network.silence(LEAVER);
        network.time.run(Duration.ofSeconds(12));
    }

    private List<Prefix> heardByWatcher() {
        return network.at(WATCHER).routes().learned(SERVER.toString()).stream()
                .map(HeardRoute::prefix)
                .toList();
    }

    private List<AdvertisedRoute> toldToWatcher() {
        return network.at(SERVER).routes().advertised(WATCHER.toString());
    }

    private static Restarts helper(Duration longLived) {
        return new Restarts(Restarts.Mode.HELPER, Duration.ZERO, longLived);
    }

    private static SpeakerConfig leaver(List<Community> communities, Prefix... prefixes) {
        return leaver(List.of(neighbour(SERVER, 65000, RESTARTS)), communities, prefixes);
    }

    private static SpeakerConfig leaver(
            List<Neighbour> neighbours, List<Community> communities, Prefix... prefixes) {
        return config(
                LEAVER,
                65001,
                neighbours,
                Stream.of(prefixes).map(p -> new Origination(p, communities)).toList());
    }

    private static SpeakerConfig config(
            IpAddress address, long asn, List<Neighbour> neighbours, List<Origination> originated) {
        return RestartingSpeakers.config(address, asn, neighbours, originated, Duration.ofHours(1));
    }
}
