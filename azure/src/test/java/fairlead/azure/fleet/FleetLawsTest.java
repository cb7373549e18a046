package fairlead.azure.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.fleet.Seen.Peering;
import fairlead.azure.fleet.Wanted.Instance;
import fairlead.azure.fleet.Wanted.Readiness;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.testkit.ForAll;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is true of the fleet from every state, checked against a Route Server that remembers. */
class FleetLawsTest {

    private record Case(Wanted wanted, List<Peering> peerings) {}

    /** Refuses what Azure refuses: two writes at a time, a peer too many, a deletion of nothing. */
    private static final class FakeServer {
        private final List<Peering> peerings;
        private final int limit;
        private int writes;

        FakeServer(Case start) {
            peerings = new ArrayList<>(start.peerings);
            limit = start.wanted.limit();
        }

        Seen look() {
            return Fleets.seen(peerings);
        }

        void take(Step step) {
            switch (step) {
                case Step.CreatePeering(var name, var address, var asn) -> {
                    assertThat(peerings).allMatch(p -> p.state().isFinal());
                    assertThat(peerings).noneMatch(p -> p.name().equalsIgnoreCase(name));
                    assertThat(peerings).hasSizeLessThan(limit);
                    peerings.add(new Peering(name, address, asn, ProvisioningState.UPDATING));
                    writes++;
                }
                case Step.DeletePeering(var name) -> {
                    assertThat(peerings).allMatch(p -> p.state().isFinal());
                    var found = peerings.stream().filter(p -> p.name().equals(name)).toList();
                    assertThat(found).hasSize(1);
                    peerings.remove(found.getFirst());
                    peerings.add(in(found.getFirst(), ProvisioningState.DELETING));
                    writes++;
                }
                case Step.WaitFor _ -> settle();
            }
        }

        /** Time passes: what is being written is written. */
        void settle() {
            peerings.removeIf(p -> p.state() == ProvisioningState.DELETING);
            peerings.replaceAll(p -> p.state().isFinal() ? p : in(p, ProvisioningState.SUCCEEDED));
        }

        private static Peering in(Peering peering, ProvisioningState state) {
            return new Peering(peering.name(), peering.address(), peering.asn(), state);
        }
    }

    @Test
    void theWholeListLeadsToWhatIsWantedAndASecondRunFindsNothingToDo() {
        ForAll.forAll(
                2000,
                FleetLawsTest::draw,
                start -> {
                    var server = new FakeServer(start);
                    server.settle();
                    Fleet.next(start.wanted, server.look()).steps().forEach(server::take);
                    assertInStep(start, server);
                    assertThat(server.writes).isLessThanOrEqualTo(bound(start));
                });
    }

    @Test
    void takingOnlyTheFirstStepAndAskingAgainLeadsToTheSame() {
        ForAll.forAll(
                2000,
                FleetLawsTest::draw,
                start -> {
                    var whole = new FakeServer(start);
                    whole.settle();
                    Fleet.next(start.wanted, whole.look()).steps().forEach(whole::take);

                    var oneByOne = new FakeServer(start);
                    for (int i = 0; i < 4 * bound(start) + 4; i++) {
                        var steps = Fleet.next(start.wanted, oneByOne.look()).steps();
                        if (steps.isEmpty()) {
                            oneByOne.settle();
                        } else {
                            oneByOne.take(steps.getFirst());
                        }
                    }
                    assertInStep(start, oneByOne);
                    assertThat(oneByOne.peerings)
                            .containsExactlyInAnyOrderElementsOf(whole.peerings);
                });
    }

    @Test
    void noStepTouchesAForeignPeering() {
        ForAll.forAll(
                2000,
                FleetLawsTest::draw,
                start -> {
                    var server = new FakeServer(start);
                    server.settle();
                    var foreign = foreign(server.peerings);
                    var names = new HashSet<String>();
                    foreign.forEach(p -> names.add(p.name().toLowerCase(Locale.ROOT)));
                    var steps = Fleet.next(start.wanted, server.look()).steps();
                    assertThat(steps)
                            .noneMatch(s -> names.contains(s.name().toLowerCase(Locale.ROOT)));
                    steps.forEach(server::take);
                    assertThat(foreign(server.peerings)).isEqualTo(foreign);
                });
    }

