package fairlead.testkit.bgp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    public Optional<String> lacks(PeerOption option) {
        return switch (option) {
            case PeerOption.Passive _ -> Optional.of("it listens only with a port of its own");
            case PeerOption.PrefixLimit _ -> Optional.of("it has no limit of prefixes");
            case PeerOption.Bfd _ -> Optional.of("it has no BFD");
            case PeerOption.Role _ -> Optional.of("it knows no RFC 9234");
            case PeerOption.ServesRoutes _ -> Optional.of("it hands no routes on");
            case PeerOption.Families _,
                    PeerOption.OwnRoutesOnly _,
                    PeerOption.RouteRefresh _,
                    PeerOption.Md5 _,
                    PeerOption.Multihop _,
                    PeerOption.TtlSecurity _,
                    PeerOption.HoldTime _,
                    PeerOption.TwoOctetAs _,
                    PeerOption.AddPath _,
                    PeerOption.GracefulRestart _,
                    PeerOption.ExtendedMessages _ ->
                    Optional.empty();
        };
    }

    @Override
    public Optional<String> missing() {
        return PrivateRoot.missing();
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
            session(text, neighbour);
            text.add("  family {");
            if (neighbour.families().v4()) {
                text.add("    ipv4 unicast;");
            }
            if (neighbour.families().v6()) {
                text.add("    ipv6 unicast;");
            }
            text.add("  }");
            text.add("  static {");
            for (var network : config.networks()) {
                text.add("    " + route(config, network) + ";");
            }
            text.add("  }");
            text.add("}");
        }
        return Map.of("exabgp.conf", String.join("\n", text) + "\n");
    }

    private static void session(List<String> text, NeighbourConfig neighbour) {
        var capabilities = new ArrayList<>(List.of("route-refresh enable;"));
        for (var option : neighbour.options()) {
            switch (option) {
                case PeerOption.Families _ -> {} // Above.
                case PeerOption.OwnRoutesOnly _, PeerOption.RouteRefresh _ -> {} // Always.
                case PeerOption.Passive _,
                        PeerOption.PrefixLimit _,
                        PeerOption.Bfd _,
                        PeerOption.Role _,
                        PeerOption.ServesRoutes _ -> {} // See lacks.
                case PeerOption.Md5(var password) ->
                        text.add("  md5-password \"" + password + "\";");
                case PeerOption.Multihop(var hops) -> text.add("  outgoing-ttl " + hops + ";");
                case PeerOption.TtlSecurity _ -> {
                    text.add("  outgoing-ttl 255;");
                    text.add("  incoming-ttl 255;");
                }
                case PeerOption.HoldTime(var seconds) -> text.add("  hold-time " + seconds + ";");
                case PeerOption.TwoOctetAs _ -> capabilities.add("asn4 disable;");
                case PeerOption.AddPath(var sends, var receives) ->
                        capabilities.add(
                                "add-path "
                                        + (sends && receives
                                                ? "send/receive"
                                                : sends ? "send" : "receive")
                                        + ";");
                case PeerOption.GracefulRestart(var seconds) ->
                        capabilities.add("graceful-restart " + seconds + ";");
                case PeerOption.ExtendedMessages _ -> capabilities.add("extended-message enable;");
            }
        }
        text.add("  capability { " + String.join(" ", capabilities) + " }");
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
        return List.of(
                Program.of(
                        PrivateRoot.command(
                                folder,
                                List.of("exabgp", folder.resolve("exabgp.conf").toString()))));
    }

    @Override
    public List<String> client(Path folder, List<String> words) {
        var command = new ArrayList<>(List.of("/usr/sbin/python3-exabgpcli"));
        command.addAll(words);
        return command;
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
    public void refresh(Console console, NeighbourConfig neighbour) {
        for (var family : List.of("ipv4", "ipv6")) {
            if (family.equals("ipv4") ? neighbour.families().v4() : neighbour.families().v6()) {
                console.ask(
                        "neighbor",
                        neighbour.address(),
                        "announce",
                        "route-refresh",
                        family,
                        "unicast");
            }
        }
    }
}
