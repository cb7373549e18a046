package fairlead.host.plan;

import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.host.plan.Route.Target;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WantedTest {

    private static final Rule SHARED =
            new Rule("f", 9, new Rule.Match.All(), new Rule.Action.Nop());

    private static Nexthop hop(int id) {
        return new Nexthop("f", id, IpAddress.v4(id), "fl-n" + id);
    }

    private static Veth wire(int id) {
        var end = new Veth.End(new fairlead.net.MacAddress(1), 1500, Veth.State.UP);
        return new Veth("f", "fl-n" + id, end, new Veth.Far("g", "eth0", end));
    }

    private static Route route(Target target) {
        return new Route("f", 5, Prefix.ALL_V4, target);
    }

    private static List<KernelObject> nic(int id) {
        return List.of(new Namespace("g"), wire(id), hop(id), SHARED);
    }

    @Test
    void whatTwoWantStaysUntilBothAreGone() {
        var wanted = new Wanted<String>();
        wanted.put("a", List.of(SHARED));
        wanted.put("b", List.of(SHARED));

        wanted.gone("a");
        assertThat(wanted.find(SHARED.key())).contains(SHARED);
        wanted.gone("b");
        assertThat(wanted.find(SHARED.key())).isEmpty();
    }

    @Test
    void aGroupHasTheMembersThatAreThere() {
        var wanted = new Wanted<String>();
        var route = route(new Target.Nexthops(List.of(1, 2, 3)));
        wanted.put("subnet", List.of(route));
        assertThat(wanted.find(route.key())).contains(route(new Target.Blackhole()));

        assertThat(wanted.put("nic 1", nic(1))).contains(route.key());
        assertThat(wanted.put("nic 3", nic(3))).contains(route.key());
        assertThat(wanted.find(route.key())).contains(route(new Target.Nexthops(List.of(1, 3))));

        assertThat(wanted.gone("nic 1")).contains(route.key());
        assertThat(wanted.find(route.key())).contains(route(new Target.Nexthops(List.of(3))));
    }

    @Test
    void whatStandsOnNothingWaits() {
        var wanted = new Wanted<String>();
        wanted.put("nic", List.of(wire(1), hop(1)));
        assertThat(wanted.all()).isEmpty();

        assertThat(wanted.put("machine", List.of(new Namespace("g"))))
                .contains(hop(1).key(), wire(1).key());
        assertThat(wanted.all()).hasSize(3);
    }

    @Test
    void unchangedWishesTouchNothing() {
        var wanted = new Wanted<String>();
        wanted.put("nic", nic(1));

        assertThat(wanted.put("nic", nic(1))).isEmpty();
    }

    private record Wish(String owner, List<KernelObject> objects) {}

    private static List<Wish> wishes(SplittableRandom dice) {
        var wishes = new ArrayList<Wish>();
        for (int i = 0; i < 30; i++) {
            int id = 1 + dice.nextInt(4);
            wishes.add(
                    switch (dice.nextInt(3)) {
                        case 0 -> new Wish("nic " + id, nic(id));
                        case 1 -> new Wish("nic " + id, List.of());
                        default ->
                                new Wish(
                                        "subnet",
                                        List.of(
                                                route(
                                                        new Target.Nexthops(
                                                                List.of(id, 1 + dice.nextInt(4)))),
                                                SHARED));
                    });
        }
        return wishes;
    }

    /** The law that makes incremental changes right: what is not touched has not changed. */
    @Test
    void onlyWhatIsTouchedMayChange() {
        forAll(
                300,
                WantedTest::wishes,
                wishes -> {
                    var wanted = new Wanted<String>();
                    for (var wish : wishes) {
                        var before = wanted.all();
                        var touched = wanted.put(wish.owner(), wish.objects());
                        var after = wanted.all();
                        var changed = new HashSet<>(before.keySet());
                        changed.addAll(after.keySet());
                        changed.removeIf(key ->
                                before.containsKey(key) && before.get(key).equals(after.get(key)));
                        assertThat(touched).containsAll(changed);
                    }
                });
    }

    @Test
    void whereWeAreDoesNotDependOnTheWay() {
        forAll(
                300,
                WantedTest::wishes,
                wishes -> {
                    var wandered = new Wanted<String>();
                    var last = new HashMap<String, Wish>();
                    for (var wish : wishes) {
                        wandered.put(wish.owner(), wish.objects());
                        last.put(wish.owner(), wish);
                    }
                    var straight = new Wanted<String>();
                    last.values().forEach(wish -> straight.put(wish.owner(), wish.objects()));
                    assertThat(wandered.all()).isEqualTo(straight.all());
                });
    }
}
