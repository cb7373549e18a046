package fairlead.testkit.bgp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** FRR 8.4.4: bgpd with zebra, and bfdd where it is wanted. */
public final class Frr implements Daemon {

    @Override
    public String title() {
        return "FRR 8.4.4";
    }

    @Override
    public Optional<String> lacks(PeerOption option) {
        return option instanceof PeerOption.OwnRoutesOnly
                ? Optional.of("only BIRD 2 is a source of routes here")
                : Optional.empty();
    }

    @Override
    public Optional<String> missing() {
        return PrivateRoot.missing();
    }

    @Override
    public Map<String, String> files(RouterConfig config, Path folder) {
        var text = new ArrayList<String>();
        text.add("log file /run/frr/log");
        for (int i = 0; i < config.networks().size(); i++) {
            text.add("route-map network-" + i + " permit 1");
            var communities = config.networks().get(i).communities();
            if (!communities.isEmpty()) {
                text.add(" set community " + String.join(" ", communities));
            }
            text.add("exit");
        }
        text.add("router bgp " + config.asn());
        text.add(" bgp router-id " + config.routerId());
        text.add(" no bgp ebgp-requires-policy");
        text.add(" no bgp network import-check");
        text.add(" no bgp default ipv4-unicast");
        config.neighbours().stream()
                .flatMap(n -> n.option(PeerOption.GracefulRestart.class).stream())
                .findFirst()
                .ifPresent(graceful -> {
                    text.add(" bgp graceful-restart");
                    text.add(" bgp graceful-restart preserve-fw-state");
                    text.add(" bgp graceful-restart restart-time " + graceful.seconds());
                });
        for (var neighbour : config.neighbours()) {
            session(text, neighbour);
        }
        family(text, config, false);
        family(text, config, true);
        text.add("exit");
        return Map.of(
                "bgpd.conf", String.join("\n", text) + "\n",
                "zebra.conf", "log file /run/frr/zebra.log\n",
                "vtysh.conf", "");
    }

    private static void session(List<String> text, NeighbourConfig neighbour) {
        var neighbor = " neighbor " + neighbour.address() + " ";
        text.add(neighbor + "remote-as " + neighbour.asn());
        text.add(neighbor + "update-source " + neighbour.local());
        text.add(neighbor + "timers connect 1");
        for (var option : neighbour.options()) {
            switch (option) {
                case PeerOption.Families _,
                        PeerOption.AddPath _,
                        PeerOption.PrefixLimit _,
                        PeerOption.ServesRoutes _ -> {} // In the families.
                case PeerOption.OwnRoutesOnly _, PeerOption.RouteRefresh _ -> {} // Always.
                case PeerOption.Passive _ -> text.add(neighbor + "passive");
                case PeerOption.Md5(var password) -> text.add(neighbor + "password " + password);
                case PeerOption.Multihop(var hops) -> text.add(neighbor + "ebgp-multihop " + hops);
                case PeerOption.TtlSecurity _ -> text.add(neighbor + "ttl-security hops 1");
                case PeerOption.HoldTime(var seconds) ->
                        text.add(neighbor + "timers " + Math.max(1, seconds / 3) + " " + seconds);
                // It cannot leave out one capability, but all.
                case PeerOption.TwoOctetAs _ -> text.add(neighbor + "dont-capability-negotiate");
                case PeerOption.GracefulRestart _ -> text.add(neighbor + "graceful-restart");
                case PeerOption.Bfd(var interval) ->
                        text.add(neighbor + "bfd 3 " + interval + " " + interval);
                case PeerOption.ExtendedMessages _ -> {} // It always offers them.
                case PeerOption.Role _ -> text.add(neighbor + "local-role rs-client");
            }
        }
    }

    private static void family(List<String> text, RouterConfig config, boolean v6) {
        text.add(" address-family " + (v6 ? "ipv6" : "ipv4") + " unicast");
        for (int i = 0; i < config.networks().size(); i++) {
            var network = config.networks().get(i);
            if (network.v6() == v6) {
                text.add("  network " + network.prefix() + " route-map network-" + i);
            }
        }
        for (var neighbour : config.neighbours()) {
            if (v6 ? !neighbour.families().v6() : !neighbour.families().v4()) {
                continue;
            }
            var neighbor = "  neighbor " + neighbour.address() + " ";
            text.add(neighbor + "activate");
            var addPath =
                    neighbour
                            .option(PeerOption.AddPath.class)
                            .orElse(new PeerOption.AddPath(false, false));
            if (addPath.sends()) {
                text.add(neighbor + "addpath-tx-all-paths");
            }
            if (!addPath.receives()) {
                text.add(neighbor + "disable-addpath-rx");
            }
            neighbour
                    .option(PeerOption.PrefixLimit.class)
                    .ifPresent(l -> text.add(neighbor + "maximum-prefix " + l.prefixes()));
            neighbour
                    .option(PeerOption.ServesRoutes.class)
                    .ifPresent(_ -> text.add(neighbor + "route-server-client"));
        }
        text.add(" exit-address-family");
    }

