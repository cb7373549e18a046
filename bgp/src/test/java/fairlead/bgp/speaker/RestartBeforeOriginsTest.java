package fairlead.bgp.speaker;

import static fairlead.bgp.speaker.RestartingSpeakers.neighbour;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.policy.Condition.Not;
import fairlead.bgp.policy.Condition.RpkiIs;
import fairlead.bgp.policy.Outcome.Reject;
import fairlead.bgp.policy.Policy;
import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.policy.Rule;
import fairlead.bgp.rib.ExportRules.Origination;
import fairlead.bgp.rpki.RoaChange;
import fairlead.bgp.rpki.RoaTable;
import fairlead.bgp.rpki.Validity;
import fairlead.bgp.rpki.Vrp;
import fairlead.bgp.rpki.VrpSet;
import fairlead.bgp.speaker.SimulatedNetwork.Latency;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A route server that accepts only what the RPKI calls valid starts anew, and has heard of no
 * payload when its clients are back (RFC 4724 §4.1, RFC 6811).
 */
class RestartBeforeOriginsTest {

    private static final IpAddress SERVER = IpAddress.parse("10.1.1.4");
    private static final IpAddress TELLER = IpAddress.parse("10.1.2.4");
    private static final IpAddress LISTENER = IpAddress.parse("10.1.2.5");
    private static final Prefix VALID = Prefix.parse("192.0.2.0/24");
    private static final Prefix UNKNOWN = Prefix.parse("198.51.100.0/24");
    private static final Restarts ASKS =
            new Restarts(Restarts.Mode.RESTARTING, Duration.ofSeconds(60), Duration.ZERO);
    private static final Restarts HELPS =
            new Restarts(Restarts.Mode.HELPER, Duration.ZERO, Duration.ZERO);
    private static final RoutePolicies ONLY_VALID =
            new RoutePolicies(
                    List.of(
                            Policy.of(
                                    "only-valid",
                                    Rule.of(
                                            new Not(new RpkiIs(Validity.VALID)),
                                            new Reject("not valid")))),
                    List.of());
    private static final RoaTable PAYLOADS =
            RoaTable.of(VrpSet.of(List.of(new Vrp(VALID, 24, new Asn(65001)))));
    private static final RoaChange THEY_COME = new RoaChange(PAYLOADS, PAYLOADS);

    private final SimulatedNetwork network =
            new SimulatedNetwork(new SplittableRandom(8210), Latency.STEADY);
    private final ListeningPeer listener = new ListeningPeer(network, LISTENER, SERVER);

    @Test
    void nothingIsToldBeforeItIsKnownWhoMayOriginateWhat() {
        begin();
        startAgain(Speaker.Start.RESTARTED_BEFORE_ORIGINS, ONLY_VALID);
        network.time.run(Duration.ofSeconds(15));
        assertThat(network.at(SERVER).deferral().orElseThrow().awaited())
                .containsExactly("the RPKI caches");
        assertThat(listener.held()).containsExactly(VALID);
        assertThat(listener.ends()).isEqualTo(1);

        network.validate(SERVER, THEY_COME);
        network.time.run(Duration.ofSeconds(1));
        assertThat(listener.ends()).as("that was not all, for what we know").isEqualTo(1);
        network.originsKnown(SERVER);
        network.time.run(Duration.ofSeconds(1));
        assertThat(network.at(SERVER).deferral()).isEmpty();
        assertThat(listener.held()).containsExactly(VALID);
        assertThat(listener.withdrawn()).as("ever").isEmpty();
        assertThat(listener.ends()).isEqualTo(2);
    }

    /** The same with a server that does not know that there is more to come. */
    @Test
    void aServerThatDoesNotWaitTakesFromItsClientsWhatTheyKept() {
        begin();
        startAgain(Speaker.Start.RESTARTED, ONLY_VALID);
        network.time.run(Duration.ofSeconds(15));
        assertThat(listener.held()).isEmpty();
        assertThat(listener.withdrawn()).containsExactly(VALID);
    }

