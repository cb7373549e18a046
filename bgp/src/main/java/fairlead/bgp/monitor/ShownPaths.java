package fairlead.bgp.monitor;

import fairlead.bgp.table.IntColumn;
import fairlead.bgp.table.IntList;

/**
 * The paths of prefixes as a collector knows them, each by its identifier (RFC 7911), so that it
 * can be told which of them are gone. For each prefix that changed: {@link #begin}, {@link #show}
 * for every path there is now, {@link #end}.
 */
final class ShownPaths {

    /** What is done with a path that is there no more. */
    interface Gone {
        void path(int pathId);
    }

    /** By prefix: its first entry, 0 for none. */
    private final IntColumn heads = new IntColumn();

    private final IntColumn next = new IntColumn();
    private final IntColumn pathIds = new IntColumn();
    private final IntColumn sets = new IntColumn();
    private final IntList free = new IntList();
    private int prefix;

    /** The chain of what was shown before and not yet again. */
    private int old;

    private int limit = 1;

    void begin(int of) {
        prefix = of;
        old = heads.get(of);
        heads.set(of, 0);
    }

    /** A path is there with this set of attributes; true if the collector does not know it so. */
    boolean show(int pathId, int set) {
        int entry = take(pathId);
        boolean known = entry != 0 && sets.get(entry) == set;
        if (entry == 0) {
            entry = free.isEmpty() ? limit++ : free.pop();
            pathIds.set(entry, pathId);
        }
        sets.set(entry, set);
        next.set(entry, heads.get(prefix));
        heads.set(prefix, entry);
        return !known;
    }

    void end(Gone gone) {
        while (old != 0) {
            gone.path(pathIds.get(old));
            free.add(old);
            old = next.get(old);
        }
    }

    /** Takes the entry of a path out of those from before; 0 if it is not among them. */
    private int take(int pathId) {
        int before = 0;
        for (int entry = old; entry != 0; entry = next.get(entry)) {
            if (pathIds.get(entry) == pathId) {
                if (before == 0) {
                    old = next.get(entry);
                } else {
                    next.set(before, next.get(entry));
                }
                return entry;
            }
            before = entry;
        }
        return 0;
    }
}
