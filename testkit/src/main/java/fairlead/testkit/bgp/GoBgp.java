package fairlead.testkit.bgp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    @Override
    public Optional<String> lacks(PeerOption option) {
        return switch (option) {
            case PeerOption.TwoOctetAs _ ->
                    Optional.of("it always offers AS numbers of four octets");
            case PeerOption.RouteRefresh _ ->
                    Optional.of(
                            "it never asks for routes again: softresetin looks at what it holds");
            case PeerOption.OwnRoutesOnly _ ->
                    Optional.of("only BIRD 2 is a source of routes here");
            case PeerOption.Bfd _ -> Optional.of("it has no BFD");
            case PeerOption.ExtendedMessages _ -> Optional.of("it knows no RFC 8654");
            case PeerOption.Role _ -> Optional.of("it knows no RFC 9234");
            case PeerOption.Families _,
                    PeerOption.Passive _,
                    PeerOption.Md5 _,
                    PeerOption.Multihop _,
                    PeerOption.TtlSecurity _,
                    PeerOption.HoldTime _,
                    PeerOption.AddPath _,
                    PeerOption.GracefulRestart _,
                    PeerOption.PrefixLimit _,
                    PeerOption.ServesRoutes _ ->
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
        text.add("[global.config]");
        text.add("  as = " + config.asn());
        text.add("  router-id = \"" + config.routerId() + "\"");
        for (var neighbour : config.neighbours()) {
            session(text, neighbour);
            if (neighbour.families().v4()) {
                family(text, neighbour, "ipv4-unicast");
            }
            if (neighbour.families().v6()) {
                family(text, neighbour, "ipv6-unicast");
            }
        }
        return Map.of("gobgpd.toml", String.join("\n", text) + "\n");
    }

    private static void session(List<String> text, NeighbourConfig neighbour) {
        text.add("[[neighbors]]");
        text.add("  [neighbors.config]");
        text.add("    neighbor-address = \"" + neighbour.address() + "\"");
        text.add("    peer-as = " + neighbour.asn());
        neighbour
                .option(PeerOption.Md5.class)
                .ifPresent(md5 -> text.add("    auth-password = \"" + md5.password() + "\""));
        text.add("  [neighbors.transport.config]");
        text.add("    local-address = \"" + neighbour.local() + "\"");
        neighbour
                .option(PeerOption.Passive.class)
                .ifPresent(_ -> text.add("    passive-mode = true"));
        text.add("  [neighbors.timers.config]");
        text.add("    connect-retry = 1");
        text.add("    idle-hold-time-after-reset = 1");
        neighbour
                .option(PeerOption.HoldTime.class)
                .ifPresent(hold -> text.add("    hold-time = " + hold.seconds()));
        neighbour
                .option(PeerOption.Multihop.class)
                .ifPresent(far -> {
                    text.add("  [neighbors.ebgp-multihop.config]");
                    text.add("    enabled = true");
                    text.add("    multihop-ttl = " + far.hops());
                });
        neighbour
                .option(PeerOption.TtlSecurity.class)
                .ifPresent(_ -> {
                    text.add("  [neighbors.ttl-security.config]");
                    text.add("    enabled = true");
                    text.add("    ttl-min = 255");
                });
        neighbour
                .option(PeerOption.GracefulRestart.class)
                .ifPresent(graceful -> {
                    text.add("  [neighbors.graceful-restart.config]");
                    text.add("    enabled = true");
                    text.add("    restart-time = " + graceful.seconds());
                });
        neighbour
                .option(PeerOption.ServesRoutes.class)
                .ifPresent(_ -> {
                    text.add("  [neighbors.route-server.config]");
                    text.add("    route-server-client = true");
                });
    }

    private static void family(List<String> text, NeighbourConfig neighbour, String name) {
        text.add("  [[neighbors.afi-safis]]");
        text.add("    [neighbors.afi-safis.config]");
        text.add("      afi-safi-name = \"" + name + "\"");
        neighbour
                .option(PeerOption.GracefulRestart.class)
                .ifPresent(_ -> {
                    text.add("    [neighbors.afi-safis.mp-graceful-restart.config]");
                    text.add("      enabled = true");
                });
        neighbour
                .option(PeerOption.AddPath.class)
                .ifPresent(addPath -> {
                    text.add("    [neighbors.afi-safis.add-paths.config]");
                    text.add("      receive = " + addPath.receives());
                    text.add("      send-max = " + (addPath.sends() ? 8 : 0));
                });
        neighbour
                .option(PeerOption.PrefixLimit.class)
                .ifPresent(limit -> {
                    text.add("    [neighbors.afi-safis.prefix-limit.config]");
                    text.add("      max-prefixes = " + limit.prefixes());
                });
    }

    @Override
    public List<Program> programs(RouterConfig config, Path folder) {
        return List.of(
                Program.of(
                        PrivateRoot.command(
                                folder,
                                List.of(
                                        "gobgpd",
                                        "-f",
                                        folder.resolve("gobgpd.toml").toString(),
                                        "--pprof-disable",
                                        "-p"))));
    }

    @Override
    public List<String> client(Path folder, List<String> words) {
        var command = new ArrayList<>(List.of("/usr/bin/gobgp"));
        command.addAll(words);
        return command;
    }

    @Override
    public boolean answers(Console console) {
        return console.ask("global").contains("Router-ID");
    }

    @Override
    public boolean needsCompletion() {
        return true;
    }

    /** Its file knows no networks. */
    @Override
    public void complete(Console console, RouterConfig config) {
        for (var network : config.networks()) {
            var words = new ArrayList<>(List.of("global", "rib", "add", network.prefix()));
            words.addAll(List.of("nexthop", network.v6() ? config.address6() : config.routerId()));
            if (!network.communities().isEmpty()) {
                words.addAll(List.of("community", String.join(",", network.communities())));
            }
            words.addAll(List.of("-a", network.v6() ? "ipv6" : "ipv4"));
            console.ask(words);
        }
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
    public void refresh(Console console, NeighbourConfig neighbour) {
        throw new UnsupportedOperationException("see lacks");
    }
}
