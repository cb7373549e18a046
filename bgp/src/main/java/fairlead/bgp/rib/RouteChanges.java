package fairlead.bgp.rib;

import fairlead.bgp.table.IntList;

/**
 * Which routes peers told or took back since somebody last looked: of which prefix, by whom. What
 * became of them is what the tables say now. A route that changed twice may stand here twice.
 */
public final class RouteChanges {

    private static final int WORDS = 3;

    private final IntList[] lists = new IntList[Family.values().length];

    RouteChanges() {
        for (var family : Family.values()) {
            lists[family.ordinal()] = new IntList();
        }
    }

    void add(Family family, int prefix, int peer, int pathId) {
        var list = lists[family.ordinal()];
        list.add(prefix);
        list.add(peer);
        list.add(pathId);
    }

    /**
     * Whether nothing changed. A path that is kept out is here without its prefix having changed.
     */
    boolean isEmpty() {
        for (var list : lists) {
            if (list.size() > 0) {
                return false;
            }
        }
        return true;
    }

    void clear() {
        for (var list : lists) {
            list.clear();
        }
    }

    /** How many there are of a family. */
    public int size(Family family) {
        return lists[family.ordinal()].size() / WORDS;
    }

    /** The number of the prefix in its table. */
    public int prefix(Family family, int index) {
        return lists[family.ordinal()].get(index * WORDS);
    }

    /** The number of the peer. */
    public int peer(Family family, int index) {
        return lists[family.ordinal()].get(index * WORDS + 1);
    }

    /** The path identifier, 0 where the session has none. */
    public int pathId(Family family, int index) {
        return lists[family.ordinal()].get(index * WORDS + 2);
    }
}
