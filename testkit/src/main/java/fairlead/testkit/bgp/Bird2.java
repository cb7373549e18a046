package fairlead.testkit.bgp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** BIRD 2.0.12. */
public final class Bird2 implements Daemon {

    @Override
    public String title() {
        return "BIRD 2.0.12";
    }

    @Override
    public Optional<String> lacks(PeerOption option) {
        return Optional.empty();
    }

    @Override
    public Optional<String> missing() {
        return PrivateRoot.missing();
    }

    @Override
    public Map<String, String> files(RouterConfig config, Path folder) {
        var text = new StringBuilder();
        text.append("log \"%s/log\" all;\n".formatted(folder));
        text.append("router id %s;\nprotocol device {}\n".formatted(config.routerId()));
        text.append("ipv4 table master4;\nipv6 table master6;\n");
        config.neighbours().stream()
                .flatMap(n -> n.option(PeerOption.Bfd.class).stream())
                .findFirst()
                .ifPresent(bfd -> text.append(bfd(bfd)));
        statics(text, config, false);
        statics(text, config, true);
        for (var neighbour : config.neighbours()) {
            text.append(protocol(config, neighbour));
        }
        return Map.of("bird.conf", text.toString());
    }

    private static String bfd(PeerOption.Bfd bfd) {
        var interval = "{ interval %d ms; multiplier 3; }".formatted(bfd.milliseconds());
        return "protocol bfd { interface \"*\" %s; multihop %s; }\n".formatted(interval, interval);
    }

    private static void statics(StringBuilder text, RouterConfig config, boolean v6) {
        text.append("protocol static { %s;\n".formatted(v6 ? "ipv6" : "ipv4"));
        for (var network : config.networks()) {
            if (network.v6() == v6) {
                text.append("  route %s blackhole".formatted(network.prefix()))
                        .append(Birds.communities(network))
                        .append('\n');
            }
        }
        text.append("}\n");
    }

    private static String protocol(RouterConfig config, NeighbourConfig neighbour) {
        var session = new ArrayList<String>();
        var exported =
                neighbour.option(PeerOption.OwnRoutesOnly.class).isPresent()
                        ? "export where source = RTS_STATIC;"
                        : "export all;";
        var channel = new ArrayList<String>(List.of("import all;", exported));
        session.add("local %s as %d;".formatted(neighbour.local(), config.asn()));
        session.add("neighbor %s as %d;".formatted(neighbour.address(), neighbour.asn()));
        session.add("connect delay time 1; connect retry time 2; error wait time 1, 2;");
        for (var option : neighbour.options()) {
            switch (option) {
                case PeerOption.Families _, PeerOption.OwnRoutesOnly _ -> {} // In the channels.
                case PeerOption.RouteRefresh _ -> {} // Always.
                case PeerOption.Passive _ -> session.add("passive on;");
                case PeerOption.Md5(var password) -> session.add("password \"" + password + "\";");
                case PeerOption.Multihop(var hops) -> session.add("multihop " + hops + ";");
                case PeerOption.TtlSecurity _ -> session.add("ttl security on;");
                case PeerOption.HoldTime(var seconds) -> session.add("hold time " + seconds + ";");
                case PeerOption.TwoOctetAs _ -> session.add("enable as4 off;");
                case PeerOption.AddPath(var sends, var receives) ->
                        channel.add(Birds.addPaths(sends, receives));
                case PeerOption.GracefulRestart(var seconds) ->
                        session.add("graceful restart on; graceful restart time " + seconds + ";");
                case PeerOption.PrefixLimit(var prefixes) -> channel.add(Birds.limit(prefixes));
                case PeerOption.Bfd _ -> session.add("bfd on;");
                case PeerOption.ExtendedMessages _ -> session.add("enable extended messages on;");
                case PeerOption.Role _ ->
                        session.add(
                                neighbour.option(PeerOption.ServesRoutes.class).isPresent()
                                        ? "local role rs_server;"
                                        : "local role rs_client;");
                case PeerOption.ServesRoutes _ -> session.add("rs client;");
            }
        }
        if (neighbour.option(PeerOption.GracefulRestart.class).isEmpty()) {
            session.add("graceful restart off;"); // Its default is to be a helper.
        }
        var families = neighbour.families();
        if (families.v4()) {
            session.add("ipv4 { " + String.join(" ", channel) + " };");
        }
        if (families.v6()) {
            var nextHop = neighbour.v6() ? "" : " next hop address " + config.address6() + ";";
            session.add("ipv6 { " + String.join(" ", channel) + nextHop + " };");
        }
        return "protocol bgp %s {\n  %s\n}\n"
                .formatted(Birds.protocol(neighbour), String.join("\n  ", session));
    }

    @Override
    public List<Program> programs(RouterConfig config, Path folder) {
        return List.of(
                Program.of(
                        PrivateRoot.command(
                                folder,
                                List.of(
                                        "bird",
                                        "-f",
                                        "-c",
                                        folder.resolve("bird.conf").toString()))));
    }

    @Override
    public List<String> client(Path folder, List<String> words) {
        var command = new ArrayList<>(List.of("/usr/sbin/birdc"));
        command.addAll(words);
        return command;
    }

    @Override
    public boolean answers(Console console) {
        return console.ask("show", "status").contains("Daemon is up and running");
    }

    @Override
    public PeerView peer(Console console, NeighbourConfig neighbour) {
        return Birds.peer(console, neighbour);
    }

    @Override
    public List<SeenRoute> routes(Console console, NeighbourConfig neighbour, String prefix) {
        return Birds.routes(console, neighbour, prefix);
    }

    @Override
    public void refresh(Console console, NeighbourConfig neighbour) {
        console.ask("reload", "in", Birds.protocol(neighbour));
    }
}
