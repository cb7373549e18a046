package fairlead.bgp.rib;

import fairlead.bgp.wire.CanonicalAttributes;
import fairlead.bgp.wire.Octets;

/** From the tables to what became of a path. */
final class RouteFates {

    private RouteFates() {}

    static RouteFate of(Rib rib, Table table, int prefix, int path) {
        if (!Decision.isUsable(rib.paths.flags(path))) {
            return rejected(rib, table, prefix, path);
        }
        int head = table.heads.get(prefix);
        return path == head
                ? new RouteFate.Best()
                : new RouteFate.Lost(
                        table.prefixes.prefix(prefix),
                        path(rib, head),
                        path(rib, path),
                        rib.terms().ladder());
    }

    private static RouteFate.Path path(Rib rib, int path) {
        return new RouteFate.Path(
                rib.peers.at(rib.paths.peer(path)).terms,
                Octets.of(rib.sets.copy(rib.paths.attributes(path))),
                Integer.toUnsignedLong(rib.paths.pathId(path)));
    }

    private static RouteFate.Rejected rejected(Rib rib, Table table, int prefix, int path) {
        var route =
                new HeardRoute(
                        rib.peers.at(rib.paths.peer(path)).terms.name(),
                        table.prefixes.prefix(prefix),
                        CanonicalAttributes.read(rib.sets.copy(rib.paths.attributes(path))));
        var rejected = rib.in.explain(route, table, prefix, path);
        return new RouteFate.Rejected(rejected.why(), kind(rejected));
    }

    private static String kind(RejectedRoute rejected) {
        return switch (rejected.reason()) {
            case OWN_AS_IN_PATH -> "our own AS is in its AS path";
            case REFLECTED_BY_US -> "we reflected it ourselves";
            case IGNORED_PREFIX -> "a prefix that nobody may tell us";
            case NEXT_HOP_OUTSIDE -> "its next hop is none that packets can be sent to";
            case POLICY -> rejected.why().text();
        };
    }
}
