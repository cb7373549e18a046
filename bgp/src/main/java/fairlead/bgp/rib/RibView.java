package fairlead.bgp.rib;

import fairlead.bgp.wire.CanonicalAttributes;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables of a speaker as values for people and programs. To be used at once, by its thread. */
public final class RibView {

    private final Rib rib;

    RibView(Rib rib) {
        this.rib = rib;
    }

    /** A path as it takes part, or as the peer told it if it does not, and then why. */
    record Held(HeardRoute route, Optional<RejectedRoute> rejection) {}

    /** Accepted routes of a neighbour, by prefix. */
    public List<HeardRoute> learned(String neighbour) {
        return all(neighbour).stream()
                .filter(held -> held.rejection().isEmpty())
                .map(Held::route)
                .toList();
    }

    /** Rejected routes of a neighbour, by prefix. */
    public List<RejectedRoute> rejected(String neighbour) {
        return all(neighbour).stream().flatMap(held -> held.rejection().stream()).toList();
    }

    /** Prefixes that a neighbour has told us, whatever became of them. */
    public int held(String neighbour) {
        return rib.peers.named(neighbour).map(PeerRow::heldInAll).orElse(0);
    }

    /** Those of them that the import rules accept. */
    public int accepted(String neighbour) {
        return rib.peers
                .named(neighbour)
                .map(row -> {
                    int all = row.heldInAll();
                    for (int one : row.rejected) {
                        all -= one;
                    }
                    return all;
                })
                .orElse(0);
    }

    /** How many prefixes a neighbour has been told; none while {@link Watched#silent}. */
    public int advertisedCount(String neighbour) {
        int all = 0;
        var member = told(neighbour);
        if (member != null) {
            for (var family : member.group().terms().families()) {
                all += member.toldCount(family);
            }
        }
        return all;
    }

    /** How much there is of everything. */
    public TableSizes sizes() {
        var families = new ArrayList<TableSizes.OfFamily>();
        var peers = new ArrayList<TableSizes.OfPeer>();
        for (var family : Family.values()) {
            var onTheWire = family.onTheWire();
            families.add(new TableSizes.OfFamily(onTheWire, rib.table(family).prefixes.size()));
            for (var row : rib.peers.all()) {
                var member = row.member;
                if (member != null && row.speaks(family)) {
                    peers.add(
                            new TableSizes.OfPeer(
                                    row.terms.name(),
                                    onTheWire,
                                    row.held[family.ordinal()],
                                    row.rejected[family.ordinal()],
                                    rib.watched().isSilent() ? 0 : member.toldCount(family)));
                }
            }
        }
        var rejections = new ArrayList<TableSizes.OfReason>();
        var refusals = new ArrayList<TableSizes.OfRule>();
        for (var row : rib.peers.all()) {
            var name = row.terms.name();
            for (int number = 1; number <= Rejections.POLICY; number++) {
                int routes = row.arrivals.keptOut(number);
                if (routes > 0) {
                    rejections.add(
                            new TableSizes.OfReason(name, Rejections.reason(number), routes));
                }
            }
            row.arrivals
                    .refused()
                    .forEach((refusal, times) ->
                            refusals.add(new TableSizes.OfRule(name, refusal, times)));
        }
        return new TableSizes(
                rib.paths.size(), rib.sets.size(), families, peers, rejections, refusals);
    }

    /** What a neighbour has been told, by prefix; nothing while {@link Watched#silent}. */
    public List<AdvertisedRoute> advertised(String neighbour) {
        var routes = new ArrayList<AdvertisedRoute>();
        var member = told(neighbour);
        if (member == null) {
            return routes;
        }
        for (var family : member.group().terms().families()) {
            var prefixes = rib.table(family).prefixes;
            for (int prefix = 0; prefix < prefixes.limit(); prefix++) {
                int number = prefix;
                member.each(
                        family,
                        prefix,
                        (_, code) ->
                                routes.add(
                                        new AdvertisedRoute(
                                                prefixes.prefix(number),
                                                member.group().exporter().attributes(code))));
            }
        }
        routes.sort(Comparator.comparing(AdvertisedRoute::prefix));
        return routes;
    }

