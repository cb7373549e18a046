package fairlead.testkit.bgp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** FRR 8.4.4: bgpd with zebra, and bfdd where it is wanted. */
public final class Frr implements Daemon {

    @Override
    public String title() {
        return "FRR 8.4.4";
    }

    @Override
    public Set<Quirk> quirks() {
        return Set.of(Quirk.TAKES_LONG_MESSAGES, Quirk.SHORT_LINES);
    }

    /** What follows {@code neighbor ADDRESS}. */
    @Override
    public Wording word(PeerOption option) {
        return switch (option) {
            case PeerOption.OwnRoutesOnly _, PeerOption.OneRouteOnly _ ->
                    new Wording.Lacking("only BIRD 2 is a source of routes here");
            case PeerOption.Families _, PeerOption.RouteRefresh _, PeerOption.ExtendedMessages _ ->
                    Wording.silently();
            case PeerOption.Passive _ -> Wording.session("passive");
            case PeerOption.Md5(var password) -> Wording.session("password " + password);
            case PeerOption.Multihop(var hops) -> Wording.session("ebgp-multihop " + hops);
            case PeerOption.TtlSecurity _ -> Wording.session("ttl-security hops 1");
            case PeerOption.HoldTime(var seconds) ->
                    Wording.session("timers " + Math.max(1, seconds / 3) + " " + seconds);
            // It cannot leave out one capability, but all.
            case PeerOption.TwoOctetAs _ -> Wording.session("dont-capability-negotiate");
            case PeerOption.AddPath(var sends, _) ->
                    sends ? Wording.block("addpath-tx-all-paths") : Wording.silently();
            case PeerOption.GracefulRestart _ -> Wording.session("graceful-restart");
            case PeerOption.PrefixLimit(var prefixes) ->
                    Wording.block("maximum-prefix " + prefixes);
            case PeerOption.Bfd(var interval) ->
                    Wording.session("bfd 3 " + interval + " " + interval);
            case PeerOption.Role(var server) ->
                    Wording.session(server ? "local-role rs-server" : "local-role rs-client");
            case PeerOption.ServesRoutes _ -> Wording.block("route-server-client");
        };
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
        config.option(PeerOption.GracefulRestart.class)
                .ifPresent(graceful -> {
                    text.add(" bgp graceful-restart");
                    text.add(" bgp graceful-restart preserve-fw-state");
                    text.add(" bgp graceful-restart restart-time " + graceful.seconds());
                    if (graceful.longer() > 0) {
                        text.add(
                                " bgp long-lived-graceful-restart stale-time " + graceful.longer());
                    }
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

    private void session(List<String> text, NeighbourConfig neighbour) {
        var neighbor = " neighbor " + neighbour.address() + " ";
        text.add(neighbor + "remote-as " + neighbour.asn());
        text.add(neighbor + "update-source " + neighbour.local());
        text.add(neighbor + "timers connect 1");
        words(neighbour).session().forEach(line -> text.add(neighbor + line));
    }

    private void family(List<String> text, RouterConfig config, boolean v6) {
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
            if (neighbour
                    .option(PeerOption.AddPath.class)
                    .filter(PeerOption.AddPath::receives)
                    .isEmpty()) {
                text.add(neighbor + "disable-addpath-rx");
            }
            words(neighbour).block().forEach(line -> text.add(neighbor + line));
        }
        text.add(" exit-address-family");
    }

    @Override
    public List<Program> programs(RouterConfig config, Path folder) {
        var programs = new ArrayList<Program>();
        var zebra = folder.resolve("zebra.conf").toString();
        programs.add(
                Program.inPrivateRoot(folder, "frr-zebra", "-f", zebra)
                        .readyWith(folder.resolve("frr/zserv.api")));
        if (config.option(PeerOption.Bfd.class).isPresent()) {
            programs.add(
                    Program.inPrivateRoot(folder, "frr-bfdd")
                            .readyWith(folder.resolve("frr/bfdd.vty")));
        }
        // Not into the kernel: routes are looked at in bgpd.
        var bgpd = folder.resolve("bgpd.conf").toString();
        programs.add(Program.inPrivateRoot(folder, "frr-bgpd", "-n", "-f", bgpd));
        return programs;
    }

    /** Its client takes a whole line as one word. */
    @Override
    public Console console(Path folder, Console inside) {
        return words -> inside.ask("/usr/bin/vtysh", "-c", String.join(" ", words));
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
                routes.add(
                        new SeenRoute(
                                prefix,
                                path.path("nexthops").path(0).path("ip").asString(""),
                                path.path("aspath").path("string").asString(""),
                                Text.strings(path.path("community").path("list")),
                                path.path("otc").asLong(0)));
            }
        }
        return routes;
    }

    @Override
    public List<List<String>> refresh(NeighbourConfig neighbour) {
        return neighbour.families().names().stream()
                .map(family -> "clear bgp " + family + " unicast " + neighbour.address())
                .map(line -> List.of(line + " soft in"))
                .toList();
    }
}
