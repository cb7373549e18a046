package fairlead.testkit.bgp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What BIRD 1.6 and BIRD 2 have in common: how a session is told, and how birdc answers. */
abstract sealed class Bird implements Daemon permits Bird1, Bird2 {

    static final String FILE = "bird.conf";

    private static final Pattern ATTRIBUTE = Pattern.compile("^\\s+BGP\\.(\\w+): *(.*)$");
    private static final Pattern UPDATES = Pattern.compile("Import updates: +(\\d+)");
    private static final Pattern COMMUNITY = Pattern.compile("\\((\\d+),(\\d+)\\)");

    /** The protocol that watches paths. */
    abstract String bfd(PeerOption.Bfd bfd);

    /** The protocols that originate its networks. */
    abstract String origins(RouterConfig config);

    /** Where the lines of a session's tables go, {@code channel} among them. */
    abstract List<String> families(
            RouterConfig config, NeighbourConfig neighbour, List<String> channel);

    @Override
    public Wording word(PeerOption option) {
        return switch (option) {
            case PeerOption.Families _, PeerOption.RouteRefresh _ -> Wording.silently();
            case PeerOption.OwnRoutesOnly _, PeerOption.OneRouteOnly _ ->
                    Wording.silently(); // See below.
            case PeerOption.Passive _ -> Wording.session("passive on;");
            case PeerOption.Md5(var password) -> Wording.session("password \"" + password + "\";");
            case PeerOption.Multihop(var hops) -> Wording.session("multihop " + hops + ";");
            case PeerOption.TtlSecurity _ -> Wording.session("ttl security on;");
            case PeerOption.HoldTime(var seconds) -> Wording.session("hold time " + seconds + ";");
            case PeerOption.TwoOctetAs _ -> Wording.session("enable as4 off;");
            case PeerOption.AddPath(var sends, var receives) ->
                    Wording.block("add paths " + paths(sends, receives) + ";");
            case PeerOption.GracefulRestart(var seconds, var longer) ->
                    Wording.session(
                            "graceful restart on; graceful restart time " + seconds + ";",
                            longer == 0
                                    ? ""
                                    : "long lived graceful restart on; long lived stale time "
                                            + longer
                                            + ";");
            // It ends the session for good, so that a test can look at it.
            case PeerOption.PrefixLimit(var prefixes) ->
                    Wording.block("import limit " + prefixes + " action disable;");
            case PeerOption.Bfd _ -> Wording.session("bfd on;");
            case PeerOption.ExtendedMessages _ -> Wording.session("enable extended messages on;");
            case PeerOption.Role(var server) ->
                    Wording.session(server ? "local role rs_server;" : "local role rs_client;");
            case PeerOption.ServesRoutes _ -> Wording.session("rs client;");
        };
    }

    private static String paths(boolean sends, boolean receives) {
        return sends && receives ? "on" : sends ? "tx" : receives ? "rx" : "off";
    }

    @Override
    public Map<String, String> files(RouterConfig config, Path folder) {
        var text = new StringBuilder();
        text.append("log \"%s/log\" all;\n".formatted(folder));
        text.append("router id %s;\nprotocol device {}\n".formatted(config.routerId()));
        config.option(PeerOption.Bfd.class).ifPresent(bfd -> text.append(bfd(bfd)));
        text.append(origins(config));
        for (var neighbour : config.neighbours()) {
            text.append(
                    "protocol bgp %s {\n  %s\n}\n"
                            .formatted(
                                    protocol(neighbour),
                                    String.join("\n  ", session(config, neighbour))));
        }
        return Map.of(FILE, text.toString());
    }

    private List<String> session(RouterConfig config, NeighbourConfig neighbour) {
        var words = words(neighbour);
        var session = new ArrayList<String>();
        session.add("local %s as %d;".formatted(neighbour.local(), config.asn()));
        session.add("neighbor %s as %d;".formatted(neighbour.address(), neighbour.asn()));
        session.add("connect delay time 1; connect retry time 2; error wait time 1, 2;");
        session.addAll(words.session());
        if (neighbour.option(PeerOption.GracefulRestart.class).isEmpty()) {
            session.add("graceful restart off;"); // Its default is to be a helper.
        }
        var channel = new ArrayList<String>(List.of("import all;"));
        var one = neighbour.option(PeerOption.OneRouteOnly.class);
        channel.add(
                neighbour.option(PeerOption.OwnRoutesOnly.class).isPresent()
                        ? "export where source = RTS_STATIC;"
                        : one.map(only -> "export where net = " + only.prefix() + ";")
                                .orElse("export all;"));
        channel.addAll(words.block());
        session.addAll(families(config, neighbour, channel));
        return session;
    }

    /** A protocol that originates the networks of one family; {@code first} is its first line. */
    static String originate(RouterConfig config, boolean v6, String first) {
        var text = new StringBuilder("protocol static { " + first + "\n");
        for (var network : config.networks()) {
            if (network.v6() == v6) {
                text.append("  route %s blackhole".formatted(network.prefix()))
                        .append(communities(network))
                        .append('\n');
            }
        }
        return text.append("}\n").toString();
    }

