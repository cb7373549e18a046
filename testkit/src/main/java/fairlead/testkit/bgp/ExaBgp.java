package fairlead.testkit.bgp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** ExaBGP 4.2.21. It dials only, and keeps no table but what each neighbour said. */
public final class ExaBgp implements Daemon {

    private static final Pattern UPDATES = Pattern.compile(" update: +\\d+ +(\\d+)");
    private static final Pattern ROW = Pattern.compile("(?m)^   ([\\w -]+):\\s+(\\S+)\\s+(\\S+)");

    @Override
    public String title() {
        return "ExaBGP 4.2.21";
    }

    @Override
    public Set<Quirk> quirks() {
        return Set.of(
                Quirk.TAKES_LONG_MESSAGES,
                Quirk.SHOWS_LINK_LOCAL_NEXT_HOP,
                Quirk.FORGETS_OVER_A_RESTART);
    }

    @Override
    public Wording word(PeerOption option) {
        return switch (option) {
            case PeerOption.Passive _ ->
                    new Wording.Lacking("it listens only with a port of its own");
            case PeerOption.PrefixLimit _ -> new Wording.Lacking("it has no limit of prefixes");
            case PeerOption.Bfd _ -> new Wording.Lacking("it has no BFD");
            case PeerOption.Role _ -> new Wording.Lacking("it knows no RFC 9234");
            case PeerOption.ServesRoutes _, PeerOption.OneRouteOnly _ ->
                    new Wording.Lacking("it hands no routes on");
            case PeerOption.Families _, PeerOption.OwnRoutesOnly _, PeerOption.RouteRefresh _ ->
                    Wording.silently();
            case PeerOption.Md5(var password) ->
                    Wording.session("md5-password \"" + password + "\";");
            case PeerOption.Multihop(var hops) -> Wording.session("outgoing-ttl " + hops + ";");
            case PeerOption.TtlSecurity _ ->
                    Wording.session("outgoing-ttl 255;", "incoming-ttl 255;");
            case PeerOption.HoldTime(var seconds) -> Wording.session("hold-time " + seconds + ";");
            case PeerOption.TwoOctetAs _ -> Wording.block("asn4 disable;");
            case PeerOption.AddPath(var sends, var receives) ->
                    Wording.block(
                            sends && receives
                                    ? "add-path send/receive;"
                                    : sends ? "add-path send;" : "add-path receive;");
            case PeerOption.GracefulRestart(_, var longer) when longer > 0 ->
                    new Wording.Lacking("it knows no RFC 9494");
            case PeerOption.GracefulRestart(var seconds, _) ->
                    Wording.block("graceful-restart " + seconds + ";");
            case PeerOption.ExtendedMessages _ -> Wording.block("extended-message enable;");
        };
    }

    @Override
    public Map<String, String> files(RouterConfig config, Path folder) {
        var text = new ArrayList<String>();
        for (var neighbour : config.neighbours()) {
            text.add("neighbor " + neighbour.address() + " {");
            text.add("  router-id " + config.routerId() + ";");
            text.add("  local-address " + neighbour.local() + ";");
            text.add("  local-as " + config.asn() + ";");
            text.add("  peer-as " + neighbour.asn() + ";");
            text.add("  adj-rib-in true;");
            var words = words(neighbour);
            words.session().forEach(line -> text.add("  " + line));
            text.add("  capability {");
            text.add("    route-refresh enable;");
            words.block().forEach(line -> text.add("    " + line));
            text.add("  }");
            text.add("  family {");
            neighbour.families().names().forEach(family -> text.add("    " + family + " unicast;"));
            text.add("  }");
            text.add("  static {");
            boolean several =
                    neighbour
                            .option(PeerOption.AddPath.class)
                            .filter(PeerOption.AddPath::sends)
                            .isPresent();
            int path = 1;
            for (var network : config.networks()) {
                var id = several ? " path-information 0.0.0." + path++ : "";
                text.add("    " + route(config, network) + id + ";");
            }
            text.add("  }");
            text.add("}");
        }
        return Map.of("exabgp.conf", String.join("\n", text) + "\n");
    }

    private static String route(RouterConfig config, RouterConfig.Network network) {
        return "route "
                + network.prefix()
                + " next-hop "
                + (network.v6() ? config.address6() : config.routerId())
                + (network.communities().isEmpty()
                        ? ""
                        : " community [ " + String.join(" ", network.communities()) + " ]");
    }

    @Override
    public List<Program> programs(RouterConfig config, Path folder) {
        var file = folder.resolve("exabgp.conf").toString();
        return List.of(Program.inPrivateRoot(folder, "exabgp", file));
    }

    @Override
    public Console console(Path folder, Console inside) {
        return inside.through("/usr/sbin/python3-exabgpcli");
    }

    @Override
    public boolean answers(Console console) {
        return console.ask("version").contains("exabgp 4");
    }

    @Override
    public PeerView peer(Console console, NeighbourConfig neighbour) {
        var all = console.ask("show", "neighbor", "extensive");
        var text = section(all, neighbour);
        if (!Pattern.compile("state\\s+ESTABLISHED").matcher(text).find()) {
            return PeerView.unknown(text);
        }
        var heard = EnumSet.noneOf(Capability.class);
        var rows = ROW.matcher(text);
        while (rows.find()) {
            if (!rows.group(3).equals("enabled")) {
                continue;
            }
            switch (rows.group(1)) {
                case "asn4" -> heard.add(Capability.FOUR_OCTET_AS);
                case "route-refresh" -> heard.add(Capability.ROUTE_REFRESH);
                case "add-path" -> heard.add(Capability.ADD_PATH);
                case "extended-message" -> heard.add(Capability.EXTENDED_MESSAGE);
                case "graceful-restart" -> heard.add(Capability.GRACEFUL_RESTART);
                case "ipv4 unicast" -> heard.add(Capability.IPV4_UNICAST);
                case "ipv6 unicast" -> heard.add(Capability.IPV6_UNICAST);
                default -> {} // Not compared.
            }
        }
        return new PeerView(true, heard, Text.sum(UPDATES, text), text);
    }

    private static String section(String all, NeighbourConfig neighbour) {
        for (var section : all.split("(?m)^(?=Neighbor )")) {
            if (section.startsWith("Neighbor " + neighbour.address() + "\n")) {
                return section;
            }
        }
        return all;
    }

    @Override
    public List<SeenRoute> routes(Console console, NeighbourConfig neighbour, String prefix) {
        var routes = new ArrayList<SeenRoute>();
        for (var line : console.ask("show", "adj-rib", "in", "extensive").split("\n")) {
            if (line.startsWith("neighbor " + neighbour.address() + " ")
                    && line.contains(" unicast " + prefix + " ")) {
                var communities = new HashSet<>(List.of(value(line, "community").split(" ")));
                communities.remove("");
                routes.add(
                        new SeenRoute(
                                prefix,
                                value(line, "next-hop"),
                                value(line, "as-path"),
                                communities));
            }
        }
        return routes;
    }

    /** The word after that name, or the words between brackets. */
    private static String value(String line, String name) {
        var found = Pattern.compile(" " + name + " (?:\\[ ?([^]]*?) ?\\]|(\\S+))").matcher(line);
        if (!found.find()) {
            return "";
        }
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    @Override
    public List<List<String>> refresh(NeighbourConfig neighbour) {
        return neighbour.families().names().stream()
                .map(family ->
                        List.of(
                                "neighbor",
                                neighbour.address(),
                                "announce",
                                "route-refresh",
                                family,
                                "unicast"))
                .toList();
    }
}
