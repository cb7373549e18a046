package fairlead.testkit.bgp;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** BIRD 1.6.8: a process per family, {@code bird} and {@code bird6}. */
public final class Bird1 extends Bird {

    @Override
    public String title() {
        return "BIRD 1.6.8";
    }

    @Override
    public Set<Quirk> quirks() {
        return Set.of(Quirk.SHOWS_NO_FAMILIES);
    }

    @Override
    public Wording word(PeerOption option) {
        return switch (option) {
            case PeerOption.Families(var v4, var v6) when v4 && v6 ->
                    new Wording.Lacking("it is a process per family");
            case PeerOption.OwnRoutesOnly _ ->
                    new Wording.Lacking("only BIRD 2 is a source of routes here");
            case PeerOption.GracefulRestart(_, var longer) when longer > 0 ->
                    new Wording.Lacking("it knows no RFC 9494");
            case PeerOption.ExtendedMessages _ -> new Wording.Lacking("it knows no RFC 8654");
            case PeerOption.Role _ -> new Wording.Lacking("it knows no RFC 9234");
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
                    PeerOption.OneRouteOnly _,
                    PeerOption.ServesRoutes _ ->
                    super.word(option);
        };
    }

    @Override
    public Optional<String> missing() {
        return Files.isExecutable(Path.of("/usr/sbin/bird6"))
                ? Optional.empty()
                : Optional.of("needs BIRD 1.6: apt-get install bird");
    }

    @Override
    String bfd(PeerOption.Bfd bfd) {
        return "protocol bfd { interface \"*\" { interval %d ms; multiplier 3; }; }\n"
                .formatted(bfd.milliseconds());
    }

    @Override
    String origins(RouterConfig config) {
        return originate(config, v6(config), "import all;");
    }

    private static boolean v6(RouterConfig config) {
        return config.neighbours().stream().allMatch(NeighbourConfig::v6);
    }

    /** It has one table, so its sessions have no channels. */
    @Override
    List<String> families(RouterConfig config, NeighbourConfig neighbour, List<String> channel) {
        var lines = new ArrayList<>(channel);
        lines.add("next hop self;");
        return lines;
    }

    @Override
    public List<Program> programs(RouterConfig config, Path folder) {
        return List.of(
                new Program(
                        List.of(
                                v6(config) ? "/usr/sbin/bird6" : "/usr/sbin/bird",
                                "-f",
                                "-c",
                                folder.resolve(FILE).toString(),
                                "-s",
                                folder.resolve("ctl").toString(),
                                "-P",
                                folder.resolve("pid").toString()),
                        Optional.empty()));
    }

    @Override
    public Console console(Path folder, Console inside) {
        return inside.through("/usr/sbin/birdc", "-s", folder.resolve("ctl").toString());
    }
}
