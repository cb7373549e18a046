package fairlead.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.testkit.ForAll;
import fairlead.testkit.VirtualTime;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Ten minutes of a whole network in a few milliseconds: an operator scales, stops and meddles, the
 * host is slow, machines fail, the daemon restarts, and the fleet's driver goes after it all. After
 * every event the invariants hold; when the operator has gone home, fleet and peerings agree.
 */
class NetworkSimulationTest {

    private static final int RUNS = 40;
    private static final Duration DAY = Duration.ofMinutes(10);
    private static final Duration EVENING = Duration.ofMinutes(10);

    @Test
    void fleetAndPeeringsAgreeInTheEnd() {
        ForAll.forAll(RUNS, SplittableRandom::nextLong, seed -> new Run(seed).play());
    }

    private static final class Run {

        private final SplittableRandom random;
        private final VirtualTime time = new VirtualTime();
        private final TestCloud cloud = Bodies.hub();
        private final Invariants invariants = new Invariants();
        private final SimulatedHost host;
        private final SimulatedFleet fleet;
        private int checked;

        Run(long seed) {
            random = new SplittableRandom(seed);
            host = new SimulatedHost(cloud, time, random.split(), 0.1);
            fleet = new SimulatedFleet(cloud, time, random.split());
        }

        void play() {
            cloud.put(Bodies.SET, Bodies.scaleSet(3));
            cloud.put(Bodies.PEERS + "/foreign", Bodies.peer(65100, "10.1.0.77"));
            fleet.begin();
            operator(time.now().plus(DAY));
            var end = time.now().plus(DAY).plus(EVENING);
            while (time.now().isBefore(end) && time.step()) {
                look();
            }
            assertInStep();
        }

        private void look() {
            invariants.check(cloud.log().subList(checked, cloud.log().size()), cloud.world());
            checked = cloud.log().size();
            host.news();
        }

        private void operator(java.time.Instant until) {
            time.in(
                    Duration.ofSeconds(random.nextInt(1, 40)),
                    () -> {
                        if (time.now().isBefore(until)) {
                            meddle();
                            operator(until);
                        }
                    });
        }

        private void meddle() {
            switch (random.nextInt(7)) {
                case 0, 1, 2 -> cloud.put(Bodies.SET, Bodies.scaled(random.nextInt(11)));
                case 3 -> cloud.delete(Bodies.PEERS + "/nva_" + random.nextInt(6));
                case 4 ->
                        cloud.post(
                                Bodies.SET + "/virtualMachines/" + random.nextInt(8) + "/restart");
                case 5 -> cloud.put(Bodies.PEERS + "/nva_1", Bodies.peer(65009, "10.1.2.5"));
                default -> cloud.restart(cloud.world());
            }
        }

        private void assertInStep() {
            Invariants.atRest(cloud.world());
            assertThat(fleet.look().steps()).isEmpty();
            // Instances that follow one another at one address share its peering, whatever its
            // name.
            var addresses =
                    fleet.wanted().instances().stream()
                            .map(instance -> instance.address().toString())
                            .toList();
            var peerings = peerings();
            assertThat(peerings).containsEntry("foreign", "10.1.0.77");
            peerings.remove("foreign");
            assertThat(peerings.values()).doesNotHaveDuplicates();
            assertThat(addresses).containsAll(peerings.values());
            long ready =
                    fleet.wanted().instances().stream()
                            .filter(one ->
                                    one.readiness() == fairlead.azure.fleet.Wanted.Readiness.READY)
                            .count();
            assertThat(peerings).hasSizeGreaterThanOrEqualTo((int) Math.min(7, ready));
        }

        private Map<String, String> peerings() {
            return cloud.world()
                    .inventory()
                    .children(cloud.resource(Bodies.HUB).id(), "bgpConnections")
                    .collect(
                            Collectors.toMap(
                                    peer -> peer.id().name(),
                                    peer -> peer.properties().path("peerIp").asString(),
                                    (one, _) -> one,
                                    TreeMap::new));
        }
    }
}
