package fairlead.bgpd.interop;

import fairlead.testkit.bgp.Daemon;
import fairlead.testkit.bgp.NeighbourConfig;
import fairlead.testkit.bgp.PeerOption;
import fairlead.testkit.bgp.Quirk;
import fairlead.testkit.bgp.RouterConfig;
import fairlead.testkit.bgp.SeenRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One daemon with one feature, in a namespace of its own.
 *
 * @param number 11 to 254: of its host, its AS and its prefixes
 */
record Cell(Daemon daemon, Feature feature, int number) {

    static final long SERVER_AS = 64500;

    /** Its host's name, and what our side calls it. */
    String name() {
        return "c" + number;
    }

    String title() {
        return daemon.title() + ": " + feature.title();
    }

    /** Every daemon with every feature, in the order of {@link Daemon#OTHERS}. */
    static List<Cell> all() {
        var cells = new ArrayList<Cell>();
        int number = 11;
        for (var daemon : Daemon.OTHERS) {
            for (var feature : Feature.values()) {
                cells.add(new Cell(daemon, feature, number++));
            }
        }
        return cells;
    }

    /** Why there is no such session, for want of something on either side; empty if there is. */
    Optional<String> hindrance(Daemon serving) {
        if (feature == Feature.OUR_RESTART
                && daemon.quirks().contains(Quirk.FORGETS_OVER_A_RESTART)) {
            return Optional.of("it forgets what it heard when a session comes back");
        }
        if (feature == Feature.GRACEFUL_RESTART && daemon.quirks().contains(Quirk.ONLY_HELPS)) {
            return Optional.of("it asks nobody to keep its routes while it restarts");
        }
        return Stream.concat(
                        feature.theirs().stream().flatMap(o -> daemon.lacks(o).stream()),
                        feature.ours().stream().flatMap(o -> serving.lacks(o).stream()))
                .findFirst();
    }

    boolean far() {
        return feature == Feature.MULTIHOP;
    }

    private boolean overV6() {
        return feature == Feature.IPV6_SESSION;
    }

    long asn() {
        return feature == Feature.FOUR_OCTET_AS ? 4_200_000_000L + number : 65_000 + number;
    }

    String address4() {
        return (far() ? "10.1.2." : "10.1.1.") + number;
    }

    String address6() {
        return (far() ? "fd00:2::" : "fd00:1::") + number;
    }

    private String address() {
        return overV6() ? address6() : address4();
    }

    private String server() {
        return overV6() ? "fd00:1::4" : "10.1.1.4";
    }

    /** Our side's configuration of this session. */
    NeighbourConfig ours() {
        var options = new ArrayList<PeerOption>(feature.ours());
        options.add(new PeerOption.ServesRoutes());
        return new NeighbourConfig(name(), server(), address(), asn(), options);
    }

    /** The daemon's configuration of this session. */
    NeighbourConfig theirs() {
        return new NeighbourConfig("rs", address(), server(), SERVER_AS, feature.theirs());
    }

    /** All that the daemon is told; {@code others} are further neighbours. */
    RouterConfig config(List<NeighbourConfig> others) {
        var neighbours = new ArrayList<>(List.of(theirs()));
        neighbours.addAll(others);
        return new RouterConfig(asn(), address4(), address6(), neighbours, networks());
    }

    /** What it originates, the first of which every feature expects to see. */
    List<RouterConfig.Network> networks() {
        var networks = new ArrayList<RouterConfig.Network>();
        var families = theirs().families();
        if (families.v6()) {
            networks.add(network("2001:db8:" + number + "::/48"));
        }
        if (families.v4()) {
            networks.add(network("10.200." + number + ".0/24"));
        }
        if (feature == Feature.EXTENDED_MESSAGES && !daemon.quirks().contains(Quirk.SHORT_LINES)) {
            networks.add(
                    new RouterConfig.Network(
                            "10.201." + number + ".0/24", Matrix.communities(1100)));
        }
        if (feature == Feature.PATHS_TAKEN && !handsOn()) {
            for (int path = 1; path <= 2; path++) {
                networks.add(
                        new RouterConfig.Network(
                                "10.201." + number + ".0/24",
                                List.of((65_000 + number) + ":" + path)));
            }
        }
        if (feature == Feature.GRACEFUL_RESTART
                || feature == Feature.LONG_LIVED
                || feature == Feature.OUR_LIMIT) {
            networks.add(network("10.201." + number + ".0/24"));
            networks.add(network("10.202." + number + ".0/24"));
        }
        return networks;
    }

    /**
     * Whether it tells what others told it, so that it has several paths without making them up.
     */
    boolean handsOn() {
        return daemon.lacks(new PeerOption.ServesRoutes()).isEmpty();
    }

    private RouterConfig.Network network(String prefix) {
        return new RouterConfig.Network(prefix, List.of((65_000 + number) + ":7"));
    }

    /** What our side is to hold of the daemon's network. */
    SeenRoute expected(RouterConfig.Network network) {
        return new SeenRoute(
                network.prefix(),
                network.prefix().contains(":") ? address6() : address4(),
                Long.toString(asn()),
                Set.copyOf(network.communities()));
    }
}
