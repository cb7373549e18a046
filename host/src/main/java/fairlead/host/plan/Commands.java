package fairlead.host.plan;

import fairlead.host.plan.Command.Ip;
import fairlead.host.plan.Command.MakeNamespace;
import fairlead.host.plan.Command.Nft;
import fairlead.host.plan.Command.RemoveNamespace;
import fairlead.host.plan.Command.Sysctl;
import fairlead.host.plan.Route.Target;
import fairlead.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** A change as lines for the kernel's tools, to be run in this order. */
public final class Commands {

    /** The route protocol number that marks routes, rules and nexthops as ours. */
    public static final int PROTOCOL = 176;

    /** Group ids start here; ids below are those of single nexthops. */
    public static final int FIRST_GROUP = 1 << 28;

    private final ToIntFunction<Key> groupOf;

    /**
     * @param groupOf the id of the group that the route under a key owns
     */
    public Commands(ToIntFunction<Key> groupOf) {
        this.groupOf = groupOf;
    }

    /** The lines that perform {@code change}. */
    public List<Command> of(Change change) {
        return switch (change) {
            case Change.Put(var object, _) -> put(object);
            case Change.Replace(var before, var object, _) -> replace(before, object);
            case Change.Drop(var object, _) -> drop(object);
        };
    }

    private List<Command> replace(KernelObject before, KernelObject now) {
        return switch (now) {
            case Route route when before instanceof Route old -> reroute(old, route);
            case Loopback loopback when before instanceof Loopback old -> addresses(old, loopback);
            case Veth _, Rule _, NftChain _, NftElement _ -> both(drop(before), put(now));
            case Namespace _,
                    Settings _,
                    Loopback _,
                    FarEnd _,
                    Neighbour _,
                    Nexthop _,
                    Route _,
                    NftTable _ ->
                    put(now);
        };
    }

    private List<Command> put(KernelObject object) {
        return switch (object) {
            case Namespace(var name) -> List.of(new MakeNamespace(name));
            case Settings(var ns, var values) ->
                    values.entrySet().stream()
                            .<Command>map(e -> new Sysctl(ns, e.getKey(), e.getValue()))
                            .toList();
            case Loopback loopback ->
                    both(
                            ip(loopback.namespace(), "link set dev lo up"),
                            addresses(new Loopback(loopback.namespace(), Set.of()), loopback));
            case Veth veth -> VethCommands.put(veth);
            case FarEnd _ -> List.of(); // came with the near one
            case Neighbour(var ns, var device, var address, var mac) ->
                    ip(
                            ns,
                            "neigh replace "
                                    + address
                                    + " lladdr "
                                    + mac
                                    + " dev "
                                    + device
                                    + " nud permanent");
            case Nexthop(var ns, int id, var gateway, var device) ->
                    ip(
                            ns,
                            "nexthop replace id %d via %s dev %s onlink proto %d"
                                    .formatted(id, gateway, device, PROTOCOL));
            case Route route ->
                    isGroup(route)
                            ? both(group(route), ip(route.namespace(), line(route)))
                            : ip(route.namespace(), line(route));
            case Rule rule ->
                    ip(rule.namespace(), "rule add " + words(rule) + " protocol " + PROTOCOL);
            case NftTable(var ns, var family, var name, var version, var body) ->
                    nft(
                            ns,
                            // Declared first, so that the deletion finds something.
                            "table %1$s %2$s; delete table %1$s %2$s; table %1$s %2$s { chain %3$s { }; %4$s }"
                                    .formatted(family, name, version, oneLine(body)));
            case NftChain(var ns, var family, var table, var name, var rules) ->
                    nft(
                            ns,
                            "add chain %1$s %2$s %3$s".formatted(family, table, name)
                                    + String.join(
                                            "",
                                            rules.stream()
                                                    .map(rule ->
                                                            "; add rule %s %s %s %s"
                                                                    .formatted(
                                                                            family, table,
                                                                            name, rule))
                                                    .toList()));
            case NftElement element ->
                    nft(
                            element.namespace(),
                            "add element %s { %s%s }"
                                    .formatted(
                                            set(element),
                                            quoted(element.element()),
                                            element.value().isEmpty()
                                                    ? ""
                                                    : " : " + element.value()));
        };
    }

