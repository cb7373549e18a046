package fairlead.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.policy.BuiltIn;
import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.rib.ExportRules.Origination;
import fairlead.bgp.session.PeerState;
import fairlead.bgp.speaker.FamilyOptions.AddPath;
import fairlead.bgp.speaker.FamilyOptions.Exceeding;
import fairlead.bgp.speaker.SimulatedNetwork.Latency;
import fairlead.bgp.wire.AddressFamily;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A route server and a client that tells more prefixes than it may. */
class KeptOutTest {

    private static final IpAddress SERVER = IpAddress.parse("10.1.1.4");
    private static final IpAddress CLIENT = IpAddress.parse("10.1.2.4");
    private static final Readmission HALF_A_MINUTE = new Readmission.After(Duration.ofSeconds(30));

    private final SimulatedNetwork network =
            new SimulatedNetwork(new SplittableRandom(6_1), Latency.STEADY);

    @Test
    void whoTellsTooMuchStaysOutForItsTimeAndComesBackByItself() {
        start(server(2, HALF_A_MINUTE), client(3));
        run(Duration.ofSeconds(5));
        assertThat(session().state()).isEqualTo(PeerState.IDLE);
        var hold = session().idleHold();
        assertThat(hold.reason()).isEqualTo(IdleHold.Reason.PREFIX_LIMIT);
        assertThat(Duration.between(hold.since(), hold.until())).isEqualTo(Duration.ofSeconds(30));
        assertThat(session().lastError())
                .endsWith(
                        "3 prefixes of ipv4-unicast are over the limit of 2; it is kept out for 30"
                                + " s");

        network.reconfigure(client(2));
        run(Duration.ofSeconds(24));
        assertThat(session().flaps()).isEqualTo(1);
        assertThat(session().state()).isEqualTo(PeerState.IDLE);
        run(Duration.ofSeconds(10));
        assertThat(session().state()).isEqualTo(PeerState.ESTABLISHED);
        assertThat(session().idleHold()).isEqualTo(IdleHold.NONE);
    }

    /** Without that it flapped more than once in a second. */
    @Test
    void whoGoesOnTellingTooMuchIsHeardOnceInItsTime() {
        start(server(2, HALF_A_MINUTE), client(3));
        run(Duration.ofSeconds(300));
        assertThat(session().flaps()).isBetween(6L, 10L);
    }

    @Test
    void whoComesWhileItIsKeptOutIsTurnedAwayWithAWord() {
        start(server(2, HALF_A_MINUTE), client(3));
        run(Duration.ofSeconds(20));
        assertThat(network.at(CLIENT).sessions().getFirst().lastError())
                .contains("it sent cease: connection rejected (6/5)");
        assertThat(session().lastError()).as("which is no new error here").contains("limit of 2");
    }

    @Test
    void whoIsKeptOutForGoodIsLetInByAnotherLimitAlone() {
        start(server(2, new Readmission.Never()), client(3));
        run(Duration.ofDays(1));
        assertThat(session().flaps()).isEqualTo(1);
        assertThat(session().idleHold()).matches(IdleHold::isForGood);
        assertThat(network.at(SERVER).session(CLIENT.toString()))
                .get()
                .matches(detail -> detail.timers().dialDue().isEmpty(), "nothing to wait for");

        network.reconfigure(server(2, new Readmission.Never(), rejectingAll()));
        run(Duration.ofMinutes(1));
        assertThat(session().state()).as("other policies").isEqualTo(PeerState.IDLE);

        network.reconfigure(server(3, new Readmission.Never()));
        run(Duration.ofSeconds(10));
        assertThat(session().state()).isEqualTo(PeerState.ESTABLISHED);
    }

    @Test
    void anotherTimeToStayOutLetsItInAsWell() {
        start(server(2, new Readmission.Never()), client(3));
        run(Duration.ofMinutes(5));
        network.reconfigure(client(2));
        network.reconfigure(server(2, HALF_A_MINUTE));
        run(Duration.ofSeconds(10));
        assertThat(session().state()).isEqualTo(PeerState.ESTABLISHED);
    }

    @Test
    void aHigherLimitCostsNoSessionAndOneThatIsPassedAlreadyDoes() {
        start(server(3, HALF_A_MINUTE), client(3));
        run(Duration.ofSeconds(10));
        var since = session().since();
        network.reconfigure(server(4, HALF_A_MINUTE));
        network.reconfigure(client(4));
        run(Duration.ofSeconds(10));
        assertThat(session().since()).as("the same session").isEqualTo(since);
        assertThat(session().counters().heldPrefixes()).isEqualTo(4);

        network.reconfigure(server(3, HALF_A_MINUTE));
        run(Duration.ofSeconds(1));
        assertThat(session().state()).isEqualTo(PeerState.IDLE);
        assertThat(session().lastError()).contains("over the limit of 3");
    }

    /** What it has will not be told, so nobody else has to wait for it (RFC 4724 §4.1). */
    @Test
    void aServerThatStartsAnewDoesNotWaitForWhoIsKeptOut() {
        start(server(2, HALF_A_MINUTE), client(3));
        network.crash(SERVER);
        network.startAgain(server(2, HALF_A_MINUTE), Speaker.Start.RESTARTED);
        assertThat(network.at(SERVER).deferral().orElseThrow().awaited())
                .containsExactly(CLIENT.toString());
        run(Duration.ofSeconds(10));
        assertThat(session().state()).isEqualTo(PeerState.IDLE);
        assertThat(network.at(SERVER).deferral()).isEmpty();
    }

    private void start(SpeakerConfig server, SpeakerConfig client) {
        network.add(server);
        network.add(client);
        network.startAll();
    }

    private void run(Duration span) {
        network.time.run(span);
    }

    private SessionReport session() {
        return network.at(SERVER).sessions().getFirst();
    }

    private static RoutePolicies rejectingAll() {
        return new RoutePolicies(List.of(BuiltIn.NO_POLICY.policy()), List.of());
    }

    private static SpeakerConfig server(int limit, Readmission readmission) {
        return server(limit, readmission, RoutePolicies.NONE);
    }

    private static SpeakerConfig server(
            int limit, Readmission readmission, RoutePolicies policies) {
        var family =
                new FamilyOptions(AddressFamily.IPV4_UNICAST, limit, Exceeding.CEASE, AddPath.NONE);
        var options =
                NeighbourOptions.USUAL
                        .draft()
                        .relation(Relation.ROUTE_SERVER_CLIENT)
                        .families(List.of(family))
                        .readmission(readmission)
                        .restarts(
                                new Restarts(
                                        Restarts.Mode.RESTARTING,
                                        Duration.ofSeconds(60),
                                        Duration.ZERO))
                        .policies(policies)
                        .made();
        var client = new Neighbour(CLIENT.toString(), CLIENT, new Asn(65001), options);
        return RestartingSpeakers.config(
                SERVER, 65000, List.of(client), List.of(), Duration.ofMinutes(4));
    }

    /** One that tells so many prefixes. */
    private static SpeakerConfig client(int prefixes) {
        var restarts = new Restarts(Restarts.Mode.HELPER, Duration.ZERO, Duration.ZERO);
        return RestartingSpeakers.config(
                CLIENT,
                65001,
                List.of(RestartingSpeakers.neighbour(SERVER, 65000, restarts)),
                IntStream.range(0, prefixes)
                        .mapToObj(i -> Prefix.parse("192.0." + i + ".0/24"))
                        .map(prefix -> new Origination(prefix, List.of()))
                        .toList(),
                Duration.ofMinutes(4));
    }
}
