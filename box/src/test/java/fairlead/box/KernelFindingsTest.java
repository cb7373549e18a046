package fairlead.box;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.host.plan.Comparison;
import fairlead.host.plan.KernelObject;
import fairlead.host.plan.Key;
import fairlead.host.plan.Namespace;
import fairlead.host.plan.Route;
import fairlead.net.Prefix;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KernelFindingsTest {

    private static final Route ROUTE =
            new Route("fl-fab", 7, Prefix.parse("10.0.0.0/8"), new Route.Target.Blackhole());

    private static String only(KernelObject[] wanted, KernelObject... found) {
        var one = KernelFindings.of(new Comparison(byKey(wanted), byKey(found)));
        assertThat(one).hasSize(1);
        return String.join(
                " | ",
                one.getFirst().where(),
                one.getFirst().what(),
                one.getFirst().wanted(),
                one.getFirst().found());
    }

    private static Map<Key, KernelObject> byKey(KernelObject... objects) {
        var byKey = new HashMap<Key, KernelObject>();
        for (var object : objects) {
            byKey.put(object.key(), object);
        }
        return byKey;
    }

    private static KernelObject[] objects(KernelObject... objects) {
        return objects;
    }

    @Test
    void whatIsMissingIsFoundAsNothing() {
        assertThat(only(objects(ROUTE)))
                .startsWith("fl-fab | ROUTE 7 10.0.0.0/8 | Route[")
                .endsWith("] | nothing");
    }

    @Test
    void whatWasChangedIsShownBothWays() {
        var changed = new Route("fl-fab", 7, ROUTE.prefix(), new Route.Target.Throw());

        assertThat(only(objects(ROUTE, new Namespace("a")), changed, new Namespace("a")))
                .contains("target=Blackhole[]] | Route[")
                .endsWith("target=Throw[]]");
    }

    @Test
    void whatNobodyWantsIsWantedAsNothing() {
        assertThat(only(objects(), new Namespace("fl-other")))
                .isEqualTo("fl-other | NAMESPACE | nothing | Namespace[name=fl-other]");
    }
}
