package fairlead.bgp.monitor;

import fairlead.bgp.bmp.BmpPeer;
import fairlead.bgp.bmp.RouteMonitor;
import fairlead.bgp.bmp.View;
import fairlead.bgp.rib.Family;
import fairlead.bgp.rib.RibTables;
import fairlead.bgp.rib.RouteChanges;
import fairlead.bgp.table.IntColumn;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Turns routes, by number, into route monitoring of the wanted views. Adj-RIB-In is told as it is
 * whenever a peer said something of a prefix; Loc-RIB and Adj-RIB-Out whenever a path of a prefix
 * changed, the former only if that made a difference.
 */
final class BmpFeed {

    private static final int OURS = 0;

    private final Set<View> views;
    private final RouteMonitor monitor;
    private final BmpPeer locRib;
    private final Map<Integer, Map<View, BmpPeer>> peers = new HashMap<>();
    private final Map<Integer, Set<Family>> pathIds = new HashMap<>();

    /** By prefix: the set of attributes that was told as the best plus 1, or 0. */
    private final Map<Family, IntColumn> best = new EnumMap<>(Family.class);

    private final int[] bestCount = new int[Family.values().length];
    private final Map<Family, Map<View, RouteBatch>> batches = new EnumMap<>(Family.class);

    BmpFeed(Set<View> views, RouteMonitor monitor, BmpPeer locRib) {
        this.views = views;
        this.monitor = monitor;
        this.locRib = locRib;
        for (var family : Family.values()) {
            best.put(family, new IntColumn());
            var ofFamily = new EnumMap<View, RouteBatch>(View.class);
            views.forEach(view -> ofFamily.put(view, new RouteBatch(family)));
            batches.put(family, ofFamily);
        }
    }

    /** From now on routes of the peer with this number are told. */
    void add(int number, BmpPeer peer, Set<Family> withPathIds) {
        var seen = new EnumMap<View, BmpPeer>(View.class);
        for (var view : views) {
            seen.put(view, view == View.LOC_RIB ? locRib : peer.seen(view));
        }
        peers.put(number, seen);
        pathIds.put(number, withPathIds);
    }

    void remove(int number) {
        peers.remove(number);
        pathIds.remove(number);
    }

    /** Best paths that were told. */
    int bestCount(Family family) {
        return bestCount[family.ordinal()];
    }

    /** Tells what changed of prefixes that {@code slices} have been at. */
    void changed(RibTables tables, RouteChanges changes, Slices slices, Instant now) {
        for (var family : Family.values()) {
            for (int i = 0; i < changes.size(family); i++) {
                int prefix = changes.prefix(family, i);
                int peer = changes.peer(family, i);
                if (slices.isPast(family, prefix) && peers.containsKey(peer)) {
                    int pathId = changes.pathId(family, i);
                    heard(tables, family, prefix, peer, pathId, now);
                }
            }
            for (int i = 0; i < tables.changedPrefixes(family); i++) {
                int prefix = tables.changedPrefix(family, i);
                if (slices.isPast(family, prefix)) {
                    best(tables, family, prefix, now);
                    told(tables, family, prefix, now, true);
                }
            }
        }
        flush(tables, now);
    }

    /** Tells all of a part of a table. */
    void all(RibTables tables, Family family, int from, int to, Instant now) {
        for (int prefix = from; prefix < to; prefix++) {
            if (!tables.isUsed(family, prefix)) {
                continue;
            }
            for (int path = tables.firstPath(family, prefix);
                    path != 0;
                    path = tables.nextPath(path)) {
                int peer = tables.peer(path);
                if (peer != OURS && peers.containsKey(peer)) {
                    int pathId = tables.pathId(path);
                    add(
                            View.ADJ_RIB_IN,
                            tables,
                            family,
                            peer,
                            tables.heard(path),
                            prefix,
                            pathId,
                            now);
                    if (tables.isUsable(path)) {
                        add(
                                View.ADJ_RIB_IN_POST_POLICY,
                                tables,
                                family,
                                peer,
                                tables.used(path),
                                prefix,
                                pathId,
                                now);
                    }
                }
            }
            best(tables, family, prefix, now);
            told(tables, family, prefix, now, false);
        }
        flush(tables, now);
    }

    /** Tells a part of one peer's tables once more. */
    void again(
            RibTables tables,
            Family family,
            int from,
            int to,
            int peer,
            boolean heard,
            boolean told,
            Instant now) {
        for (int prefix = from; prefix < to; prefix++) {
            if (!tables.isUsed(family, prefix)) {
                continue;
            }
            int path = heard ? tables.firstPath(family, prefix) : 0;
            for (; path != 0; path = tables.nextPath(path)) {
                if (tables.peer(path) == peer) {
                    heard(tables, family, prefix, peer, tables.pathId(path), now);
                }
            }
            if (told && views.contains(View.ADJ_RIB_OUT_POST_POLICY)) {
                told(tables, family, prefix, peer, now, true);
            }
        }
        flush(tables, now);
    }

