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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    public Optional<String> lacks(PeerOption option) {
        return switch (option) {
            case PeerOption.OwnRoutesOnly _ -> Optional.of("it originates nothing");
            case PeerOption.Families _,
                    PeerOption.RouteRefresh _,
                    PeerOption.Passive _,
                    PeerOption.Multihop _,
                    PeerOption.HoldTime _,
                    PeerOption.ServesRoutes _,
                    PeerOption.Md5 _,
                    PeerOption.TtlSecurity _,
                    PeerOption.TwoOctetAs _,
                    PeerOption.PrefixLimit _,
                    PeerOption.AddPath _,
                    PeerOption.GracefulRestart _,
                    PeerOption.Bfd _,
                    PeerOption.ExtendedMessages _,
                    PeerOption.Role _ ->
                    Optional.empty();
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
            text.add("    families: " + families(neighbour));
            for (var option : neighbour.options()) {
                line(option).ifPresent(line -> text.add("    " + line));
            }
        }
        return Map.of("rs.yaml", String.join("\n", text) + "\n");
    }

    private static String families(NeighbourConfig neighbour) {
        var families = neighbour.families();
        return families.v4() && families.v6()
                ? "[ipv4, ipv6]"
                : families.v6() ? "[ipv6]" : "[ipv4]";
    }

    private static Optional<String> line(PeerOption option) {
        return switch (option) {
            case PeerOption.Families _,
                    PeerOption.ExtendedMessages _,
                    PeerOption.OwnRoutesOnly _,
                    PeerOption.RouteRefresh _,
                    PeerOption.ServesRoutes _ ->
                    Optional.empty();
            case PeerOption.Passive _ -> Optional.of("passive: true");
            case PeerOption.Md5(var password) -> Optional.of("password: " + password);
            case PeerOption.Multihop(var hops) -> Optional.of("multihop: " + hops);
            case PeerOption.TtlSecurity _ -> Optional.of("ttlSecurity: 1");
            case PeerOption.HoldTime(var seconds) -> Optional.of("holdTime: " + seconds + "s");
            case PeerOption.TwoOctetAs _ -> Optional.of("asn4: false");
            case PeerOption.AddPath(var sends, var receives) ->
                    Optional.of(
                            "addPath: "
                                    + (sends && receives ? "both" : sends ? "send" : "receive"));
            case PeerOption.GracefulRestart _ -> Optional.of("gracefulRestart: helper");
            case PeerOption.PrefixLimit(var prefixes) -> Optional.of("prefixLimit: " + prefixes);
            case PeerOption.Bfd(var interval) -> Optional.of("bfd: {interval: " + interval + "ms}");
            case PeerOption.Role _ -> Optional.of("role: route-server");
        };
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

    /** The words are a question of the control socket. */
    @Override
    public Optional<Console> console(Path folder) {
        return Optional.of(words -> {
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
        });
    }

    @Override
    public List<String> client(Path folder, List<String> words) {
        throw new UnsupportedOperationException("it is asked through its console");
    }

    @Override
    public boolean answers(Console console) {
        return !console.ask("peers").isEmpty();
    }

    @Override
    public PeerView peer(Console console, NeighbourConfig neighbour) {
        var text = console.ask("peers", "peer", neighbour.name());
        var peer = JSON.readTree(text.lines().findFirst().orElse("{}"));
        boolean established = peer.path("state").asString("").equals("Established");
        return new PeerView(
                established,
                established ? heard(peer) : EnumSet.noneOf(Capability.class),
                peer.path("updatesReceived").asLong(0),
                text);
    }

    private static EnumSet<Capability> heard(JsonNode peer) {
        return EnumSet.noneOf(Capability.class);
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
    public void refresh(Console console, NeighbourConfig neighbour) {
        throw new UnsupportedOperationException("nobody can ask it for that");
    }
}