    private List<Command> drop(KernelObject object) {
        return switch (object) {
            case Namespace(var name) -> List.of(new RemoveNamespace(name));
            case Settings _, FarEnd _ -> List.of();
            case Loopback loopback ->
                    addresses(loopback, new Loopback(loopback.namespace(), Set.of()));
            case Veth veth -> ip(veth.namespace(), "link del dev " + veth.name());
            case Neighbour(var ns, var device, var address, _) ->
                    ip(ns, "neigh del " + address + " dev " + device);
            case Nexthop(var ns, int id, _, _) -> ip(ns, "nexthop del id " + id);
            case Route route ->
                    both(
                            ip(
                                    route.namespace(),
                                    "route del %s %s table %d proto %d"
                                            .formatted(
                                                    type(route.target()),
                                                    route.prefix(),
                                                    route.table(),
                                                    PROTOCOL)),
                            isGroup(route) ? dropGroup(route) : List.of());
            case Rule rule -> ip(rule.namespace(), "rule del " + words(rule));
            case NftTable table ->
                    nft(table.namespace(), "delete table " + table.family() + " " + table.name());
            case NftChain(var ns, var family, var table, var name, _) ->
                    nft(ns, "delete chain %s %s %s".formatted(family, table, name));
            case NftElement element ->
                    nft(
                            element.namespace(),
                            "delete element %s { %s }"
                                    .formatted(set(element), quoted(element.element())));
        };
    }

    private List<Command> reroute(Route before, Route now) {
        if (isGroup(now)) {
            return isGroup(before) ? group(now) : put(now);
        }
        return isGroup(before) ? both(put(now), dropGroup(before)) : put(now);
    }

    private List<Command> group(Route route) {
        return ip(
                route.namespace(),
                "nexthop replace id %d group %s type resilient %s proto %d"
                        .formatted(
                                groupOf.applyAsInt(route.key()),
                                String.join(
                                        "/", hops(route).stream().map(String::valueOf).toList()),
                                Resilience.WORDS,
                                PROTOCOL));
    }

    private List<Command> dropGroup(Route route) {
        return ip(route.namespace(), "nexthop del id " + groupOf.applyAsInt(route.key()));
    }

    private String line(Route route) {
        var way =
                switch (route.target()) {
                    case Target.Device(var name) -> " dev " + name;
                    case Target.Nexthops hops ->
                            " nhid "
                                    + (hops.isGroup()
                                            ? groupOf.applyAsInt(route.key())
                                            : hops.ids().getFirst());
                    case Target.Blackhole _, Target.Throw _ -> "";
                    case Target.Local _ -> " dev lo";
                };
        return "route replace %s %s%s table %d proto %d"
                .formatted(type(route.target()), route.prefix(), way, route.table(), PROTOCOL);
    }

    private static String type(Target target) {
        return switch (target) {
            case Target.Device _, Target.Nexthops _ -> "unicast";
            case Target.Blackhole _ -> "blackhole";
            case Target.Throw _ -> "throw";
            case Target.Local _ -> "local";
        };
    }

    private static String words(Rule rule) {
        var match =
                switch (rule.match()) {
                    case Rule.Match.All _ -> "";
                    case Rule.Match.Mark(int mark, int mask) ->
                            " fwmark 0x%x/0x%x".formatted(mark, mask);
                    case Rule.Match.MarkFrom(int mark, int mask, var device) ->
                            " fwmark 0x%x/0x%x iif %s".formatted(mark, mask, device);
                };
        var action =
                switch (rule.action()) {
                    case Rule.Action.Lookup(int table) -> "lookup " + table;
                    case Rule.Action.Goto(int preference) -> "goto " + preference;
                    case Rule.Action.Nop _ -> "nop";
                };
        return "pref %d%s %s".formatted(rule.preference(), match, action);
    }

    private static List<Command> addresses(Loopback before, Loopback now) {
        return Stream.concat(
                        changed("add", now.addresses(), before.addresses()),
                        changed("del", before.addresses(), now.addresses()))
                .<Command>map(words -> new Ip(now.namespace(), words))
                .toList();
    }

    private static Stream<String> changed(
            String verb, Set<IpAddress> here, Set<IpAddress> notHere) {
        return here.stream()
                .filter(address -> !notHere.contains(address))
                .sorted()
                .map(address -> "address " + verb + " " + address + "/32 dev lo");
    }

    private static boolean isGroup(Route route) {
        return route.target() instanceof Target.Nexthops hops && hops.isGroup();
    }

    private static List<Integer> hops(Route route) {
        return route.target() instanceof Target.Nexthops(var ids) ? ids : List.of();
    }

    private static String set(NftElement element) {
        return element.family() + " " + element.table() + " " + element.set();
    }

    /** Names of devices want quotes; addresses and numbers do without. */
    private static String quoted(String element) {
        return String.join(
                " . ",
                Stream.of(element.split(" \\. "))
                        .map(part -> part.startsWith("fl-") ? '"' + part + '"' : part)
                        .toList());
    }

    /** nft reads a transaction from one line: comments go, line ends become separators. */
    static String oneLine(String body) {
        return body.lines()
                .map(line -> line.replaceFirst("(^|\\s)#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .map(line -> line.endsWith("{") || line.endsWith(",") ? line : line + ";")
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }

    private static List<Command> ip(String namespace, String line) {
        return List.of(new Ip(namespace, line));
    }

    private static List<Command> nft(String namespace, String line) {
        return List.of(new Nft(namespace, line));
    }

    private static List<Command> both(List<Command> first, List<Command> second) {
        var both = new ArrayList<>(first);
        both.addAll(second);
        return List.copyOf(both);
    }
}