    /** A slice of a neighbour's routes, from {@code cursor} on; the first is 0. */
    public RouteSlice slice(String neighbour, RouteSlice.Of of, long cursor) {
        return RouteWalk.slice(rib, neighbour, of, cursor);
    }

    /** A neighbour's routes to these prefixes. */
    public RouteSlice at(String neighbour, RouteSlice.Of of, List<Prefix> prefixes) {
        return RouteWalk.at(rib, neighbour, of, prefixes);
    }

    /** Why a neighbour is told what it is told of a prefix. */
    public ExportTrace trace(String neighbour, Prefix prefix) {
        return ExportTracer.trace(rib, neighbour, prefix);
    }

    /** The Loc-RIB, by prefix: what was heard only, not what is our own. */
    public List<Selection> best() {
        var selections = new ArrayList<Selection>();
        for (var family : Family.values()) {
            var table = rib.table(family);
            for (int prefix = 0; prefix < table.prefixes.limit(); prefix++) {
                var candidates = candidates(table, prefix);
                if (!candidates.isEmpty()) {
                    selections.add(
                            Selection.among(
                                    table.prefixes.prefix(prefix),
                                    candidates,
                                    rib.terms().ladder()));
                }
            }
        }
        selections.sort(Comparator.comparing(Selection::prefix));
        return selections;
    }

    Optional<Held> held(PeerRow peer, Prefix prefix) {
        for (var family : Family.values()) {
            if (family.addresses() == prefix.network().family()) {
                var table = rib.table(family);
                int number = table.prefixes.find(prefix);
                for (int path = number < 0 ? 0 : table.heads.get(number);
                        path != 0;
                        path = rib.paths.next(path)) {
                    if (rib.paths.peer(path) == peer.number) {
                        return Optional.of(held(table, number, path));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Where a neighbour stands in what it has been told; null if it has been told nothing. */
    private @Nullable Member told(String neighbour) {
        return rib.watched().isSilent()
                ? null
                : rib.peers.named(neighbour).map(row -> row.member).orElse(null);
    }

    private List<Rung.Candidate> candidates(Table table, int prefix) {
        var candidates = new ArrayList<Rung.Candidate>();
        for (int path = table.heads.get(prefix); path != 0; path = rib.paths.next(path)) {
            if (rib.paths.peer(path) != 0 && Decision.isUsable(rib.paths.flags(path))) {
                candidates.add(
                        new Rung.Candidate(
                                held(table, prefix, path).route(),
                                rib.peers.at(rib.paths.peer(path)).terms,
                                Integer.toUnsignedLong(rib.paths.pathId(path))));
            }
        }
        return candidates;
    }

    private List<Held> all(String neighbour) {
        var all = new ArrayList<Held>();
        var row = rib.peers.named(neighbour).orElse(null);
        if (row == null) {
            return all;
        }
        for (var family : Family.values()) {
            var table = rib.table(family);
            for (int prefix = 0; prefix < table.prefixes.limit(); prefix++) {
                for (int path = table.heads.get(prefix); path != 0; path = rib.paths.next(path)) {
                    if (rib.paths.peer(path) == row.number) {
                        all.add(held(table, prefix, path));
                    }
                }
            }
        }
        all.sort(Comparator.comparing(held -> held.route().prefix()));
        return all;
    }

    private Held held(Table table, int prefix, int path) {
        var route =
                new HeardRoute(
                        rib.peers.at(rib.paths.peer(path)).terms.name(),
                        table.prefixes.prefix(prefix),
                        CanonicalAttributes.read(rib.sets.copy(rib.paths.attributes(path))));
        return new Held(
                route,
                Decision.isUsable(rib.paths.flags(path))
                        ? Optional.empty()
                        : Optional.of(rib.in.explain(route, table, prefix, path)));
    }
}
