package fairlead.bgp.rib;

import fairlead.bgp.table.IntList;

/** A prefix, who it is about, and a path identifier: such places of each family, oldest first. */
final class Places {

    private static final int WORDS = 3;

    private final IntList[] lists = new IntList[Family.values().length];

    Places() {
        for (var family : Family.values()) {
            lists[family.ordinal()] = new IntList();
        }
    }

    void add(Family family, int prefix, int who, int pathId) {
        var list = lists[family.ordinal()];
        list.add(prefix);
        list.add(who);
        list.add(pathId);
    }

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

    int size(Family family) {
        return lists[family.ordinal()].size() / WORDS;
    }

    int prefix(Family family, int index) {
        return lists[family.ordinal()].get(index * WORDS);
    }

    int who(Family family, int index) {
        return lists[family.ordinal()].get(index * WORDS + 1);
    }

    int pathId(Family family, int index) {
        return lists[family.ordinal()].get(index * WORDS + 2);
    }
}
