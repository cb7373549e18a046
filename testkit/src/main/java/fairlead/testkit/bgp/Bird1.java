package fairlead.testkit.bgp;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** BIRD 1.6.8: a process per family, {@code bird} and {@code bird6}. */
public final class Bird1 implements Daemon {

    @Override
    public String title() {
        return "BIRD 1.6.8";
    }

    @Override
    public Optional<String> lacks(PeerOption option) {
        return switch (option) {
            case PeerOption.Families(var v4, var v6) when v4 && v6 ->
                    Optional.of("it is a process per family");
            case PeerOption.OwnRoutesOnly _ ->
                    Optional.of("only BIRD 2 is a source of routes here");
            case PeerOption.ExtendedMessages _ -> Optional.of("it knows no RFC 8654");
            case PeerOption.Role _ -> Optional.of("it knows no RFC 9234");
            case PeerOption.Families _,
                    PeerOption.RouteRefresh _,
                    PeerOption.Passive _,
                    PeerOption.Md5 _,
                    PeerOption.Multihop _,
                    PeerOption.TtlSecurity _,
                    PeerOption.HoldTime _,
                    PeerOption.TwoOctetAs _,
                    PeerOption.AddPath _,
                    PeerOption.GracefulRestart _,
                    PeerOption.PrefixLimit _,
                    PeerOption.Bfd _,
                    PeerOption.ServesRoutes _ ->
                    Optional.empty();
        };
    }

    @Override
    public Optional<String> missing() {
        return Files.isExecutable(Path.of("/usr/sbin/bird6"))
                ? Optional.empty()
                : Optional.of("needs BIRD 1.6: apt-get install bird");
    }

    @Override
    public Map<String, String> files(RouterConfig config, Path folder) {
        boolean v6 = v6(config);
        var text = new StringBuilder();
        text.append("log \"%s/log\" all;\n".formatted(folder));
        text.append("router id %s;\nprotocol device {}\n".formatted(config.routerId()));
        config.neighbours().stream()
                .flatMap(n -> n.option(PeerOption.Bfd.class).stream())
                .findFirst()
                .ifPresent(bfd ->
                        text.append(
                                "protocol bfd { interface \"*\" { interval %d ms; multiplier 3; }; }\n"
                                        .formatted(bfd.milliseconds())));
        text.append("protocol static { import all;\n");
        for (var network : config.networks()) {
            if (network.v6() == v6) {
                text.append("  route %s blackhole".formatted(network.prefix()))
                        .append(Birds.communities(network))
                        .append('\n');
            }
        }
        text.append("}\n");
        for (var neighbour : config.neighbours()) {
            text.append(protocol(config, neighbour));
        }
        return Map.of("bird.conf", text.toString());
    }

    private static boolean v6(RouterConfig config) {
        return config.neighbours().stream().allMatch(NeighbourConfig::v6);
    }

    private static String protocol(RouterConfig config, NeighbourConfig neighbour) {
        var session = new ArrayList<String>();
        session.add("local %s as %d;".formatted(neighbour.local(), config.asn()));
        session.add("neighbor %s as %d;".formatted(neighbour.address(), neighbour.asn()));
        session.add("import all; export all; next hop self;");
        session.add("connect delay time 1; connect retry time 2; error wait time 1, 2;");
        for (var option : neighbour.options()) {
            switch (option) {
                case PeerOption.Families _,
                        PeerOption.ExtendedMessages _,
                        PeerOption.Role _ -> {} // See lacks.
                case PeerOption.OwnRoutesOnly _, PeerOption.RouteRefresh _ -> {} // Always.
                case PeerOption.Passive _ -> session.add("passive on;");
                case PeerOption.Md5(var password) -> session.add("password \"" + password + "\";");
                case PeerOption.Multihop(var hops) -> session.add("multihop " + hops + ";");
                case PeerOption.TtlSecurity _ -> session.add("ttl security on;");
                case PeerOption.HoldTime(var seconds) -> session.add("hold time " + seconds + ";");
                case PeerOption.TwoOctetAs _ -> session.add("enable as4 off;");
                case PeerOption.AddPath(var sends, var receives) ->
                        session.add(Birds.addPaths(sends, receives));
                case PeerOption.GracefulRestart(var seconds) ->
                        session.add("graceful restart on; graceful restart time " + seconds + ";");
                case PeerOption.PrefixLimit(var prefixes) -> session.add(Birds.limit(prefixes));
                case PeerOption.Bfd _ -> session.add("bfd on;");
                case PeerOption.ServesRoutes _ -> session.add("rs client;");
            }
        }
        if (neighbour.option(PeerOption.GracefulRestart.class).isEmpty()) {
            session.add("graceful restart off;");
        }
        return "protocol bgp %s {\n  %s\n}\n"
                .formatted(Birds.protocol(neighbour), String.join("\n  ", session));
    }

    @Override
    public List<Program> programs(RouterConfig config, Path folder) {
        return List.of(
                Program.of(
                        List.of(
                                v6(config) ? "/usr/sbin/bird6" : "/usr/sbin/bird",
                                "-f",
                                "-c",
                                folder.resolve("bird.conf").toString(),
                                "-s",
                                folder.resolve("ctl").toString(),
                                "-P",
                                folder.resolve("pid").toString())));
    }

    @Override
    public List<String> client(Path folder, List<String> words) {
        var command =
                new ArrayList<>(List.of("/usr/sbin/birdc", "-s", folder.resolve("ctl").toString()));
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
