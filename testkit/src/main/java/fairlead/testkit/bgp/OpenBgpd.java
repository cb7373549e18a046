package fairlead.testkit.bgp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** OpenBGPD 7.7, the portable one. */
public final class OpenBgpd implements Daemon {

    @Override
    public String title() {
        return "OpenBGPD 7.7";
    }

    @Override
    public Set<Quirk> quirks() {
        return Set.of(Quirk.ONLY_HELPS);
    }

    @Override
    public Wording word(PeerOption option) {
        return switch (option) {
            case PeerOption.Families(var v4, var v6) when v4 && v6 ->
                    new Wording.Lacking("over IPv4 it tells IPv6 prefixes with the next hop ::1");
            case PeerOption.OwnRoutesOnly _, PeerOption.OneRouteOnly _ ->
                    new Wording.Lacking("only BIRD 2 is a source of routes here");
            case PeerOption.Bfd _ -> new Wording.Lacking("the portable one has no BFD");
            case PeerOption.GracefulRestart(_, var longer) when longer > 0 ->
                    new Wording.Lacking("it knows no RFC 9494");
            case PeerOption.ExtendedMessages _ -> new Wording.Lacking("it knows no RFC 8654");
            case PeerOption.Families _, PeerOption.RouteRefresh _ -> Wording.silently();
            case PeerOption.Passive _ -> Wording.session("passive");
            case PeerOption.Md5(var password) ->
                    Wording.session("tcp md5sig password \"" + password + "\"");
            case PeerOption.Multihop(var hops) -> Wording.session("multihop " + hops);
            case PeerOption.TtlSecurity _ -> Wording.session("ttl-security yes");
            case PeerOption.HoldTime(var seconds) -> Wording.session("holdtime " + seconds);
            case PeerOption.TwoOctetAs _ -> Wording.session("announce as-4byte no");
            case PeerOption.AddPath(var sends, var receives) ->
                    Wording.session(
                            "announce add-path recv " + (receives ? "yes" : "no"),
                            "announce add-path send " + (sends ? "all" : "no"));
            // It helps, and marks its End-of-RIB.
            case PeerOption.GracefulRestart _ -> Wording.session("announce restart yes");
            case PeerOption.PrefixLimit(var prefixes) -> Wording.session("max-prefix " + prefixes);
            case PeerOption.Role(var server) ->
                    Wording.session("announce policy " + (server ? "rs" : "rs-client"));
            case PeerOption.ServesRoutes _ -> Wording.session("transparent-as yes");
        };
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
            session(neighbour).forEach(line -> text.add(" " + line));
            text.add("}");
        }
        text.add("allow from any");
        text.add("allow to any");
        return Map.of("bgpd.conf", String.join("\n", text) + "\n");
    }

    private List<String> session(NeighbourConfig neighbour) {
        var session = new ArrayList<String>();
        session.add("remote-as " + neighbour.asn());
        session.add("local-address " + neighbour.local());
        session.add("enforce neighbor-as no");
        session.add("announce IPv4 " + (neighbour.families().v4() ? "unicast" : "none"));
        session.add("announce IPv6 " + (neighbour.families().v6() ? "unicast" : "none"));
        session.add("announce enhanced refresh yes");
        session.addAll(words(neighbour).session());
        if (neighbour.option(PeerOption.GracefulRestart.class).isEmpty()) {
            session.add("announce restart no");
        }
        return session;
    }

    @Override
    public List<Program> programs(RouterConfig config, Path folder) {
        var file = folder.resolve("bgpd.conf").toString();
        return List.of(Program.inPrivateRoot(folder, "openbgpd", "-d", "-v", "-f", file));
    }

    @Override
    public Console console(Path folder, Console inside) {
        return inside.through("/usr/sbin/bgpctl", "-j");
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
                routes.add(
                        new SeenRoute(
                                prefix,
                                path.path("exit_nexthop").asString(""),
                                path.path("aspath").asString(""),
                                Text.strings(path.path("communities")),
                                onlyToCustomer(path.path("attributes"))));
            }
        }
        return routes;
    }

    private static long onlyToCustomer(JsonNode attributes) {
        long asn = 0;
        for (var attribute : attributes) {
            if (attribute.path("type").asString("").equals("OTC")) {
                asn = attribute.path("as").asLong();
            }
        }
        return asn;
    }

    @Override
    public List<List<String>> refresh(NeighbourConfig neighbour) {
        return List.of(List.of("neighbor", neighbour.address(), "refresh"));
    }
}
