package fairlead.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.azure.hub.Profile;
import fairlead.testkit.ForAll;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What holds for every sequence of requests. A failure names the seed that shows it again. */
class CloudLawsTest {

    private static final int RUNS = 150;
    private static final int REQUESTS = 60;

    /** A cloud with something in it, so that most requests have what they need. */
    private static TestCloud begun(SplittableRandom random) {
        var cloud = Bodies.network();
        if (random.nextBoolean()) {
            Bodies.routeServer(cloud);
        }
        return cloud;
    }

    private static long seed(SplittableRandom random) {
        return random.nextLong();
    }

    @Test
    void whateverIsAskedComesToRestWhenTheHostHasDoneIt() {
        ForAll.forAll(
                RUNS,
                CloudLawsTest::seed,
                seed -> {
                    var random = new SplittableRandom(seed);
                    var cloud = begun(random);
                    var invariants = new Invariants();
                    var requests = new RandomRequests(random);
                    invariants.check(cloud.log(), cloud.world());
                    for (int i = 0; i < REQUESTS; i++) {
                        int before = cloud.log().size();
                        var request = requests.next();
                        var reply = cloud.ask(request);
                        assertThat(reply.status())
                                .as("%s %s: %s", request.verb(), request.path(), reply.body())
                                .isBetween(200, 499);
                        hostSteps(cloud, random);
                        invariants.check(
                                cloud.log().subList(before, cloud.log().size()), cloud.world());
                    }
                    cloud.settle();
                    Invariants.atRest(cloud.world());
                });
    }

    private static void hostSteps(TestCloud cloud, SplittableRandom random) {
        switch (random.nextInt(6)) {
            case 0 -> cloud.inForce();
            case 1 -> cloud.obey();
            case 2 -> cloud.hostTurn();
            default -> {}
        }
    }

    @Test
    void decidingStepByStepIsDecidingAtOnce() {
        ForAll.forAll(
                RUNS / 2,
                CloudLawsTest::seed,
                seed -> {
                    var random = new SplittableRandom(seed);
                    var cloud = begun(random);
                    var decisions = new Decisions(Profile.AZURE);
                    var requests = new RandomRequests(random);
                    var decided = decisions.all(cloud.world());
                    for (int i = 0; i < REQUESTS; i++) {
                        int before = cloud.log().size();
                        cloud.ask(requests.next());
                        hostSteps(cloud, random);
                        if (random.nextInt(4) == 0) {
                            cloud.saw(requests.heard());
                        }
                        decided =
                                decisions.after(
                                        decided,
                                        cloud.log().subList(before, cloud.log().size()),
                                        cloud.world());
                        same(decided, decisions.all(cloud.world()));
                    }
                });
    }

    /** Member by member, so that a failure shows what differs and not two clouds. */
    private static void same(Decided actual, Decided expected) {
        assertThat(actual.vnets().keySet()).isEqualTo(expected.vnets().keySet());
        expected.vnets()
                .forEach((id, vnet) -> {
                    var decided = Objects.requireNonNull(actual.vnets().get(id));
                    assertThat(decided.parts().keySet())
                            .as("%s", id)
                            .isEqualTo(vnet.parts().keySet());
                    vnet.parts()
                            .forEach((key, part) ->
                                    assertThat(decided.parts().get(key)).isEqualTo(part));
                    assertThat(decided.speakers()).isEqualTo(vnet.speakers());
                    assertThat(decided.routes()).isEqualTo(vnet.routes());
                });
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void theEndDoesNotDependOnTheOrderOfWhatIsSeen() {
        ForAll.forAll(
                RUNS,
                CloudLawsTest::seed,
                seed -> {
                    var one = asked(seed);
                    var other = asked(seed);
                    one.settle();
                    settleInRandomOrder(other, new Random(seed));
                    assertThat(shape(other)).isEqualTo(shape(one));
                    assertThat(ends(other)).isEqualTo(ends(one));
                });
    }

    private static TestCloud asked(long seed) {
        var random = new SplittableRandom(seed);
        var cloud = begun(random);
        var requests = new RandomRequests(random);
        for (int i = 0; i < REQUESTS; i++) {
            cloud.ask(requests.next());
        }
        return cloud;
    }

    /** Machines report one by one, in any order, before and after their networks. */
    private static void settleInRandomOrder(TestCloud cloud, Random random) {
        var steps = new ArrayList<Runnable>(List.of(cloud::inForce, cloud::endMachines));
        for (var machine : cloud.decided().machines().values()) {
            if (machine.power() == MachineWanted.Power.ON) {
                steps.add(() ->
                        cloud.saw(
                                new Fact.MachineObserved(
                                        machine.serial(),
                                        java.util.Optional.of(
                                                MachineSeen.STOPPED.running(1, machine.boots())))));
            }
        }
        Collections.shuffle(steps, random);
        steps.forEach(Runnable::run);
        cloud.settle();
    }

    /** Everything but serials, revisions and what follows from them. */
    private static Map<String, String> shape(TestCloud cloud) {
        var shape = new HashMap<String, String>();
        cloud.world()
                .inventory()
                .byKey()
                .forEach((key, resource) ->
                        shape.put(
                                key,
                                resource.state()
                                        + " "
                                        + (resource.body().has(Hidden.RUN)
                                                ? ""
                                                : resource.body())));
        return shape;
    }

    private static Map<String, String> ends(TestCloud cloud) {
        var ends = new HashMap<String, String>();
        cloud.world()
                .operations()
                .all()
                .filter(operation -> !operation.target().toString().contains("routeTables"))
                .forEach(operation -> ends.put(operation.id(), operation.status()));
        return ends;
    }
}
