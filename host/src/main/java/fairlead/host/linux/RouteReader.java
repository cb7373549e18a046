package fairlead.host.linux;

import fairlead.host.plan.Commands;
import fairlead.host.plan.KernelObject;
import fairlead.host.plan.Nexthop;
import fairlead.host.plan.Route;
import fairlead.host.plan.Route.Target;
import fairlead.host.plan.Rule;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Routes, nexthops and rules of ours, from the JSON of {@code ip -N}. */
final class RouteReader {

    private static final String OURS = Integer.toString(Commands.PROTOCOL);
    private static final int MAIN_TABLE = 254;

    private final String namespace;
    private final Map<Integer, List<Integer>> groups = new HashMap<>();
    private final List<KernelObject> nexthops = new ArrayList<>();

    RouteReader(String namespace, JsonNode nexthops) {
        this.namespace = namespace;
        for (var hop : nexthops) {
            int id = hop.path("id").asInt();
            if (!hop.path("protocol").asString("").equals(OURS)) {
                continue;
            }
            if (hop.has("group")) {
                groups.put(
                        id,
                        hop.path("group").valueStream().map(m -> m.path("id").asInt()).toList());
            } else {
                this.nexthops.add(
                        new Nexthop(
                                namespace,
                                id,
                                IpAddress.parse(hop.path("gateway").asString("0.0.0.0")),
                                hop.path("dev").asString("")));
            }
        }
    }

    /** All of ours; tells {@code ids} which route owns which group. */
    List<KernelObject> read(JsonNode routes, JsonNode rules, GroupIds ids) {
        var all = new ArrayList<>(nexthops);
        var orphans = new HashMap<>(groups);
        for (var row : routes) {
            if (row.path("protocol").asString("").equals(OURS)) {
                var route = route(row);
                all.add(route);
                int nhid = row.path("nhid").asInt(0);
                if (groups.containsKey(nhid)) {
                    ids.found(route.key(), nhid);
                    orphans.remove(nhid);
                }
            }
        }
        // A group without a route was left behind by a crash; as a nexthop it can be dropped.
        orphans.keySet()
                .forEach(id -> all.add(new Nexthop(namespace, id, IpAddress.v4(0), "nowhere")));
        rules.forEach(row -> rule(row).ifPresent(all::add));
        return all;
    }

    /** One row of {@code ip -j -N route}. */
    Route route(JsonNode row) {
        var text = row.path("dst").asString();
        var prefix =
                text.equals("default")
                        ? Prefix.ALL_V4
                        : text.contains("/")
                                ? Prefix.parse(text)
                                : Prefix.host(IpAddress.parse(text));
        int table = row.has("table") ? Integer.parseInt(row.path("table").asString()) : MAIN_TABLE;
        return new Route(namespace, table, prefix, target(row));
    }

    private Target target(JsonNode row) {
        int nhid = row.path("nhid").asInt(0);
        // Numbers of rtnetlink(7): RTN_LOCAL, RTN_BLACKHOLE, RTN_THROW.
        return switch (row.path("type").asString("1")) {
            case "2", "local" -> new Target.Local();
            case "6", "blackhole" -> new Target.Blackhole();
            case "9", "throw" -> new Target.Throw();
            default ->
                    nhid == 0
                            ? new Target.Device(row.path("dev").asString(""))
                            : new Target.Nexthops(groups.getOrDefault(nhid, List.of(nhid)));
        };
    }

    private Optional<KernelObject> rule(JsonNode row) {
        int preference = row.path("priority").asInt();
        if (!row.path("protocol").asString("").equals(OURS)) {
            return Optional.empty();
        }
        return Optional.of(new Rule(namespace, preference, match(row), action(row)));
    }

    private static Rule.Match match(JsonNode row) {
        if (!row.has("fwmark") && !row.has("fwmask")) {
            return new Rule.Match.All();
        }
        int mark = Integer.decode(row.path("fwmark").asString("0"));
        int mask = (int) (long) Long.decode(row.path("fwmask").asString("0xffffffff"));
        return row.has("iif")
                ? new Rule.Match.MarkFrom(mark, mask, row.path("iif").asString())
                : new Rule.Match.Mark(mark, mask);
    }

    private static Rule.Action action(JsonNode row) {
        if (row.has("goto")) {
            return new Rule.Action.Goto(row.path("goto").asInt());
        }
        return row.has("nop")
                ? new Rule.Action.Nop()
                : new Rule.Action.Lookup(Integer.parseInt(row.path("table").asString("0")));
    }

    /** The rows of one table. */
    Stream<Route> table(JsonNode routes, int table) {
        return routes.valueStream()
                .filter(row -> row.path("protocol").asString("").equals(OURS))
                .map(this::route)
                .filter(route -> route.table() == table);
    }
}
