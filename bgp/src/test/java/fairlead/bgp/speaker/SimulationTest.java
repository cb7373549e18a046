package fairlead.bgp.speaker;

import static fairlead.testkit.ForAll.forAll;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.rib.AdvertisedRoute;
import fairlead.bgp.rib.ExportRules;
import fairlead.bgp.rib.ExportRules.Origination;
import fairlead.bgp.rib.ExportRules.Reflection;
import fairlead.bgp.rib.HeardRoute;
import fairlead.bgp.rib.ImportRules;
import fairlead.bgp.session.PeerState;
import fairlead.bgp.speaker.SimulatedNetwork.Latency;
import fairlead.bgp.speaker.SpeakerEvent.RoutesHeard;
import fairlead.bgp.wire.Community;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Two instances of a Route Server and some appliances, with faults, on virtual time, from one seed.
 */
class SimulationTest {

    private static final int APPLIANCES = 4;
    private static final List<IpAddress> SERVERS =
            List.of(IpAddress.parse("10.1.1.4"), IpAddress.parse("10.1.1.5"));

    @Test
    void withoutFaultsEverybodyIsUpWithinASecond() {
        forAll(
                100,
                dice -> dice.nextLong(),
                seed -> {
                    var network = network(new SplittableRandom(seed), Latency.STEADY);
                    network.time.run(Duration.ofSeconds(1));
                    assertAllUp(network);
                });
    }

    @Test
    void afterAnyFaultsAllAgreeAgainAndNobodyWasUpTwice() {
        forAll(
                200,
                dice -> dice.nextLong(),
                seed -> {
                    var dice = new SplittableRandom(seed);
                    var network = network(dice.split(), Latency.WILD);
                    for (int round = 0; round < 25; round++) {
                        fault(network, dice);
                        network.time.run(Duration.ofMillis(dice.nextInt(1, 8000)));
                    }
                    SERVERS.forEach(network::unsilence);
                    IntStream.range(0, APPLIANCES)
                            .forEach(i -> {
                                network.unsilence(appliance(i));
                                network.reconfigure(applianceConfig(i, 2));
                            });
                    // A connection that died before its OPEN came is given up after four minutes
                    // (the large hold time of RFC 4271 §8.2.2), and only then tried anew.
                    network.time.run(Duration.ofMinutes(6));
                    assertAllUp(network);
                    assertWhatIsToldIsHeard(network);
                    assertEventsAddUp(network);
                });
    }

    private static void fault(SimulatedNetwork network, SplittableRandom dice) {
        int i = dice.nextInt(APPLIANCES);
        switch (dice.nextInt(6)) {
            case 0, 1 -> network.breakOne();
            case 2 -> network.silence(appliance(i));
            case 3 -> network.unsilence(appliance(i));
            case 4 -> network.silence(SERVERS.get(dice.nextInt(2)));
            default -> {
                SERVERS.forEach(network::unsilence);
                network.reconfigure(applianceConfig(i, dice.nextInt(4)));
            }
        }
    }

    private static void assertAllUp(SimulatedNetwork network) {
        network.instances.forEach((address, instance) ->
                assertThat(instance.sessions())
                        .allSatisfy(report ->
                                assertThat(report.state())
                                        .as("%s: %s", address, report)
                                        .isEqualTo(PeerState.ESTABLISHED)));
    }

    private static void assertWhatIsToldIsHeard(SimulatedNetwork network) {
        network.instances.forEach((address, instance) -> {
            for (var neighbour : instance.config().neighbours()) {
                var other = network.at(neighbour.address());
                var told =
                        other.routes().advertised(address.toString()).stream()
                                .collect(
                                        toMap(
                                                AdvertisedRoute::prefix,
                                                AdvertisedRoute::attributes));
                var heard =
                        Stream.concat(
                                        instance.routes().learned(neighbour.name()).stream(),
                                        instance.routes().rejected(neighbour.name()).stream()
                                                .map(r -> r.route()))
                                .collect(toMap(HeardRoute::prefix, HeardRoute::attributes));
                assertThat(heard).as("%s from %s", address, neighbour).isEqualTo(told);
            }
        });
    }

    /** Whoever only listened to the first server's events knows what it has learned. */
    private static void assertEventsAddUp(SimulatedNetwork network) {
        for (int i = 0; i < APPLIANCES; i++) {
            var name = appliance(i).toString();
            Map<Prefix, HeardRoute> known = new TreeMap<>();
            network.told(SERVERS.getFirst()).stream()
                    .filter(RoutesHeard.class::isInstance)
                    .map(RoutesHeard.class::cast)
                    .filter(event -> event.neighbour().equals(name))
                    .forEach(event -> {
                        event.withdrawn().forEach(known::remove);
                        event.rejected().forEach(r -> known.remove(r.route().prefix()));
                        event.accepted().forEach(r -> known.put(r.prefix(), r));
                    });
            assertThat(List.copyOf(known.values()))
                    .isEqualTo(network.at(SERVERS.getFirst()).routes().learned(name));
        }
    }

    private static SimulatedNetwork network(SplittableRandom dice, Latency latency) {
        var network = new SimulatedNetwork(dice, latency);
        SERVERS.forEach(server ->
                network.add(
                        config(
                                server,
                                65515,
                                IntStream.range(0, APPLIANCES)
                                        .mapToObj(i -> neighbour(appliance(i), 65001 + i / 2))
                                        .toList(),
                                List.of(Prefix.parse("10.1.0.0/16")),
                                new Reflection.On(List.of(Community.parse("65517:65517"))))));
        for (int i = 0; i < APPLIANCES; i++) {
            network.add(applianceConfig(i, 1 + i % 2));
        }
        network.startAll();
        return network;
    }

    private static SpeakerConfig applianceConfig(int i, int prefixes) {
        var originated =
                IntStream.range(0, prefixes)
                        .mapToObj(p -> Prefix.parse("10." + (100 + p * (1 + i % 2)) + ".0.0/16"))
                        .distinct()
                        .toList();
        return config(
                appliance(i),
                65001 + i / 2,
                SERVERS.stream().map(server -> neighbour(server, 65515)).toList(),
                originated,
                new Reflection.Off());
    }

    private static SpeakerConfig config(
            IpAddress address,
            long asn,
            List<Neighbour> neighbours,
            List<Prefix> originated,
            Reflection reflection) {
        return new SpeakerConfig(
                address.toString(),
                new LocalEnd(new Asn(asn), address, address, LocalEnd.BGP),
                new Timing(Duration.ofSeconds(9), Duration.ofSeconds(1), Duration.ofSeconds(5)),
                neighbours,
                ImportRules.ALL,
                new ExportRules(
                        originated.stream().map(p -> new Origination(p, List.of())).toList(),
                        reflection));
    }

    private static Neighbour neighbour(IpAddress address, long asn) {
        return new Neighbour(address.toString(), address, new Asn(asn));
    }

    private static IpAddress appliance(int i) {
        return IpAddress.parse("10.1.2." + (4 + i));
    }
}
