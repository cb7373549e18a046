package fairlead.bgp.rib;

import fairlead.bgp.table.AttributeTable;
import fairlead.bgp.table.PathTable;

/**
 * The paths of each prefix, the best first. Every change says whether what stands first, or its
 * attributes, became another.
 */
final class Chains {

    private final PathTable paths;
    private final AttributeTable sets;
    private final Decision decision;

    Chains(PathTable paths, AttributeTable sets, Decision decision) {
        this.paths = paths;
        this.sets = sets;
        this.decision = decision;
    }

    /** The path that a peer told under this identifier; 0 if there is none. */
    int find(Table table, int prefix, int peer, int pathId) {
        for (int path = table.heads.get(prefix); path != 0; path = paths.next(path)) {
            if (paths.peer(path) == peer && paths.pathId(path) == pathId) {
                return path;
            }
        }
        return 0;
    }

    /** Adds a path; {@code heard} and {@code used} are retained. */
    void add(Table table, int prefix, int heard, int used, int peer, int flags, int pathId) {
        sets.retain(used);
        if (heard != used) {
            sets.retain(heard);
        }
        int head = table.heads.get(prefix);
        if (head == 0) {
            table.heads.set(prefix, paths.add(heard, used, peer, flags, pathId, 0));
            table.mark(prefix);
            return;
        }
        int path = paths.add(heard, used, peer, flags, pathId, paths.next(head));
        paths.next(head, path);
        if (!Decision.isUsable(flags)) {
            return;
        }
        table.mark(prefix);
        if (!Decision.isUsable(paths.flags(head)) || decision.rank(path) < decision.rank(head)) {
            toFront(table, prefix, path);
        } else if (decision.rank(path) == decision.rank(head)) {
            toFront(table, prefix, decision.best(head));
        }
    }

    /** Removes a path and lets go of its attributes. */
    void remove(Table table, int prefix, int path) {
        int head = table.heads.get(prefix);
        int next = paths.next(path);
        boolean usable = Decision.isUsable(paths.flags(path));
        if (path == head) {
            table.heads.set(prefix, next);
        } else {
            int before = head;
            while (paths.next(before) != path) {
                before = paths.next(before);
            }
            paths.next(before, next);
        }
        int used = paths.attributes(path);
        int heard = paths.heard(path);
        // One of equal rank may have kept another out by its MED, which is 0 where there is none.
        boolean counted = usable && decision.rank(path) == decision.rank(head);
        paths.remove(path);
        sets.release(used);
        if (heard != used) {
            sets.release(heard);
        }
        int now = table.heads.get(prefix);
        if (now == 0) {
            table.empty.add(prefix);
        } else if (counted && paths.next(now) != 0) {
            int best = decision.best(now);
            if (best != 0) {
                toFront(table, prefix, best);
            }
        }
        if (usable) {
            table.mark(prefix);
        }
    }

    private void toFront(Table table, int prefix, int path) {
        int head = table.heads.get(prefix);
        if (path == head) {
            return;
        }
        int before = head;
        while (paths.next(before) != path) {
            before = paths.next(before);
        }
        paths.next(before, paths.next(path));
        paths.next(path, head);
        table.heads.set(prefix, path);
    }
}