    /** Communities as a filter of a static route adds them. */
    private static String communities(RouterConfig.Network network) {
        var text = new StringBuilder();
        for (var community : network.communities()) {
            text.append(" bgp_community.add((").append(community.replace(':', ',')).append("));");
        }
        return text.isEmpty() ? ";" : " {" + text + " };";
    }

    private static String protocol(NeighbourConfig neighbour) {
        return "p_" + neighbour.name();
    }

    @Override
    public boolean answers(Console console) {
        return console.ask("show", "status").contains("Daemon is up and running");
    }

    @Override
    public PeerView peer(Console console, NeighbourConfig neighbour) {
        var text = console.ask("show", "protocols", "all", protocol(neighbour));
        if (!text.contains("BGP state:          Established")) {
            return PeerView.unknown(text);
        }
        return new PeerView(true, heard(text), Text.sum(UPDATES, text), text);
    }

    /** BIRD 2 lists them a line each, BIRD 1.6 in one line, as short words. */
    private static Set<Capability> heard(String text) {
        var heard = EnumSet.noneOf(Capability.class);
        var neighbour =
                text.contains("Neighbor capabilities")
                        ? text.substring(
                                text.indexOf("Neighbor capabilities"), text.indexOf("Session:"))
                        : text.lines()
                                .filter(line -> line.contains("Neighbor caps:"))
                                .findFirst()
                                .orElse("");
        for (var line : neighbour.lines().toList()) {
            if (line.contains("AF announced:") && line.contains("ipv4")) {
                heard.add(Capability.IPV4_UNICAST);
            }
            if (line.contains("AF announced:") && line.contains("ipv6")) {
                heard.add(Capability.IPV6_UNICAST);
            }
            if (line.contains("Route refresh") || line.contains(" refresh")) {
                heard.add(Capability.ROUTE_REFRESH);
            }
            if (line.contains("Enhanced refresh") || line.contains("enhanced-refresh")) {
                heard.add(Capability.ENHANCED_REFRESH);
            }
            if (line.contains("4-octet AS") || line.contains(" AS4")) {
                heard.add(Capability.FOUR_OCTET_AS);
            }
            if (line.contains("ADD-PATH") || line.contains("add-path-")) {
                heard.add(Capability.ADD_PATH);
            }
            if (line.contains(" Graceful restart")
                    || line.contains("restart-able")
                    || line.contains("restart-aware")) {
                heard.add(Capability.GRACEFUL_RESTART);
            }
            if (line.contains("Long-lived") || line.contains("llgr-")) {
                heard.add(Capability.LONG_LIVED_GRACEFUL_RESTART);
            }
            if (line.contains("Extended message") || line.contains("ext-messages")) {
                heard.add(Capability.EXTENDED_MESSAGE);
            }
            if (line.contains("Role:")) {
                heard.add(Capability.ROLE);
            }
        }
        return heard;
    }

    @Override
    public List<SeenRoute> routes(Console console, NeighbourConfig neighbour, String prefix) {
        var name = protocol(neighbour);
        var routes = new ArrayList<SeenRoute>();
        var path = new ArrayList<String>();
        for (var line : console.ask("show", "route", prefix, "all", "protocol", name).split("\n")) {
            if (line.contains(" [" + name + " ")) {
                close(routes, prefix, path);
                path.add(line);
            } else if (!path.isEmpty()) {
                path.add(line);
            }
        }
        close(routes, prefix, path);
        return routes;
    }

    private static void close(List<SeenRoute> routes, String prefix, List<String> path) {
        if (!path.isEmpty()) {
            routes.add(route(prefix, path));
            path.clear();
        }
    }

    private static SeenRoute route(String prefix, List<String> path) {
        var nextHop = "";
        var asPath = "";
        var communities = new HashSet<String>();
        long onlyToCustomer = 0;
        for (var line : path) {
            var attribute = ATTRIBUTE.matcher(line);
            if (attribute.matches()) {
                var value = attribute.group(2).strip();
                switch (attribute.group(1)) {
                    case "next_hop" -> nextHop = value.split(" ")[0];
                    case "as_path" -> asPath = value;
                    case "otc" -> onlyToCustomer = Long.parseLong(value);
                    case "community" -> {
                        var all = COMMUNITY.matcher(value);
                        while (all.find()) {
                            communities.add(all.group(1) + ":" + all.group(2));
                        }
                    }
                    default -> {} // Not compared.
                }
            }
        }
        return new SeenRoute(prefix, nextHop, asPath, communities, onlyToCustomer);
    }

    @Override
    public List<List<String>> refresh(NeighbourConfig neighbour) {
        return List.of(List.of("reload", "in", protocol(neighbour)));
    }
}
