package fairlead.host.plan;

import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.host.plan.Route.Target;
import fairlead.host.plan.Veth.End;
import fairlead.host.plan.Veth.Far;
import fairlead.host.plan.Veth.State;
import fairlead.net.IpAddress;
import fairlead.net.MacAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final Prefix ANY = Prefix.ALL_V4;

    private static Veth wire(int mtu) {
        var end = new End(new MacAddress(1), mtu, State.UP);
        return new Veth("f", "fl-n1", end, new Far("g", "eth0", end));
    }

    private static final List<KernelObject> WORLD =
            List.of(
                    new Namespace("f"),
                    new Namespace("g"),
                    wire(1500),
                    new Neighbour("f", "fl-n1", IpAddress.v4(7), new MacAddress(1)),
                    new Nexthop("f", 1, IpAddress.v4(7), "fl-n1"),
                    new Nexthop("f", 2, IpAddress.v4(8), "fl-n2"),
                    new Route("f", 5, ANY, new Target.Nexthops(List.of(1, 2))),
                    new Route("f", 6, ANY, new Target.Throw()),
                    new Rule("f", 9, new Rule.Match.All(), new Rule.Action.Lookup(5)),
                    NftTable.of("f", "ip", "fl", "set s { type mark; }"),
                    new NftChain("f", "ip", "fl", "block_1", List.of("accept")),
                    new NftElement("f", "ip", "fl", "s", "4", ""));

    private static Map<Key, KernelObject> map(List<? extends KernelObject> objects) {
        var map = new HashMap<Key, KernelObject>();
        objects.forEach(object -> map.put(object.key(), object));
        return map;
    }

    private static List<KernelObject> some(SplittableRandom dice) {
        var some = new ArrayList<KernelObject>();
        WORLD.forEach(object -> {
            if (object.key().equals(Namespace.keyOf("f")) || dice.nextInt(3) > 0) {
                some.add(object instanceof Veth ? wire(1400 + dice.nextInt(2)) : object);
            }
        });
        return some;
    }

    /** One that can be: everything in it stands on something in it. */
    private static Map<Key, KernelObject> world(SplittableRandom dice) {
        var wanted = new Wanted<String>();
        wanted.put("somebody", some(dice));
        return wanted.all();
    }

    private record Two(Map<Key, KernelObject> desired, Map<Key, KernelObject> actual) {}

    /** A kernel in which a namespace, a wire and a table take along what stands on them. */
    private static Map<Key, KernelObject> performed(Two two) {
        var kernel = new TreeMap<>(two.actual());
        for (var change : Plan.between(two.desired(), two.actual())) {
            var key = change.object().key();
            if (change instanceof Change.Drop || change.object().madeAnew()) {
                if (key.kind() == Kind.NAMESPACE) {
                    kernel.keySet().removeIf(other -> other.namespace().equals(key.namespace()));
                }
                kernel.values()
                        .removeIf(other ->
                                other.mentions().contains(key) && !(other instanceof Veth));
                kernel.remove(key);
            }
            if (!(change instanceof Change.Drop)) {
                kernel.put(key, change.object());
            }
        }
        return kernel;
    }

    @Test
    void aPlanLeadsToWhatIsDesired() {
        forAll(
                2000,
                dice -> new Two(world(dice), world(dice)),
                two -> {
                    assertThat(performed(two)).containsAllEntriesOf(two.desired());
                    assertThat(performed(two)).hasSameSizeAs(two.desired());
                });
    }

    @Test
    void whatIsThereIsNotTouched() {
        forAll(500, PlanTest::world, world -> assertThat(Plan.between(world, world)).isEmpty());
    }

    @Test
    void putsGoInOrderThenDropsInReverse() {
        forAll(
                500,
                dice -> new Two(world(dice), world(dice)),
                two -> {
                    var changes = Plan.between(two.desired(), two.actual());
                    var puts = changes.stream().filter(c -> !(c instanceof Change.Drop)).toList();
                    var drops = changes.stream().filter(c -> c instanceof Change.Drop).toList();
                    assertThat(changes)
                            .isEqualTo(Stream.concat(puts.stream(), drops.stream()).toList());
                    assertThat(puts.stream().map(c -> c.object().key())).isSorted();
                    assertThat(drops.reversed().stream().map(c -> c.object().key())).isSorted();
                });
    }

    @Test
    void aWireMadeAnewTakesItsDependentsAlong() {
        var desired = map(WORLD);
        var actual = map(WORLD);
        actual.put(wire(1400).key(), wire(1400));

        assertThat(Plan.between(desired, actual))
                .extracting(change -> change.object().key().kind() + ": " + change.reason())
                .containsExactly(
                        "LINK: drifted",
                        "NEIGHBOUR: went down with f: LINK fl-n1",
                        "NEXTHOP: went down with f: LINK fl-n1",
                        "ROUTE: went down with f: LINK fl-n1");
    }

    @Test
    void aNamespaceIsDroppedInOneStep() {
        var left = map(List.of(new Namespace("g")));

        assertThat(Plan.between(left, map(WORLD)))
                .extracting(Change::object)
                .containsExactly(new Namespace("f"));
    }
}
