package fairlead.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.rib.HeardRoute;
import fairlead.bgp.rib.RejectedRoute;
import fairlead.bgp.wire.PathAttribute.OnlyToCustomer;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Holds what a simulated server and its clients have against what a naive server would have. */
final class ServerComparison {

    private final SimulatedServer server;

    ServerComparison(SimulatedServer server) {
        this.server = server;
    }

    void allIsAsItShouldBe() {
        server.clients().forEach(this::holdsWhatItTold);
        server.clients().forEach(this::isToldWhatItShallHear);
        if (!server.expected.rib.summaries().isEmpty()) {
            server.expected.count("a summary");
        }
    }

    private void holdsWhatItTold(SimulatedClient client) {
        var name = client.drawn().name();
        var view = server.instance.routes();
        var expected = server.expected.rib;
        assertThat(view.learned(name))
                .as("accepted from %s", name)
                .containsExactlyInAnyOrderElementsOf(expected.learned(name));
        var rejected = expected.rejected(name);
        assertThat(view.rejected(name))
                .as("rejected from %s", name)
                .extracting(RejectedRoute::route)
                .extracting(HeardRoute::prefix)
                .containsExactlyInAnyOrderElementsOf(
                        rejected.stream().map(Map.Entry::getKey).toList());
        assertThat(view.rejected(name))
                .filteredOn(one -> one.reason() == RejectedRoute.Reason.POLICY)
                .extracting(one -> Map.entry(one.route().prefix(), one.text()))
                .containsExactlyInAnyOrderElementsOf(
                        rejected.stream().filter(one -> !one.getValue().isEmpty()).toList());
        for (var one : rejected) {
            if (!one.getValue().isEmpty()) {
                server.expected.count(
                        one.getValue().contains("leak") ? "a route leak" : "rejected by a policy");
            }
        }
        assertThat(view.accepted(name)).isEqualTo(expected.learned(name).size());
        assertThat(view.held(name)).isEqualTo(expected.learned(name).size() + rejected.size());
    }

    private void isToldWhatItShallHear(SimulatedClient client) {
        var name = client.drawn().name();
        var view = server.instance.routes();
        if (!server.expected.isUp(name)) {
            assertThat(view.advertised(name)).as("told to %s, who is away", name).isEmpty();
            return;
        }
        assertThat(server.expected.watched(name))
                .as("as whom the path to %s is watched", name)
                .contains(client.drawn().neighbour());
        if (server.expected.defers()) {
            assertThat(view.advertised(name)).as("told to %s before its time", name).isEmpty();
            assertThat(client.view()).as("heard by %s before its time", name).isEmpty();
            assertThat(client.ends()).as("End-of-RIB told to %s before its time", name).isEmpty();
            return;
        }
        var told = server.expected.rib.told(name);
        var all = server.expected.rib.allTold(name);
        if (told.values().stream().anyMatch(one -> one.find(OnlyToCustomer.class).isPresent())) {
            server.expected.count("marked as for customers only");
        }
        var single = new TreeMap<Prefix, PathAttributes>();
        var paths = client.drawn().terms().addPathsTo();
        for (var one : view.advertised(name)) {
            if (paths.stream().noneMatch(f -> f.addresses() == one.prefix().network().family())) {
                single.put(one.prefix(), one.attributes());
            }
        }
        if (client.drawn().options().fourOctetAs()) {
            areEqual(single, told, "to be told to " + name);
        } else {
            assertThat(single.keySet()).as("to be told to %s", name).isEqualTo(told.keySet());
        }
        if (client.isUp()
                && !client.isStalled()
                && !client.silent
                && client.line().filter(server::isQuiet).isPresent()) {
            heardIs(client, told, all);
            assertThat(client.ends())
                    .as("End-of-RIB told to %s", name)
                    .isEqualTo(
                            client.drawn().carried().stream()
                                    .collect(Collectors.toMap(family -> family, _ -> 1)));
            assertThat(view.advertisedCount(name))
                    .as("number of paths told to %s", name)
                    .isEqualTo(told.size() + all.values().stream().mapToInt(List::size).sum());
        }
    }

    /** One by one, so that a failure can be read. */
    private static void areEqual(
            Map<Prefix, PathAttributes> found, Map<Prefix, PathAttributes> wanted, String what) {
        assertThat(found.keySet()).as(what).isEqualTo(wanted.keySet());
        wanted.forEach((prefix, attributes) ->
                assertThat(found.get(prefix)).as("%s of %s", what, prefix).isEqualTo(attributes));
    }

    private void heardIs(
            SimulatedClient client,
            Map<Prefix, PathAttributes> told,
            Map<Prefix, List<PathAttributes>> all) {
        var name = client.drawn().name();
        var single = new TreeMap<Prefix, PathAttributes>();
        var several = new TreeMap<Prefix, List<PathAttributes>>();
        client.view()
                .forEach((prefix, paths) -> {
                    if (paths.containsKey(0L)) {
                        single.put(prefix, paths.get(0L));
                    } else {
                        several.put(prefix, new ArrayList<>(paths.values()));
                    }
                });
        areEqual(single, told, "told to " + name);
        assertThat(several.keySet()).as("paths told to %s", name).isEqualTo(all.keySet());
        all.forEach((prefix, paths) -> {
            server.expected.count("told all paths");
            assertThat(several.get(prefix))
                    .as("paths to %s told to %s", prefix, name)
                    .containsExactlyInAnyOrderElementsOf(paths);
        });
    }
}
