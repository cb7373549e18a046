package fairlead.bgp.rib;

import fairlead.bgp.policy.Refusal;
import fairlead.bgp.table.AttributeScan;
import fairlead.bgp.table.AttributeTable;
import fairlead.bgp.table.PathTable;
import fairlead.bgp.table.PrefixTable;
import org.jspecify.annotations.Nullable;

/**
 * What all peers have told, judged by the import rules and policies on its way into the chains of
 * paths (RFC 4271 §3.2: Adj-RIBs-In).
 */
final class AdjRibsIn {

    /** Makes the set that a stale path has which is kept for long. */
    interface Marks {
        int withLlgrStale(int set);
    }

    private static final Refusal JUDGED_AGAIN =
            Refusal.of("what kept it out has changed; it is judged again in a moment");

    private final AttributeTable sets;
    private final PathTable paths;
    private final PeerRows peers;
    private final Chains chains;
    private final ImportFilter filter;
    private final Summaries summaries;
    private final Watched watched;
    private final Marks marks;
    private final @Nullable Witness witness;
    private Imports rules;

    AdjRibsIn(
            Rib rib,
            Chains chains,
            ImportFilter filter,
            Summaries summaries,
            Watched watched,
            Marks marks,
            @Nullable Witness witness) {
        this.sets = rib.sets;
        this.paths = rib.paths;
        this.peers = rib.peers;
        this.chains = chains;
        this.filter = filter;
        this.summaries = summaries;
        this.watched = watched;
        this.marks = marks;
        this.witness = witness;
        this.rules = new Imports(rib.terms(), sets);
    }

    /**
     * Goes over to other rules; what was judged before stays as it was until it is judged again.
     */
    void become(Imports next) {
        rules = next;
    }

    /** A peer tells a path. */
    void announce(
            PeerRow peer, Table table, int pathId, long high, long low, int length, int heard) {
        int generation = peer.generation(table.family);
        if (!announce(peer, table, pathId, high, low, length, heard, generation)) {
            peer.arrivals.again();
        }
    }

    /** False if nothing is new about it. */
    private boolean announce(
            PeerRow peer,
            Table table,
            int pathId,
            long high,
            long low,
            int length,
            int heard,
            int generation) {
        int prefix = table.prefixes.find(high, low, length);
        if (prefix == PrefixTable.NONE) {
            prefix = table.prefixes.add(high, low, length);
        }
        int reason = peer.number == 0 ? 0 : rules.judge(table.family, high, low, length, heard);
        int used = heard;
        int summary = 0;
        if (reason == 0 && !peer.imports.acceptsAll()) {
            reason = filter.judge(peer, table, high, low, length, heard);
            used = filter.used();
            summary = filter.summary();
        }
        int verdict = reason | summary;
        int noted = verdict | generation;
        int old = chains.find(table, prefix, peer.number, pathId);
        if (old != 0) {
            int flags = paths.flags(old);
            boolean same = paths.heard(old) == heard && paths.attributes(old) == used;
            if (same && PathFlags.verdict(flags) == verdict) {
                if (flags != noted) {
                    peer.out(table.family, flags);
                    paths.flags(old, noted);
                    peer.in(table.family, noted);
                }
                return false;
            }
            // In with the new first: its prefix must not look empty in between.
            discount(peer, table.family, flags);
            sets.retain(heard);
            sets.retain(used);
            chains.remove(table, prefix, old);
            chains.add(table, prefix, heard, used, peer.number, noted, pathId);
            sets.release(used);
            sets.release(heard);
        } else {
            chains.add(table, prefix, heard, used, peer.number, noted, pathId);
        }
        summaries.more(verdict);
        peer.in(table.family, noted);
        peer.arrivals.in(reason);
        if (reason == Rejections.POLICY) {
            peer.arrivals.refused(peer.imports, filter.answer());
        }
        if (reason != 0) {
            peer.rejected[table.family.ordinal()]++;
        }
        touched(peer, table, prefix, pathId);
        return true;
    }

