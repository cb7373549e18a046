package fairlead.bgp.monitor;

import fairlead.bgp.bmp.BmpPeer;
import fairlead.bgp.bmp.RouteMonitor;
import fairlead.bgp.bmp.View;
import fairlead.bgp.rib.Family;
import fairlead.bgp.rib.RibTables;
import fairlead.bgp.rib.RouteChanges;
import fairlead.bgp.rib.ToldChanges;
import fairlead.bgp.table.IntColumn;
import fairlead.bgp.wire.AsWidth;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which routes one collector is told, of the views that it wants:
 *
 * <pre>
 *  Adj-RIB-In, before and after policy   whenever a peer said something of a path
 *  Loc-RIB                               when the best path of a prefix has other attributes
 *  Adj-RIB-Out before policy             whenever a path of a prefix changed
 *  Adj-RIB-Out after policy              when a peer is told something else
 * </pre>
 */
final class BmpFeed {

    private static final int OURS = RouteMessages.OURS;

    private final RouteMessages messages;

    /** By prefix: the set of attributes that was told as the best plus 1, or 0. */
    private final Map<Family, IntColumn> best = new EnumMap<>(Family.class);

    private final int[] bestCount = new int[Family.values().length];

    /** By peer that is told all paths: what the collector knows as offered to it. */
    private final Map<Integer, Map<Family, ShownPaths>> offered = new HashMap<>();

    BmpFeed(Set<View> views, RouteMonitor monitor, BmpPeer locRib) {
        this.messages = new RouteMessages(views, monitor, locRib);
        for (var family : Family.values()) {
            best.put(family, new IntColumn());
        }
    }

    /**
     * From now on routes of the peer with this number are told.
     *
     * @param told how wide AS numbers are in what it is told
     * @param idsIn families in which it tells path identifiers
     * @param idsOut families in which it is told all paths
     */
    void add(int number, BmpPeer peer, AsWidth told, Set<Family> idsIn, Set<Family> idsOut) {
        messages.add(number, peer, told, idsIn, idsOut);
        var shown = new EnumMap<Family, ShownPaths>(Family.class);
        if (messages.wants(View.ADJ_RIB_OUT)) {
            idsOut.forEach(family -> shown.put(family, new ShownPaths()));
        }
        offered.put(number, shown);
    }

    void remove(int number) {
        messages.remove(number);
        offered.remove(number);
    }

    /** Best paths that were told. */
    int bestCount(Family family) {
        return bestCount[family.ordinal()];
    }

    /** Tells what changed of prefixes that {@code slices} have been at. */
    void changed(TablesAt at, RouteChanges changes, Slices slices) {
        for (var family : Family.values()) {
            for (int i = 0; i < changes.size(family); i++) {
                int prefix = changes.prefix(family, i);
                int peer = changes.peer(family, i);
                if (slices.isPast(family, prefix) && messages.knows(peer)) {
                    heard(at, family, prefix, peer, changes.pathId(family, i));
                }
            }
            for (int i = 0; i < at.tables().changedPrefixes(family); i++) {
                int prefix = at.tables().changedPrefix(family, i);
                if (slices.isPast(family, prefix)) {
                    best(at, family, prefix);
                    if (messages.wants(View.ADJ_RIB_OUT)) {
                        for (int peer : messages.peers()) {
                            offered(at, family, prefix, peer, true);
                        }
                    }
                }
            }
        }
        messages.flush(at);
    }

    /** Tells what peers are told of prefixes that {@code slices} have been at. */
    void told(TablesAt at, ToldChanges changes, Slices slices) {
        for (var family : Family.values()) {
            changes.each(
                    family,
                    (peer, prefix, pathId) -> {
                        if (slices.isPast(family, prefix) && messages.knows(peer)) {
                            told(at, family, prefix, peer, pathId);
                        }
                    });
        }
        messages.flush(at);
    }

    /** Tells all of a part of a table. */
    void all(TablesAt at, Family family, int from, int to) {
        for (int prefix = from; prefix < to; prefix++) {
            if (!at.tables().isUsed(family, prefix)) {
                continue;
            }
            for (int path = at.tables().firstPath(family, prefix);
                    path != 0;
                    path = at.tables().nextPath(path)) {
                int peer = at.tables().peer(path);
                if (peer != OURS && messages.knows(peer)) {
                    int pathId = at.tables().pathId(path);
                    tell(
                            at,
                            View.ADJ_RIB_IN,
                            family,
                            peer,
                            at.tables().heard(path),
                            prefix,
                            pathId);
                    if (at.tables().isUsable(path)) {
                        tell(
                                at,
                                View.ADJ_RIB_IN_POST_POLICY,
                                family,
                                peer,
                                at.tables().used(path),
                                prefix,
                                pathId);
                    }
                }
            }
            best(at, family, prefix);
            for (int peer : messages.peers()) {
                outgoing(at, family, prefix, peer, false);
            }
        }
        messages.flush(at);
    }

