package fairlead.testkit.bgp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** GoBGP 3.10. */
public final class GoBgp implements Daemon {

    private static final Pattern CAPABILITY = Pattern.compile("(?m)^    (\\S+):\\t(.*)$");

    private static final Pattern UPDATES = Pattern.compile("Updates: +\\d+ +(\\d+)");

    private static final Pattern MULTIPROTOCOL =
            Pattern.compile("(?m)^        (ipv[46]-unicast):\\t.*received");

    @Override
    public String title() {
        return "GoBGP 3.10";
    }

    /** Dotted keys, below a neighbour's table or that of one of its families. */
    @Override
    public Wording word(PeerOption option) {
        return switch (option) {
            case PeerOption.TwoOctetAs _ ->
                    new Wording.Lacking("it always offers AS numbers of four octets");
            case PeerOption.RouteRefresh _ ->
                    new Wording.Lacking(
                            "it never asks for routes again: softresetin looks at what it holds");
            case PeerOption.OwnRoutesOnly _, PeerOption.OneRouteOnly _ ->
                    new Wording.Lacking("only BIRD 2 is a source of routes here");
            case PeerOption.Bfd _ -> new Wording.Lacking("it has no BFD");
            case PeerOption.ExtendedMessages _ -> new Wording.Lacking("it knows no RFC 8654");
            case PeerOption.Role _ -> new Wording.Lacking("it knows no RFC 9234");
            case PeerOption.Families _ -> Wording.silently();
            case PeerOption.Passive _ -> Wording.session("transport.config.passive-mode = true");
            case PeerOption.Md5(var password) ->
                    Wording.session("config.auth-password = \"" + password + "\"");
            case PeerOption.Multihop(var hops) ->
                    Wording.session(
                            "ebgp-multihop.config.enabled = true",
                            "ebgp-multihop.config.multihop-ttl = " + hops);
            case PeerOption.TtlSecurity _ ->
                    Wording.session(
                            "ttl-security.config.enabled = true",
                            "ttl-security.config.ttl-min = 255");
            case PeerOption.HoldTime(var seconds) ->
                    Wording.session("timers.config.hold-time = " + seconds);
            case PeerOption.AddPath(var sends, var receives) ->
                    Wording.block(
                            "add-paths.config.receive = " + receives,
                            "add-paths.config.send-max = " + (sends ? 8 : 0));
            case PeerOption.GracefulRestart(var seconds, var longer) ->
                    new Wording.Said(
                            List.of(
                                    "graceful-restart.config.enabled = true",
                                    "graceful-restart.config.restart-time = " + seconds,
                                    "graceful-restart.config.long-lived-enabled = " + (longer > 0)),
                            List.of(
                                    "mp-graceful-restart.config.enabled = true",
                                    "long-lived-graceful-restart.config.enabled = " + (longer > 0),
                                    "long-lived-graceful-restart.config.restart-time = " + longer));
            case PeerOption.PrefixLimit(var prefixes) ->
                    Wording.block("prefix-limit.config.max-prefixes = " + prefixes);
            case PeerOption.ServesRoutes _ ->
                    Wording.session("route-server.config.route-server-client = true");
        };
    }

    @Override
    public Map<String, String> files(RouterConfig config, Path folder) {
        var text = new ArrayList<String>();
        text.add("[global.config]");
        text.add("  as = " + config.asn());
        text.add("  router-id = \"" + config.routerId() + "\"");
        for (var neighbour : config.neighbours()) {
            var words = words(neighbour);
            text.add("[[neighbors]]");
            text.add("  config.neighbor-address = \"" + neighbour.address() + "\"");
            text.add("  config.peer-as = " + neighbour.asn());
            text.add("  transport.config.local-address = \"" + neighbour.local() + "\"");
            text.add("  timers.config.connect-retry = 1");
            text.add("  timers.config.idle-hold-time-after-reset = 1");
            words.session().forEach(line -> text.add("  " + line));
            for (var family : neighbour.families().names()) {
                text.add("  [[neighbors.afi-safis]]");
                text.add("    config.afi-safi-name = \"" + family + "-unicast\"");
                words.block().forEach(line -> text.add("    " + line));
            }
        }
        return Map.of("gobgpd.toml", String.join("\n", text) + "\n");
    }