    @Override
    public List<Program> programs(RouterConfig config, Path folder) {
        var zebra = List.of("frr-zebra", "-f", folder.resolve("zebra.conf").toString());
        var programs = new ArrayList<Program>();
        programs.add(
                new Program(
                        PrivateRoot.command(folder, zebra),
                        Optional.of(folder.resolve("frr/zserv.api"))));
        if (config.wantsBfd()) {
            programs.add(
                    new Program(
                            PrivateRoot.command(folder, List.of("frr-bfdd")),
                            Optional.of(folder.resolve("frr/bfdd.vty"))));
        }
        // Not into the kernel: routes are looked at in bgpd.
        var bgpd = List.of("frr-bgpd", "-n", "-f", folder.resolve("bgpd.conf").toString());
        programs.add(Program.of(PrivateRoot.command(folder, bgpd)));
        return programs;
    }

    @Override
    public List<String> client(Path folder, List<String> words) {
        var command = new ArrayList<>(List.of("/usr/bin/vtysh", "-c"));
        command.add(String.join(" ", words));
        return command;
    }

    @Override
    public boolean answers(Console console) {
        return console.ask("show bgp summary json").contains("routerId")
                || console.ask("show bgp neighbors json").contains("remoteAs");
    }

    @Override
    public PeerView peer(Console console, NeighbourConfig neighbour) {
        var text = console.ask("show bgp neighbors " + neighbour.address() + " json");
        var peer = Text.json(text).path(neighbour.address());
        if (!peer.path("bgpState").asString("").equals("Established")) {
            return PeerView.unknown(text);
        }
        var offered = peer.path("neighborCapabilities");
        var heard = EnumSet.noneOf(Capability.class);
        for (var name : offered.propertyNames()) {
            var value = offered.path(name);
            switch (name) {
                case "4byteAs" -> add(heard, Capability.FOUR_OCTET_AS, value);
                case "extendedMessage" -> add(heard, Capability.EXTENDED_MESSAGE, value);
                case "routeRefresh" -> add(heard, Capability.ROUTE_REFRESH, value);
                case "enhancedRouteRefresh" -> add(heard, Capability.ENHANCED_REFRESH, value);
                case "gracefulRestart" -> add(heard, Capability.GRACEFUL_RESTART, value);
                case "longLivedGracefulRestart" ->
                        add(heard, Capability.LONG_LIVED_GRACEFUL_RESTART, value);
                case "role" -> add(heard, Capability.ROLE, value);
                case "addPath" -> add(heard, Capability.ADD_PATH, value);
                case "multiprotocolExtensions" -> {
                    add(heard, Capability.IPV4_UNICAST, value.path("ipv4Unicast"));
                    add(heard, Capability.IPV6_UNICAST, value.path("ipv6Unicast"));
                }
                default -> {} // Not compared.
            }
        }
        return new PeerView(
                true, heard, peer.path("messageStats").path("updatesRecv").asLong(), text);
    }

    /**
     * Its words are "advertised", "received" and "advertisedAndReceived", as values or as names.
     */
    private static void add(EnumSet<Capability> heard, Capability capability, JsonNode value) {
        if (value.toString().toLowerCase(java.util.Locale.ROOT).contains("received")) {
            heard.add(capability);
        }
    }

    @Override
    public List<SeenRoute> routes(Console console, NeighbourConfig neighbour, String prefix) {
        var family = prefix.contains(":") ? "ipv6" : "ipv4";
        var text = console.ask("show bgp " + family + " unicast " + prefix + " json");
        var routes = new ArrayList<SeenRoute>();
        for (var path : Text.json(text).path("paths")) {
            if (path.path("peer").path("peerId").asString("").equals(neighbour.address())) {
                var communities = new HashSet<String>();
                for (var community : path.path("community").path("list")) {
                    communities.add(community.asString());
                }
                routes.add(
                        new SeenRoute(
                                prefix,
                                path.path("nexthops").path(0).path("ip").asString(""),
                                path.path("aspath").path("string").asString(""),
                                communities));
            }
        }
        return routes;
    }

    @Override
    public void refresh(Console console, NeighbourConfig neighbour) {
        if (neighbour.families().v4()) {
            console.ask("clear bgp ipv4 unicast " + neighbour.address() + " soft in");
        }
        if (neighbour.families().v6()) {
            console.ask("clear bgp ipv6 unicast " + neighbour.address() + " soft in");
        }
    }
}
