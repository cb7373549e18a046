package fairlead.bgpd.interop;

import fairlead.bgpd.control.ControlClient;
import fairlead.bgpd.control.Question;
import fairlead.testkit.bgp.Capability;
import fairlead.testkit.bgp.Console;
import fairlead.testkit.bgp.Daemon;
import fairlead.testkit.bgp.NeighbourConfig;
import fairlead.testkit.bgp.PeerOption;
import fairlead.testkit.bgp.PeerView;
import fairlead.testkit.bgp.RouterConfig;
import fairlead.testkit.bgp.SeenRoute;
import fairlead.testkit.bgp.Wording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our own route server, told and read as the others are. */
final class FairleadServer implements Daemon {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public String title() {
        return "Fairlead";
    }

    @Override
    public Wording word(PeerOption option) {
        return switch (option) {
            case PeerOption.OwnRoutesOnly _ -> new Wording.Lacking("it originates nothing");
            case PeerOption.RouteRefresh _ -> new Wording.Lacking("nobody can have it ask");
            case PeerOption.Families _, PeerOption.ExtendedMessages _, PeerOption.ServesRoutes _ ->
                    Wording.silently();
            case PeerOption.OneRouteOnly(var prefix) ->
                    Wording.session(
                            "export: [{match: {not: {prefixes: "
                                    + prefix
                                    + "}}, then: {reject: another route}}]");
            case PeerOption.Passive _ -> Wording.session("passive: true");
            case PeerOption.Md5(var password) -> Wording.session("password: " + password);
            case PeerOption.Multihop(var hops) -> Wording.session("multihop: " + hops);
            case PeerOption.TtlSecurity _ -> Wording.session("ttlSecurity: 1");
            case PeerOption.HoldTime(var seconds) -> Wording.session("holdTime: " + seconds + "s");
            case PeerOption.TwoOctetAs _ -> Wording.session("asn4: false");
            case PeerOption.AddPath(var sends, var receives) ->
                    Wording.session(
                            "addPath: "
                                    + (sends && receives ? "both" : sends ? "send" : "receive"));
            case PeerOption.GracefulRestart(var seconds, var longer) ->
                    Wording.session(
                            "gracefulRestart: {mode: restarting, time: "
                                    + seconds
                                    + "s, longLived: "
                                    + longer
                                    + "s}");
            case PeerOption.PrefixLimit(var prefixes) ->
                    Wording.session(
                            "prefixLimit: {ipv4: %1$d, ipv6: %1$d, restart: 10s}"
                                    .formatted(prefixes));
            case PeerOption.Bfd(var interval) ->
                    Wording.session("bfd: {interval: " + interval + "ms}");
            case PeerOption.Role _ -> Wording.session("role: route-server");
        };
    }

    @Override
    public Optional<String> missing() {
        return Optional.empty();
    }

    @Override
    public Map<String, String> files(RouterConfig config, Path folder) {
        var text = new ArrayList<String>();
        text.add("asn: " + config.asn());
        text.add("routerId: " + config.routerId());
        var listen =
                config.neighbours().stream()
                        .map(NeighbourConfig::local)
                        .distinct()
                        .map(local -> local.contains(":") ? "'[" + local + "]:179'" : local)
                        .toList();
        text.add("listen: [" + String.join(", ", listen) + "]");
        text.add("connectRetry: 2s");
        text.add("peers:");
        for (var neighbour : config.neighbours()) {
            text.add("  - name: " + neighbour.name());
            text.add("    address: '" + neighbour.address() + "'");
            text.add("    asn: " + neighbour.asn());
            text.add("    families: " + neighbour.families().names());
            words(neighbour).session().forEach(line -> text.add("    " + line));
        }
        return Map.of("rs.yaml", String.join("\n", text) + "\n");
    }

    @Override
    public List<Program> programs(RouterConfig config, Path folder) {
        var java = ProcessHandle.current().info().command().orElse("java");
        return List.of(
                new Program(
                        List.of(
                                java,
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseCompactObjectHeaders",
                                "--enable-native-access=ALL-UNNAMED",
                                "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ServerProgram.class.getName(),
                                folder.resolve("rs.yaml").toString(),
                                socket(folder).toString()),
                        Optional.of(socket(folder))));
    }

    private static Path socket(Path folder) {
        return folder.resolve("ctl");
    }

    /** The words are a question of the control socket, which needs no client. */
    @Override
    public Console console(Path folder, Console inside) {
        return words -> {
            var lines = new ArrayList<String>();
            try (var client =
                    ControlClient.ask(socket(folder), Question.parse(String.join(" ", words)))) {
                for (var line = client.next(); line.isPresent(); line = client.next()) {
                    lines.add(line.get());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return String.join("\n", lines);
        };
    }

    @Override
    public boolean answers(Console console) {
        return !console.ask("peers").isEmpty();
    }

    @Override
    public PeerView peer(Console console, NeighbourConfig neighbour) {
        var text = console.ask("peer", "peer", neighbour.name());
        var peer = JSON.readTree(text.lines().findFirst().orElse("{}"));
        if (!peer.path("state").asString("").equals("Established")) {
            return new PeerView(false, Set.of(), 0, text);
        }
        return new PeerView(
                true,
                heard(peer),
                peer.path("messages").path("received").path("update").asLong(),
                text);
    }

    private static Set<Capability> heard(JsonNode peer) {
        var heard = EnumSet.noneOf(Capability.class);
        for (var one : peer.path("capabilities")) {
            if (!one.path("theirs").asString("").isEmpty()) {
                capability(one).ifPresent(heard::add);
            }
        }
        return heard;
    }

    private static Optional<Capability> capability(JsonNode row) {
        return switch (row.path("name").asString("")) {
            case "multiprotocol" ->
                    switch (row.path("family").asString("")) {
                        case "ipv4-unicast" -> Optional.of(Capability.IPV4_UNICAST);
                        case "ipv6-unicast" -> Optional.of(Capability.IPV6_UNICAST);
                        default -> Optional.empty();
                    };
            case "route-refresh" -> Optional.of(Capability.ROUTE_REFRESH);
            case "enhanced-route-refresh" -> Optional.of(Capability.ENHANCED_REFRESH);
            case "four-octet-as" -> Optional.of(Capability.FOUR_OCTET_AS);
            case "add-path" -> Optional.of(Capability.ADD_PATH);
            case "graceful-restart" -> Optional.of(Capability.GRACEFUL_RESTART);
            case "long-lived-graceful-restart" ->
                    Optional.of(Capability.LONG_LIVED_GRACEFUL_RESTART);
            case "extended-message" -> Optional.of(Capability.EXTENDED_MESSAGE);
            case "role" -> Optional.of(Capability.ROLE);
            default -> Optional.empty(); // Nothing that others show.
        };
    }

    @Override
    public List<SeenRoute> routes(Console console, NeighbourConfig neighbour, String prefix) {
        var routes = new ArrayList<SeenRoute>();
        console.ask("routes", "peer", neighbour.name(), "prefix", prefix)
                .lines()
                .map(JSON::readTree)
                .filter(row -> row.has("prefix"))
                .forEach(row -> {
                    var communities = new HashSet<String>();
                    row.path("communities").forEach(c -> communities.add(c.asString()));
                    routes.add(
                            new SeenRoute(
                                    row.path("prefix").asString(),
                                    row.path("nextHop").asString(),
                                    row.path("asPath").asString(),
                                    communities));
                });
        return routes;
    }

    @Override
    public List<List<String>> refresh(NeighbourConfig neighbour) {
        return List.of();
    }
}