    /** Tells a part of one peer's tables once more. */
    void again(TablesAt at, Family family, int from, int to, Anew task) {
        int peer = task.number();
        for (int prefix = from; prefix < to; prefix++) {
            if (!at.tables().isUsed(family, prefix)) {
                continue;
            }
            int path = task.heard() ? at.tables().firstPath(family, prefix) : 0;
            for (; path != 0; path = at.tables().nextPath(path)) {
                if (at.tables().peer(path) == peer) {
                    heard(at, family, prefix, peer, at.tables().pathId(path));
                }
            }
            if (task.told()) {
                outgoing(at, family, prefix, peer, !task.fresh());
            }
        }
        messages.flush(at);
    }

    private void heard(TablesAt at, Family family, int prefix, int peer, int pathId) {
        int path = at.tables().path(family, prefix, peer, pathId);
        int before = path == 0 ? RouteBatch.WITHDRAWN : at.tables().heard(path);
        int after =
                path == 0 || !at.tables().isUsable(path)
                        ? RouteBatch.WITHDRAWN
                        : at.tables().used(path);
        tell(at, View.ADJ_RIB_IN, family, peer, before, prefix, pathId);
        tell(at, View.ADJ_RIB_IN_POST_POLICY, family, peer, after, prefix, pathId);
    }

    private void best(TablesAt at, Family family, int prefix) {
        var column = best.get(family);
        if (column == null || !messages.wants(View.LOC_RIB)) {
            return;
        }
        int path = at.tables().firstPath(family, prefix);
        int set =
                path == 0 || !at.tables().isUsable(path)
                        ? RouteBatch.WITHDRAWN
                        : at.tables().used(path);
        int before = column.get(prefix);
        if (before != set + 1) {
            bestCount[family.ordinal()] += (set + 1 == 0 ? 0 : 1) - (before == 0 ? 0 : 1);
            column.set(prefix, set + 1);
            tell(at, View.LOC_RIB, family, OURS, set, prefix, 0);
        }
    }

    /** Both views of what goes out to a peer. */
    private void outgoing(TablesAt at, Family family, int prefix, int peer, boolean withdrawn) {
        if (messages.wants(View.ADJ_RIB_OUT)) {
            offered(at, family, prefix, peer, withdrawn);
        }
        if (!messages.wants(View.ADJ_RIB_OUT_POST_POLICY)) {
            return;
        }
        if (withdrawn && !at.tables().tellsPaths(peer, family)) {
            told(at, family, prefix, peer, 0);
        } else {
            at.tables()
                    .eachTold(
                            peer,
                            family,
                            prefix,
                            (pathId, _) -> told(at, family, prefix, peer, pathId));
        }
    }

    /** What may be told to a peer, before its export policy (RFC 8671 §5.2). */
    private void offered(TablesAt at, Family family, int prefix, int peer, boolean withdrawn) {
        if (at.tables().tellsPaths(peer, family)) {
            allOffered(at, family, prefix, peer);
            return;
        }
        int path = at.tables().offered(peer, family, prefix);
        if (path != 0 || withdrawn) {
            int set = path == 0 ? RouteBatch.WITHDRAWN : at.tables().used(path);
            tell(at, View.ADJ_RIB_OUT, family, peer, set, prefix, 0);
        }
    }

    private void allOffered(TablesAt at, Family family, int prefix, int peer) {
        var ofPeer = offered.get(peer);
        var shown = ofPeer == null ? null : ofPeer.get(family);
        if (shown == null) {
            return;
        }
        shown.begin(prefix);
        int path = at.tables().firstPath(family, prefix);
        for (; path != 0; path = at.tables().nextPath(path)) {
            if (at.tables().isOffered(peer, family, path)
                    && shown.show(path, at.tables().used(path))) {
                tell(at, View.ADJ_RIB_OUT, family, peer, at.tables().used(path), prefix, path);
            }
        }
        shown.end(pathId ->
                tell(at, View.ADJ_RIB_OUT, family, peer, RouteBatch.WITHDRAWN, prefix, pathId));
    }

    /** What a peer has been told of a path. */
    private void told(TablesAt at, Family family, int prefix, int peer, int pathId) {
        int code = at.tables().told(peer, family, prefix, pathId);
        int set = code == RibTables.NOTHING ? RouteBatch.WITHDRAWN : RouteMessages.folded(code);
        tell(at, View.ADJ_RIB_OUT_POST_POLICY, family, peer, set, prefix, pathId);
    }

    private void tell(
            TablesAt at, View view, Family family, int peer, int set, int prefix, int pathId) {
        messages.add(at, view, family, peer, set, prefix, pathId);
    }
}
