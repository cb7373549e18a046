package fairlead.bgp.speaker;

import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.rib.AdvertisedRoute;
import fairlead.bgp.rib.ExportRules;
import fairlead.bgp.rib.ExportRules.Origination;
import fairlead.bgp.rib.ExportRules.Reflection;
import fairlead.bgp.rib.HeardRoute;
import fairlead.bgp.rib.ImportRules;
import fairlead.bgp.session.PeerState;
import fairlead.bgp.speaker.SimulatedNetwork.Latency;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A route server and its clients, who are cut off, fall silent, stop reading and change their
 * minds, on virtual time, from one seed: {@code -Dprop.seed=N} runs one again.
 */
class RouteServerSimulationTest {

    private static final IpAddress SERVER = IpAddress.parse("10.1.1.4");
    private static final int CLIENTS = 4;
    private static final int PREFIXES = 6;

    @Test
    void whateverHappensTheServerTellsEachTheBestOfWhatTheOthersTellIt() {
        forAll(
                500,
                SplittableRandom::nextLong,
                seed -> {
                    var dice = new SplittableRandom(seed);
                    var network = network(dice);
                    for (int round = 0; round < 20; round++) {
                        event(network, dice);
                        network.time.run(Duration.ofMillis(dice.nextInt(1, 6000)));
                        noRouteOfADeadPeer(network);
                        whatIsToldIsBest(network);
                    }
                    IntStream.range(0, CLIENTS)
                            .forEach(i -> {
                                network.unsilence(client(i));
                                network.unstall(client(i));
                            });
                    network.unsilence(SERVER);
                    // A connection that died before its OPEN came is given up after four minutes.
                    network.time.run(Duration.ofMinutes(6));
                    assertThat(network.at(SERVER).sessions())
                            .extracting(SessionReport::state)
                            .containsOnly(PeerState.ESTABLISHED);
                    noRouteOfADeadPeer(network);
                    whatIsToldIsBest(network);
                    whatIsToldIsHeard(network);
                });
    }

    private static void event(SimulatedNetwork network, SplittableRandom dice) {
        var client = client(dice.nextInt(CLIENTS));
        switch (dice.nextInt(9)) {
            case 0 -> network.breakOne();
            case 1 -> network.silence(client);
            case 2 -> network.unsilence(client);
            case 3, 4 -> network.stall(client);
            case 5 -> network.unstall(client);
            default -> {
                int number = dice.nextInt(CLIENTS);
                network.reconfigure(client(number, dice.nextInt(1 << PREFIXES)));
            }
        }
    }

    private static void noRouteOfADeadPeer(SimulatedNetwork network) {
        var server = network.at(SERVER);
        for (var session : server.sessions()) {
            if (session.state() != PeerState.ESTABLISHED) {
                assertThat(server.routes().learned(session.neighbour().name()))
                        .as("routes of %s", session)
                        .isEmpty();
                assertThat(server.routes().advertised(session.neighbour().name())).isEmpty();
            }
        }
    }

    /** All clients' paths are alike but for who tells them: the lowest router id wins. */
    private static void whatIsToldIsBest(SimulatedNetwork network) {
        var server = network.at(SERVER).routes();
        Map<Prefix, String> best = new TreeMap<>();
        for (int i = 0; i < CLIENTS; i++) {
            var name = client(i).toString();
            server.learned(name).forEach(route -> best.putIfAbsent(route.prefix(), name));
        }
        for (var session : network.at(SERVER).sessions()) {
            if (session.state() == PeerState.ESTABLISHED) {
                var name = session.neighbour().name();
                var wanted = new ArrayList<Prefix>();
                best.forEach((prefix, by) -> {
                    if (!by.equals(name)) {
                        wanted.add(prefix);
                    }
                });
                assertThat(server.advertised(name))
                        .extracting(AdvertisedRoute::prefix)
                        .as("told to %s", name)
                        .isEqualTo(wanted);
            }
        }
    }

    private static void whatIsToldIsHeard(SimulatedNetwork network) {
        for (int i = 0; i < CLIENTS; i++) {
            assertThat(network.at(client(i)).routes().learned(SERVER.toString()))
                    .extracting(HeardRoute::prefix)
                    .as("heard by %s", client(i))
                    .isEqualTo(
                            network.at(SERVER).routes().advertised(client(i).toString()).stream()
                                    .map(AdvertisedRoute::prefix)
                                    .toList());
        }
    }

    private static SimulatedNetwork network(SplittableRandom dice) {
        var network = new SimulatedNetwork(dice.split(), Latency.WILD);
        network.add(
                config(
                        SERVER,
                        65000,
                        IntStream.range(0, CLIENTS)
                                .mapToObj(i -> neighbour(client(i), 65001 + i))
                                .toList(),
                        List.of()));
        for (int i = 0; i < CLIENTS; i++) {
            network.add(client(i, 1 + dice.nextInt(1 << PREFIXES)));
        }
        network.startAll();
        return network;
    }

    private static SpeakerConfig client(int i, int bits) {
        return config(
                client(i),
                65001 + i,
                List.of(neighbour(SERVER, 65000)),
                IntStream.range(0, PREFIXES)
                        .filter(p -> (bits & 1 << p) != 0)
                        .mapToObj(p -> Prefix.parse("192.0." + p + ".0/24"))
                        .toList());
    }

    private static SpeakerConfig config(
            IpAddress address, long asn, List<Neighbour> neighbours, List<Prefix> originated) {
        return new SpeakerConfig(
                address.toString(),
                new LocalEnd(new Asn(asn), address, address, LocalEnd.BGP),
                new Timing(Duration.ofSeconds(9), Duration.ofSeconds(1), Duration.ofSeconds(5)),
                neighbours,
                ImportRules.ALL,
                new ExportRules(
                        originated.stream().map(p -> new Origination(p, List.of())).toList(),
                        new Reflection.On(List.of())),
                Profile.ROUTE_SERVER);
    }

    private static Neighbour neighbour(IpAddress address, long asn) {
        return new Neighbour(
                address.toString(),
                address,
                new Asn(asn),
                NeighbourOptions.USUAL.draft().relation(Relation.ROUTE_SERVER_CLIENT).made());
    }

    private static IpAddress client(int i) {
        return IpAddress.parse("10.1.2." + (4 + i));
    }
}
