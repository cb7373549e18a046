package fairlead.bgp.monitor;

import fairlead.bgp.bmp.BmpPeer;
import fairlead.bgp.bmp.RouteMonitor;
import fairlead.bgp.bmp.View;
import fairlead.bgp.rib.Family;
import fairlead.bgp.wire.AsWidth;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Routes, by number, on their way to a collector: they are gathered by view and family, and become
 * route monitoring messages by {@link #flush}, while the numbers still mean the same.
 */
final class RouteMessages {

    /** Whose path identifiers a route has that comes without any. */
    static final int OURS = 0;

    /** A peer, and the families in which it tells and hears path identifiers. */
    private record Known(Map<View, BmpPeer> as, Set<Family> idsIn, Set<Family> idsOut) {

        boolean hasPathIds(View view, Family family) {
            return switch (view) {
                case ADJ_RIB_IN, ADJ_RIB_IN_POST_POLICY -> idsIn.contains(family);
                case ADJ_RIB_OUT, ADJ_RIB_OUT_POST_POLICY -> idsOut.contains(family);
                case LOC_RIB -> false;
            };
        }
    }

    private final RouteMonitor monitor;
    private final Map<Integer, Known> peers = new HashMap<>();
    private final Map<Family, Map<View, RouteBatch>> batches = new EnumMap<>(Family.class);
    private final Set<View> views;

    RouteMessages(Set<View> views, RouteMonitor monitor, BmpPeer locRib) {
        this.views = views;
        this.monitor = monitor;
        for (var family : Family.values()) {
            var ofFamily = new EnumMap<View, RouteBatch>(View.class);
            views.forEach(view -> ofFamily.put(view, new RouteBatch(family)));
            batches.put(family, ofFamily);
        }
        peers.put(OURS, new Known(Map.of(View.LOC_RIB, locRib), Set.of(), Set.of()));
    }

    boolean wants(View view) {
        return views.contains(view);
    }

    /**
     * From now on routes of the peer with this number become messages.
     *
     * @param told how wide AS numbers are in what it is told
     */
    void add(int number, BmpPeer peer, AsWidth told, Set<Family> idsIn, Set<Family> idsOut) {
        var as = new EnumMap<View, BmpPeer>(View.class);
        for (var view : View.values()) {
            switch (view) {
                case ADJ_RIB_IN, ADJ_RIB_IN_POST_POLICY, ADJ_RIB_OUT ->
                        as.put(view, peer.seen(view));
                case ADJ_RIB_OUT_POST_POLICY -> as.put(view, peer.seen(view).as(told));
                case LOC_RIB -> {}
            }
        }
        peers.put(number, new Known(as, idsIn, idsOut));
    }

    void remove(int number) {
        peers.remove(number);
    }

    boolean knows(int number) {
        return peers.containsKey(number);
    }

    /** The numbers of all peers. */
    Iterable<Integer> peers() {
        return () -> peers.keySet().stream().filter(number -> number != OURS).iterator();
    }

    /**
     * A route, or with {@link RouteBatch#WITHDRAWN} its end.
     *
     * @param set of its attributes; of {@link View#ADJ_RIB_OUT_POST_POLICY} what {@link #folded}
     *     makes of a code
     */
    void add(TablesAt at, View view, Family family, int peer, int set, int prefix, int pathId) {
        var ofFamily = batches.get(family);
        var batch = ofFamily == null ? null : ofFamily.get(view);
        if (batch != null) {
            if (batch.isFull()) {
                drain(at, view, batch);
            }
            batch.add(peer, set, prefix, pathId);
        }
    }

    /** Makes messages of all that was added. */
    void flush(TablesAt at) {
        batches.values()
                .forEach(ofFamily -> ofFamily.forEach((view, batch) -> drain(at, view, batch)));
    }

    /** Codes of either sign as numbers from 0 on. */
    static int folded(int code) {
        return code > 0 ? 2 * (code - 1) : 2 * (-code - 1) + 1;
    }

    private static int unfolded(int set) {
        return (set & 1) == 0 ? set / 2 + 1 : -(set / 2) - 1;
    }

    private void drain(TablesAt at, View view, RouteBatch batch) {
        if (batch.isEmpty()) {
            return;
        }
        var tables = at.tables();
        var now = at.now();
        var family = batch.family;
        boolean v6 = family == Family.IPV6_UNICAST;
        batch.drain((number, set, prefix, id) -> {
            var known = peers.get(number);
            var peer = known == null ? null : known.as().get(view);
            if (known == null || peer == null) {
                return;
            }
            long high = tables.high(family, prefix);
            long low = tables.low(family, prefix);
            int length = tables.length(family, prefix);
            long pathId = known.hasPathIds(view, family) ? Integer.toUnsignedLong(id) : -1;
            if (set == RouteBatch.WITHDRAWN) {
                monitor.withdrawn(peer, now, v6, high, low, length, pathId);
            } else if (view == View.ADJ_RIB_OUT_POST_POLICY) {
                var octets = tables.toldOctets(unfolded(set));
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