    @Test
    void cachesThatSayNothingAreWaitedForNoLongerThanTheDeferral() {
        begin();
        startAgain(Speaker.Start.RESTARTED_BEFORE_ORIGINS, ONLY_VALID);
        network.time.run(Duration.ofSeconds(29));
        assertThat(listener.held()).containsExactly(VALID);
        network.time.run(Duration.ofSeconds(5));
        assertThat(listener.held()).isEmpty();
        assertThat(network.remarks)
                .contains(
                        "these have not told what they have, and are waited for no longer: the RPKI"
                                + " caches");
    }

    @Test
    void whereNoPolicyAsksForOriginsNobodyWaitsForThem() {
        begin();
        startAgain(Speaker.Start.RESTARTED_BEFORE_ORIGINS, RoutePolicies.NONE);
        network.time.run(Duration.ofSeconds(15));
        assertThat(network.at(SERVER).deferral()).isEmpty();
        assertThat(listener.held()).containsExactly(VALID, UNKNOWN);
    }

    @Test
    void aReloadToPoliciesThatDoNotAskEndsTheWait() {
        begin();
        startAgain(Speaker.Start.RESTARTED_BEFORE_ORIGINS, ONLY_VALID);
        network.time.run(Duration.ofSeconds(15));
        assertThat(listener.ends()).isEqualTo(1);
        network.reconfigure(server(RoutePolicies.NONE));
        network.time.run(Duration.ofSeconds(2));
        assertThat(listener.ends()).isEqualTo(2);
        assertThat(listener.held()).containsExactly(VALID, UNKNOWN);
    }

    @Test
    void nothingIsToldBeforeWhatWasHeardIsJudgedByThem() {
        begin();
        startAgain(Speaker.Start.RESTARTED_BEFORE_ORIGINS, ONLY_VALID);
        network.time.run(Duration.ofSeconds(15));
        var server = network.at(SERVER);
        server.validate(THEY_COME);
        server.originsKnown();
        assertThat(server.routes().learned(TELLER.toString())).isEmpty();
        assertThat(server.deferral()).isPresent();
        while (server.work()) {
            server.done();
        }
        assertThat(server.routes().learned(TELLER.toString())).hasSize(1);
        assertThat(server.deferral()).isEmpty();
    }

    /** Then the caches were faster than the start, as payloads of our own always are. */
    @Test
    void originsThatAreKnownBeforeTheStartAreNotWaitedFor() {
        var deferral = new Deferral();
        deferral.originsKnown();
        deferral.begin(
                Speaker.Start.RESTARTED_BEFORE_ORIGINS, server(ONLY_VALID), network.time.now());
        assertThat(deferral.report().orElseThrow().awaited())
                .containsExactly(TELLER.toString(), LISTENER.toString());
    }

    private void begin() {
        network.add(server(ONLY_VALID));
        network.add(
                config(
                        TELLER,
                        65001,
                        List.of(neighbour(SERVER, 65000, HELPS)),
                        List.of(
                                new Origination(VALID, List.of()),
                                new Origination(UNKNOWN, List.of()))));
        network.add(config(LISTENER, 65002, List.of(neighbour(SERVER, 65000, HELPS)), List.of()));
        network.startAll();
        network.validate(SERVER, THEY_COME);
        network.time.run(Duration.ofSeconds(10));
        assertThat(listener.held()).containsExactly(VALID);
    }

    private void startAgain(Speaker.Start how, RoutePolicies policies) {
        network.crash(SERVER);
        network.time.run(Duration.ofSeconds(5));
        network.startAgain(server(policies), how);
    }

    private static SpeakerConfig server(RoutePolicies policies) {
        var teller = neighbour(TELLER, 65001, ASKS);
        return config(
                SERVER,
                65000,
                List.of(
                        new Neighbour(
                                teller.name(),
                                teller.address(),
                                teller.asn(),
                                teller.options().draft().policies(policies).made()),
                        neighbour(LISTENER, 65002, ASKS)),
                List.of());
    }

    private static SpeakerConfig config(
            IpAddress address, long asn, List<Neighbour> neighbours, List<Origination> originated) {
        return RestartingSpeakers.config(
                address, asn, neighbours, originated, Duration.ofSeconds(30));
    }
}