    @Test
    void theDecisionDoesNotDependOnTheOrderInWhichPeeringsAreListed() {
        ForAll.forAll(
                1000,
                FleetLawsTest::draw,
                start -> {
                    var shuffled = new ArrayList<>(start.peerings);
                    Collections.shuffle(shuffled, new Random(start.hashCode()));
                    var server = new FakeServer(new Case(start.wanted, shuffled));
                    var same = new FakeServer(start);
                    server.settle();
                    same.settle();
                    assertThat(Fleet.next(start.wanted, server.look()))
                            .isEqualTo(Fleet.next(start.wanted, same.look()));
                });
    }

    /** Every ready instance that there is room for has one sound peering; nobody else of ours. */
    private static void assertInStep(Case start, FakeServer server) {
        assertThat(Fleet.next(start.wanted, server.look()).steps()).isEmpty();
        var mine =
                server.peerings.stream().filter(p -> Fleets.SUBNET.contains(p.address())).toList();
        assertThat(mine).extracting(Peering::address).doesNotHaveDuplicates();
        var addresses = start.wanted.instances().stream().map(Instance::address).toList();
        assertThat(addresses).containsAll(mine.stream().map(Peering::address).toList());
        var ready =
                start.wanted.instances().stream()
                        .filter(i -> i.readiness() == Readiness.READY)
                        .toList();
        var served =
                ready.stream()
                        .filter(i -> mine.stream().anyMatch(p -> isSound(p, i.address())))
                        .toList();
        assertThat(served.size() == ready.size() || server.peerings.size() >= server.limit)
                .as("an instance waits although there is room")
                .isTrue();
        assertThat(mine)
                .filteredOn(p -> ready.stream().anyMatch(i -> i.address().equals(p.address())))
                .allMatch(p -> isSound(p, p.address()));
    }

    private static boolean isSound(Peering peering, IpAddress address) {
        return peering.address().equals(address)
                && peering.asn().equals(Fleets.ASN)
                && peering.state() == ProvisioningState.SUCCEEDED;
    }

    private static int bound(Case start) {
        return start.peerings.size() + start.wanted.instances().size();
    }

    private static List<Peering> foreign(List<Peering> peerings) {
        return peerings.stream().filter(p -> !Fleets.SUBNET.contains(p.address())).toList();
    }

    private static Case draw(SplittableRandom random) {
        var instances = new ArrayList<Instance>();
        for (int i = 0; i < 9; i++) {
            if (random.nextBoolean()) {
                instances.add(
                        Fleets.instance(
                                "nva_" + i,
                                "10.1.2." + (4 + i),
                                random.nextInt(6) == 0 ? Readiness.NOT_READY : Readiness.READY));
            }
        }
        int limit = 1 + random.nextInt(8);
        var peerings = new ArrayList<Peering>();
        Set<String> names = new HashSet<>();
        int count = random.nextInt(limit + 1);
        for (int i = 0; i < count; i++) {
            var name = (random.nextInt(4) == 0 ? "NVA_" : "nva_") + random.nextInt(9);
            if (random.nextInt(4) == 0) {
                name += "_10.1.2." + (4 + random.nextInt(9));
            }
            if (names.add(name.toLowerCase(Locale.ROOT))) {
                var states = ProvisioningState.values();
                peerings.add(
                        new Peering(
                                name,
                                IpAddress.parse(
                                        (random.nextInt(3) == 0 ? "10.1.9." : "10.1.2.")
                                                + (4 + random.nextInt(12))),
                                random.nextInt(4) == 0 ? new Asn(65009) : Fleets.ASN,
                                states[random.nextInt(states.length)]));
            }
        }
        return new Case(Fleets.wanted(instances, limit), peerings);
    }
}
