package fairlead.testkit.bgp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** OpenBGPD 7.7, the portable one. */
public final class OpenBgpd implements Daemon {

    @Override
    public String title() {
        return "OpenBGPD 7.7";
    }

    @Override
    public Optional<String> lacks(PeerOption option) {
        return switch (option) {
            case PeerOption.Families(var v4, var v6) when v4 && v6 ->
                    Optional.of("over IPv4 it tells IPv6 prefixes with the next hop ::1");
            case PeerOption.OwnRoutesOnly _ ->
                    Optional.of("only BIRD 2 is a source of routes here");
            case PeerOption.Bfd _ -> Optional.of("the portable one has no BFD");
            case PeerOption.ExtendedMessages _ -> Optional.of("it knows no RFC 8654");
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
                    PeerOption.Role _,
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
        text.add("AS " + config.asn());
        text.add("router-id " + config.routerId());
        text.add("fib-update no");
        text.add("nexthop qualify via default");
        config.neighbours().stream()
                .map(NeighbourConfig::local)
                .distinct()
                .forEach(local -> text.add("listen on " + local));
        for (var network : config.networks()) {
            var set = new ArrayList<String>();
            network.communities().forEach(c -> set.add("community " + c));
            text.add(
                    "network "
                            + network.prefix()
                            + (set.isEmpty() ? "" : " set { " + String.join(" ", set) + " }"));
        }
        for (var neighbour : config.neighbours()) {
            text.add("neighbor " + neighbour.address() + " {");
            session(text, neighbour);
            text.add("}");
        }
        text.add("allow from any");
        text.add("allow to any");
        return Map.of("bgpd.conf", String.join("\n", text) + "\n");
    }

    private static void session(List<String> text, NeighbourConfig neighbour) {
        text.add(" remote-as " + neighbour.asn());
        text.add(" local-address " + neighbour.local());
        text.add(" enforce neighbor-as no");
        text.add(" announce IPv4 " + (neighbour.families().v4() ? "unicast" : "none"));
        text.add(" announce IPv6 " + (neighbour.families().v6() ? "unicast" : "none"));
        text.add(" announce enhanced refresh yes");
        for (var option : neighbour.options()) {
            switch (option) {
                case PeerOption.Families _ -> {} // Above.
                case PeerOption.RouteRefresh _ -> {} // Always.
                case PeerOption.Bfd _,
                        PeerOption.ExtendedMessages _,
                        PeerOption.OwnRoutesOnly _ -> {} // See lacks.
                case PeerOption.Passive _ -> text.add(" passive");
                case PeerOption.Md5(var password) ->
                        text.add(" tcp md5sig password \"" + password + "\"");
                case PeerOption.Multihop(var hops) -> text.add(" multihop " + hops);
                case PeerOption.TtlSecurity _ -> text.add(" ttl-security yes");
                case PeerOption.HoldTime(var seconds) -> text.add(" holdtime " + seconds);
                case PeerOption.TwoOctetAs _ -> text.add(" announce as-4byte no");
                case PeerOption.AddPath(var sends, var receives) -> {
                    text.add(" announce add-path recv " + (receives ? "yes" : "no"));
                    text.add(" announce add-path send " + (sends ? "all" : "no"));
                }
                // It helps, and marks its End-of-RIB; it never keeps forwarding over a restart.
                case PeerOption.GracefulRestart _ -> text.add(" announce restart yes");
                case PeerOption.PrefixLimit(var prefixes) -> text.add(" max-prefix " + prefixes);
                case PeerOption.Role _ ->
                        text.add(
                                " announce policy "
                                        + (neighbour
                                                        .option(PeerOption.ServesRoutes.class)
                                                        .isPresent()
                                                ? "rs"
                                                : "rs-client"));
                case PeerOption.ServesRoutes _ -> text.add(" transparent-as yes");
            }
        }
        if (neighbour.option(PeerOption.GracefulRestart.class).isEmpty()) {
            text.add(" announce restart no");
        }
    }

    @Override
    public List<Program> programs(RouterConfig config, Path folder) {
        return List.of(
                Program.of(
                        PrivateRoot.command(
                                folder,
                                List.of(
                                        "openbgpd",
                                        "-d",
                                        "-v",
                                        "-f",
                                        folder.resolve("bgpd.conf").toString()))));
    }

    @Override
    public List<String> client(Path folder, List<String> words) {
        var command = new ArrayList<>(List.of("/usr/sbin/bgpctl", "-j"));
        command.addAll(words);
        return command;
    }

    @Override
    public boolean answers(Console console) {
        return console.ask("show", "summary").contains("neighbors");
    }

    @Override
    public PeerView peer(Console console, NeighbourConfig neighbour) {
        var text = console.ask("show", "neighbor", neighbour.address());
        var peer = Text.json(text).path("neighbors").path(0);
        if (!peer.path("state").asString("").equals("Established")) {
            return PeerView.unknown(text);
        }
        var offered = peer.path("session").path("remote").path("capabilities");
        var heard = EnumSet.noneOf(Capability.class);
        for (var family : offered.path("multiprotocol")) {
            switch (family.asString()) {
                case "IPv4 unicast" -> heard.add(Capability.IPV4_UNICAST);
                case "IPv6 unicast" -> heard.add(Capability.IPV6_UNICAST);
                default -> {} // Not compared.
            }
        }
        add(heard, Capability.FOUR_OCTET_AS, offered.path("as4byte"));
        add(heard, Capability.ROUTE_REFRESH, offered.path("refresh"));
        add(heard, Capability.ENHANCED_REFRESH, offered.path("enhanced_refresh"));
        add(heard, Capability.ADD_PATH, offered.path("add-path"));
        add(heard, Capability.GRACEFUL_RESTART, offered.path("graceful_restart"));
        add(heard, Capability.ROLE, offered.path("open_policy_role"));
        var received = peer.path("stats").path("message").path("received");
        return new PeerView(true, heard, received.path("updates").asLong(), text);
    }

    private static void add(EnumSet<Capability> heard, Capability capability, JsonNode value) {
        if (value.isBoolean()
                ? value.asBoolean()
                : !value.isMissingNode() && !value.isEmpty() || value.isString()) {
            heard.add(capability);
        }
    }

    @Override
    public List<SeenRoute> routes(Console console, NeighbourConfig neighbour, String prefix) {
        var text = console.ask("show", "rib", "detail", "neighbor", neighbour.address(), prefix);
        var routes = new ArrayList<SeenRoute>();
        for (var path : Text.json(text).path("rib")) {
            if (path.path("neighbor")
                    .path("remote_addr")
                    .asString("")
                    .equals(neighbour.address())) {
                var communities = new HashSet<String>();
                path.path("communities").forEach(c -> communities.add(c.asString()));
                routes.add(
                        new SeenRoute(
                                prefix,
                                path.path("exit_nexthop").asString(""),
                                path.path("aspath").asString(""),
                                communities));
            }
        }
        return routes;
    }

    @Override
    public void refresh(Console console, NeighbourConfig neighbour) {
        console.ask("neighbor", neighbour.address(), "refresh");
    }
}
