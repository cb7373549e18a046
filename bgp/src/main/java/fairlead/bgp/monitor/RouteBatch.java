package fairlead.bgp.monitor;

import fairlead.bgp.rib.Family;
import fairlead.bgp.table.IntList;
import java.util.Arrays;

/**
 * Routes on their way to a collector, sorted by peer and set of attributes, so that those which can
 * share an UPDATE come one after the other.
 */
final class RouteBatch {

    /** A set that stands for a withdrawal; it comes before all others. */
    static final int WITHDRAWN = -1;

    /** Entries that one batch holds. */
    static final int MOST = 1 << 16;

    /** What is done with a route. */
    interface Route {
        void go(int peer, int set, int prefix, int pathId);
    }

    private static final int SLOT_BITS = 17;
    private static final int SET_BITS = 31;

    final Family family;
    private final IntList prefixes = new IntList();
    private final IntList pathIds = new IntList();
    private long[] keys = new long[256];
    private int size;

    RouteBatch(Family family) {
        this.family = family;
    }

    boolean isFull() {
        return size == MOST;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /**
     * Adds one, if it is not full.
     *
     * @param set a set of attributes, below 2^31 - 1, or {@link #WITHDRAWN}
     */
    void add(int peer, int set, int prefix, int pathId) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
        }
        keys[size] = (long) peer << SET_BITS + SLOT_BITS | (long) (set + 1) << SLOT_BITS | size;
        size++;
        prefixes.add(prefix);
        pathIds.add(pathId);
    }

    /** Hands out all, and is empty then. */
    void drain(Route route) {
        Arrays.sort(keys, 0, size);
        for (int i = 0; i < size; i++) {
            int slot = (int) (keys[i] & (1 << SLOT_BITS) - 1);
            int set = (int) (keys[i] >>> SLOT_BITS & (1L << SET_BITS) - 1) - 1;
            int peer = (int) (keys[i] >>> SET_BITS + SLOT_BITS);
            route.go(peer, set, prefixes.get(slot), pathIds.get(slot));
        }
        size = 0;
        prefixes.clear();
        pathIds.clear();
    }
}