    /** A peer takes a path back. */
    void withdraw(PeerRow peer, Table table, int pathId, long high, long low, int length) {
        int prefix = table.prefixes.find(high, low, length);
        int path = prefix == PrefixTable.NONE ? 0 : chains.find(table, prefix, peer.number, pathId);
        if (path != 0) {
            forget(table, prefix, path);
        } else {
            peer.arrivals.unknown();
        }
    }

    void forget(Table table, int prefix, int path) {
        var peer = peers.at(paths.peer(path));
        discount(peer, table.family, paths.flags(path));
        int pathId = paths.pathId(path);
        chains.remove(table, prefix, path);
        touched(peer, table, prefix, pathId);
    }

    private void discount(PeerRow peer, Family family, int flags) {
        summaries.less(flags);
        peer.out(family, flags);
        peer.arrivals.out(flags & PathFlags.REJECTION);
        if (!Decision.isUsable(flags)) {
            peer.rejected[family.ordinal()]--;
        }
    }

    /** Judges a path anew: what was stale stays stale, and what was the last resort stays it. */
    void judge(Table table, int prefix, int path) {
        var prefixes = table.prefixes;
        var row = peers.at(paths.peer(path));
        int pathId = paths.pathId(path);
        int heard = paths.heard(path);
        boolean longLived = (paths.flags(path) & PathFlags.LONG_LIVED) != 0;
        announce(
                row,
                table,
                pathId,
                prefixes.high(prefix),
                prefixes.low(prefix),
                prefixes.length(prefix),
                heard,
                PathFlags.generation(paths.flags(path)));
        if (longLived) {
            keepLonger(table, prefix, chains.find(table, prefix, row.number, pathId));
        }
    }

    /**
     * Why a path is kept out, by the rules and policies as they are now: where they are others than
     * those that it was judged by, it will be judged again.
     */
    RejectedRoute explain(HeardRoute route, Table table, int prefix, int path) {
        var prefixes = table.prefixes;
        var row = peers.at(paths.peer(path));
        long high = prefixes.high(prefix);
        long low = prefixes.low(prefix);
        int length = prefixes.length(prefix);
        int heard = paths.heard(path);
        int reason = rules.judge(table.family, high, low, length, heard);
        return reason != 0
                ? rules.explain(route, reason)
                : new RejectedRoute(
                        route,
                        RejectedRoute.Reason.POLICY,
                        filter.refusal(row, table, high, low, length, heard).orElse(JUDGED_AGAIN));
    }

    private void touched(PeerRow peer, Table table, int prefix, int pathId) {
        watched.touch(peer, table, prefix, pathId);
        if (witness != null) {
            witness.touch(peer, table, prefix);
        }
    }

    /**
     * A stale path becomes the last resort and says so (RFC 9494 §4.2), or goes if it must not be
     * kept so long, whether its peer or a policy of ours says so.
     */
    void keepLonger(Table table, int prefix, int path) {
        int peer = paths.peer(path);
        int heard = paths.heard(path);
        int used = paths.attributes(path);
        int flags = paths.flags(path);
        if (((sets.flags(heard) | sets.flags(used)) & AttributeScan.NO_LLGR) != 0) {
            forget(table, prefix, path);
            return;
        }
        if ((flags & PathFlags.LONG_LIVED) != 0) {
            return;
        }
        boolean said = (sets.flags(used) & AttributeScan.LLGR_STALE) != 0;
        int marked = said ? used : marks.withLlgrStale(used);
        int pathId = paths.pathId(path);
        sets.retain(heard);
        sets.retain(marked);
        chains.remove(table, prefix, path);
        chains.add(table, prefix, heard, marked, peer, flags | PathFlags.LONG_LIVED, pathId);
        sets.release(marked);
        sets.release(heard);
    }
}