    private void heard(
            RibTables tables, Family family, int prefix, int peer, int pathId, Instant now) {
        int path = tables.path(family, prefix, peer, pathId);
        add(
                View.ADJ_RIB_IN,
                tables,
                family,
                peer,
                path == 0 ? RouteBatch.WITHDRAWN : tables.heard(path),
                prefix,
                pathId,
                now);
        add(
                View.ADJ_RIB_IN_POST_POLICY,
                tables,
                family,
                peer,
                path == 0 || !tables.isUsable(path) ? RouteBatch.WITHDRAWN : tables.used(path),
                prefix,
                pathId,
                now);
    }

    private void best(RibTables tables, Family family, int prefix, Instant now) {
        var column = best.get(family);
        if (column == null || !views.contains(View.LOC_RIB)) {
            return;
        }
        int path = tables.firstPath(family, prefix);
        int set = path == 0 || !tables.isUsable(path) ? RouteBatch.WITHDRAWN : tables.used(path);
        int before = column.get(prefix);
        if (before != set + 1) {
            bestCount[family.ordinal()] += (set + 1 == 0 ? 0 : 1) - (before == 0 ? 0 : 1);
            column.set(prefix, set + 1);
            add(View.LOC_RIB, tables, family, OURS, set, prefix, 0, now);
        }
    }

    private void told(RibTables tables, Family family, int prefix, Instant now, boolean withdrawn) {
        if (!views.contains(View.ADJ_RIB_OUT_POST_POLICY)) {
            return;
        }
        for (int peer : peers.keySet()) {
            told(tables, family, prefix, peer, now, withdrawn);
        }
    }

    /** What a peer has been told of a prefix. */
    private void told(
            RibTables tables, Family family, int prefix, int peer, Instant now, boolean withdrawn) {
        int code = tables.told(peer, family, prefix);
        if (code != RibTables.NOTHING || withdrawn) {
            add(
                    View.ADJ_RIB_OUT_POST_POLICY,
                    tables,
                    family,
                    peer,
                    code == RibTables.NOTHING ? RouteBatch.WITHDRAWN : folded(code),
                    prefix,
                    0,
                    now);
        }
    }

    /** Codes of either sign as numbers from 0 on. */
    private static int folded(int code) {
        return code > 0 ? 2 * (code - 1) : 2 * (-code - 1) + 1;
    }

    private static int unfolded(int set) {
        return (set & 1) == 0 ? set / 2 + 1 : -(set / 2) - 1;
    }

    private void add(
            View view,
            RibTables tables,
            Family family,
            int peer,
            int set,
            int prefix,
            int pathId,
            Instant now) {
        var ofFamily = batches.get(family);
        var batch = ofFamily == null ? null : ofFamily.get(view);
        if (batch != null) {
            if (batch.isFull()) {
                drain(view, batch, tables, now);
            }
            batch.add(peer, set, prefix, pathId);
        }
    }

    /** Makes messages of all that was added. */
    private void flush(RibTables tables, Instant now) {
        batches.values()
                .forEach(ofFamily ->
                        ofFamily.forEach((view, batch) -> drain(view, batch, tables, now)));
    }

    private void drain(View view, RouteBatch batch, RibTables tables, Instant now) {
        boolean v6 = batch.family == Family.IPV6_UNICAST;
        batch.drain((number, set, prefix, id) -> {
            var seen = peers.get(number);
            var peer = view == View.LOC_RIB ? locRib : seen == null ? null : seen.get(view);
            if (peer == null) {
                return;
            }
            long high = tables.high(batch.family, prefix);
            long low = tables.low(batch.family, prefix);
            int length = tables.length(batch.family, prefix);
            long pathId =
                    (view == View.ADJ_RIB_IN || view == View.ADJ_RIB_IN_POST_POLICY)
                                    && pathIds.getOrDefault(number, Set.of()).contains(batch.family)
                            ? Integer.toUnsignedLong(id)
                            : -1;
            if (set == RouteBatch.WITHDRAWN) {
                monitor.withdrawn(peer, now, v6, high, low, length, pathId);
            } else if (view == View.ADJ_RIB_OUT_POST_POLICY) {
                var octets = tables.toldOctets(number, unfolded(set));
                monitor.route(
                        peer, now, set, octets, 0, octets.length, v6, high, low, length, pathId);
            } else {
                monitor.route(
                        peer,
                        now,
                        set,
                        tables.octets(set),
                        tables.from(set),
                        tables.to(set),
                        v6,
                        high,
                        low,
                        length,
                        pathId);
            }
        });
        monitor.flush();
    }
}