    @Override
    public List<Program> programs(RouterConfig config, Path folder) {
        var file = folder.resolve("gobgpd.toml").toString();
        return List.of(
                Program.inPrivateRoot(folder, "gobgpd", "-f", file, "--pprof-disable", "-p"));
    }

    @Override
    public Console console(Path folder, Console inside) {
        return inside.through("/usr/bin/gobgp");
    }

    @Override
    public boolean answers(Console console) {
        return console.ask("global").contains("Router-ID");
    }

    /** Its file knows no networks. */
    @Override
    public List<List<String>> completion(RouterConfig config) {
        var questions = new ArrayList<List<String>>();
        for (var network : config.networks()) {
            var words = new ArrayList<>(List.of("global", "rib", "add", network.prefix()));
            words.addAll(List.of("nexthop", network.v6() ? config.address6() : config.routerId()));
            if (!network.communities().isEmpty()) {
                words.addAll(List.of("community", String.join(",", network.communities())));
            }
            words.addAll(List.of("-a", network.v6() ? "ipv6" : "ipv4"));
            questions.add(words);
        }
        return questions;
    }

    @Override
    public PeerView peer(Console console, NeighbourConfig neighbour) {
        var text = console.ask("neighbor", neighbour.address());
        if (!text.contains("BGP state = ESTABLISHED")) {
            return PeerView.unknown(text);
        }
        var heard = EnumSet.noneOf(Capability.class);
        var families = MULTIPROTOCOL.matcher(text);
        while (families.find()) {
            heard.add(
                    families.group(1).startsWith("ipv4")
                            ? Capability.IPV4_UNICAST
                            : Capability.IPV6_UNICAST);
        }
        var capabilities = CAPABILITY.matcher(text);
        while (capabilities.find()) {
            if (!capabilities.group(2).contains("received")) {
                continue;
            }
            switch (capabilities.group(1)) {
                case "route-refresh" -> heard.add(Capability.ROUTE_REFRESH);
                case "enhanced-route-refresh" -> heard.add(Capability.ENHANCED_REFRESH);
                case "4-octet-as" -> heard.add(Capability.FOUR_OCTET_AS);
                case "add-path" -> heard.add(Capability.ADD_PATH);
                case "graceful-restart" -> heard.add(Capability.GRACEFUL_RESTART);
                case "long-lived-graceful-restart" ->
                        heard.add(Capability.LONG_LIVED_GRACEFUL_RESTART);
                case "UnknownCapability(6)" -> heard.add(Capability.EXTENDED_MESSAGE);
                case "UnknownCapability(9)" -> heard.add(Capability.ROLE);
                default -> {} // Not compared.
            }
        }
        return new PeerView(true, heard, Text.sum(UPDATES, text), text);
    }

    @Override
    public List<SeenRoute> routes(Console console, NeighbourConfig neighbour, String prefix) {
        var text =
                console.ask(
                        "neighbor",
                        neighbour.address(),
                        "adj-in",
                        "-j",
                        "-a",
                        prefix.contains(":") ? "ipv6" : "ipv4");
        var routes = new ArrayList<SeenRoute>();
        for (var path : Text.json(text).path(prefix)) {
            routes.add(route(prefix, path));
        }
        return routes;
    }

    private static SeenRoute route(String prefix, JsonNode path) {
        var nextHop = "";
        var asPath = new ArrayList<String>();
        var communities = new HashSet<String>();
        for (var attribute : path.path("attrs")) {
            switch (attribute.path("type").asInt()) {
                case 2 ->
                        attribute
                                .path("as_paths")
                                .forEach(segment ->
                                        segment.path("asns")
                                                .forEach(asn -> asPath.add(asn.asString())));
                case 3, 14 -> nextHop = attribute.path("nexthop").asString();
                case 8 ->
                        attribute
                                .path("communities")
                                .forEach(c ->
                                        communities.add(
                                                (c.asLong() >>> 16) + ":" + (c.asLong() & 0xffff)));
                default -> {} // Not compared.
            }
        }
        return new SeenRoute(prefix, nextHop, String.join(" ", asPath), communities);
    }

    @Override
    public List<List<String>> refresh(NeighbourConfig neighbour) {
        return List.of();
    }
}
