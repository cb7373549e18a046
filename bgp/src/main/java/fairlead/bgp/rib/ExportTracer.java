package fairlead.bgp.rib;

import fairlead.bgp.table.PathTable;
import fairlead.bgp.wire.CanonicalAttributes;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows the paths to a prefix on their way to one peer, asking the same that the tables ask, but
 * keeping the answers.
 */
final class ExportTracer {

    private final Rib rib;
    private final Table table;
    private final int prefix;
    private final @Nullable Member member;

    private ExportTracer(Rib rib, Table table, int prefix, @Nullable Member member) {
        this.rib = rib;
        this.table = table;
        this.prefix = prefix;
        this.member = member;
    }

    /** No paths if there are none, or the tables do not keep such prefixes. */
    static ExportTrace trace(Rib rib, String neighbour, Prefix prefix) {
        for (var family : Family.values()) {
            var table = rib.table(family);
            int number =
                    family.addresses() == prefix.network().family()
                            ? table.prefixes.find(prefix)
                            : -1;
            if (number >= 0 && table.heads.get(number) != 0) {
                var member =
                        rib.peers
                                .named(neighbour)
                                .flatMap(row -> Optional.ofNullable(row.member))
                                .filter(one -> one.group().terms().families().contains(family))
                                .orElse(null);
                return new ExportTracer(rib, table, number, member).trace(prefix);
            }
        }
        return new ExportTrace(prefix, false, List.of());
    }

    private ExportTrace trace(Prefix of) {
        boolean several = member != null && member.group().terms().paths().contains(table.family);
        var paths = new ArrayList<ExportTrace.Path>();
        boolean decided = false;
        var order = inOrder();
        for (int path : order) {
            var export = export(path, decided && !several);
            // Of a peer's own path others are told, so it stands in the way of those behind it.
            decided |=
                    export instanceof ExportFate.Told
                            || export instanceof ExportFate.Own && isTellable(path);
            paths.add(
                    new ExportTrace.Path(
                            heard(of, path),
                            rib.peers
                                    .at(rib.paths.peer(path))
                                    .isStale(table.family, rib.paths.flags(path)),
                            Integer.toUnsignedLong(rib.paths.pathId(path)),
                            RouteFates.of(rib, table, prefix, path),
                            export));
        }
        return new ExportTrace(of, several, paths);
    }

    /** The most preferred first, those that take no part last. */
    private List<Integer> inOrder() {
        PathTable paths = rib.paths;
        int head = table.heads.get(prefix);
        var order = new ArrayList<Integer>();
        var ranking = rib.decision.ranking(head);
        for (int next = ranking.next(); next != 0; next = ranking.next()) {
            order.add(next);
        }
        for (int path = head; path != 0; path = paths.next(path)) {
            if (!Decision.isUsable(paths.flags(path))) {
                order.add(path);
            }
        }
        return order;
    }

    private HeardRoute heard(Prefix of, int path) {
        return new HeardRoute(
                rib.peers.at(rib.paths.peer(path)).terms.name(),
                of,
                CanonicalAttributes.read(rib.sets.copy(rib.paths.attributes(path))));
    }

    private ExportFate export(int path, boolean behind) {
        if (!Decision.isUsable(rib.paths.flags(path))) {
            return new ExportFate.KeptOut();
        }
        if (member == null) {
            return new ExportFate.NoSession();
        }
        if (rib.paths.peer(path) == member.peer().number) {
            return new ExportFate.Own();
        }
        var group = member.group();
        var objection =
                group.exporter()
                        .objection(
                                rib.paths.attributes(path),
                                rib.peers.at(rib.paths.peer(path)),
                                table,
                                prefix);
        if (objection.isPresent()) {
            return objection.get();
        }
        int code = group.code(table.family, prefix, path);
        if (code == Exporter.NOTHING) {
            return new ExportFate.TooLong(group.terms().longest());
        }
        if (behind) {
            return new ExportFate.Behind();
        }
        boolean several = group.terms().paths().contains(table.family);
        return new ExportFate.Told(
                group.exporter().attributes(code),
                several ? path : 0,
                member.waits(table.family, prefix));
    }

    private boolean isTellable(int path) {
        return member != null
                && member.group().code(table.family, prefix, path) != Exporter.NOTHING;
    }
}
