package fairlead.bgp.rib;

import fairlead.bgp.wire.Octets;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the routes of one peer a slice at a time, so that a question about a whole table holds
 * up nobody.
 */
final class RouteWalk {

    /** The most prefixes that are looked at for one slice. */
    private static final int VISITS = 1 << 13;

    /** The most routes in one slice. */
    private static final int ROWS = 1 << 9;

    private final Rib rib;
    private final PeerRow peer;
    private final RouteSlice.Of of;
    private final List<RouteSlice.Row> rows = new ArrayList<>();
    private boolean namesHearers;

    private RouteWalk(Rib rib, PeerRow peer, RouteSlice.Of of) {
        this.rib = rib;
        this.peer = peer;
        this.of = of;
    }

    /**
     * The slice that begins at {@code cursor}: 0, or what the slice before named as the next; empty
     * if there is no such peer.
     */
    static RouteSlice slice(Rib rib, String neighbour, RouteSlice.Of of, long cursor) {
        var walk = of(rib, neighbour, of);
        return walk == null
                ? new RouteSlice(List.of(), RouteSlice.END)
                : walk.sorted(walk.from(cursor));
    }

    /** The routes of these prefixes alone. */
    static RouteSlice at(Rib rib, String neighbour, RouteSlice.Of of, List<Prefix> prefixes) {
        var walk = of(rib, neighbour, of);
        if (walk != null) {
            for (var family : Family.values()) {
                var table = rib.table(family);
                for (var prefix : prefixes) {
                    int number =
                            prefix.network().family() == family.addresses()
                                    ? table.prefixes.find(prefix)
                                    : -1;
                    if (number >= 0) {
                        walk.namesHearers = true;
                        walk.visit(table, number);
                    }
                }
            }
        }
        return walk == null
                ? new RouteSlice(List.of(), RouteSlice.END)
                : walk.sorted(RouteSlice.END);
    }

    private RouteSlice sorted(long next) {
        rows.sort(
                Comparator.comparing(RouteSlice.Row::prefix).thenComparing(RouteSlice.Row::pathId));
        return new RouteSlice(rows, next);
    }

    private static @Nullable RouteWalk of(Rib rib, String neighbour, RouteSlice.Of of) {
        return rib.peers.named(neighbour).map(one -> new RouteWalk(rib, one, of)).orElse(null);
    }

    private long from(long cursor) {
        int visits = 0;
        int first = (int) cursor;
        for (int at = (int) (cursor >>> Integer.SIZE); at < Family.values().length; at++) {
            var table = rib.table(Family.values()[at]);
            for (int prefix = first; prefix < table.prefixes.limit(); prefix++) {
                if (visits++ == VISITS || rows.size() >= ROWS) {
                    return (long) at << Integer.SIZE | prefix;
                }
                visit(table, prefix);
            }
            first = 0;
        }
        return RouteSlice.END;
    }

    private void visit(Table table, int prefix) {
        if (of == RouteSlice.Of.ADVERTISED) {
            advertised(table, prefix);
            return;
        }
        for (int path = table.heads.get(prefix); path != 0; path = rib.paths.next(path)) {
            if (rib.paths.peer(path) == peer.number) {
                heard(table, prefix, path);
            }
        }
    }

    private void heard(Table table, int prefix, int path) {
        boolean usable = Decision.isUsable(rib.paths.flags(path));
        var wanted = usable ? RouteSlice.Of.ACCEPTED : RouteSlice.Of.REJECTED;
        if (of != RouteSlice.Of.HEARD && of != wanted) {
            return;
        }
        rows.add(
                new RouteSlice.Row(
                        table.prefixes.prefix(prefix),
                        Octets.of(rib.sets.copy(rib.paths.attributes(path))),
                        Integer.toUnsignedLong(rib.paths.pathId(path)),
                        RouteFates.of(rib, table, prefix, path),
                        peer.isStale(table.family, rib.paths.flags(path)),
                        namesHearers ? hearers(table, prefix, path) : List.of()));
    }

    /** Who has been told this path. */
    private List<String> hearers(Table table, int prefix, int path) {
        var names = new ArrayList<String>();
        if (rib.watched().isSilent()) {
            return names;
        }
        for (var row : rib.peers.all()) {
            var member = row.member;
            if (member != null
                    && row.speaks(table.family)
                    && member.tells(table.family, prefix, path)) {
                names.add(row.terms.name());
            }
        }
        return names;
    }

    private void advertised(Table table, int prefix) {
        var member = peer.member;
        if (member == null
                || rib.watched().isSilent()
                || !member.group().terms().families().contains(table.family)) {
            return;
        }
        member.each(
                table.family,
                prefix,
                (pathId, code) ->
                        rows.add(
                                new RouteSlice.Row(
                                        table.prefixes.prefix(prefix),
                                        Octets.of(member.group().exporter().canonical(code)),
                                        Integer.toUnsignedLong(pathId),
                                        new RouteFate.Told(),
                                        false,
                                        List.of())));
    }
}
