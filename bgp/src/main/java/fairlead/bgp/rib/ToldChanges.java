package fairlead.bgp.rib;

import fairlead.bgp.table.IntList;
import java.util.ArrayList;
import java.util.List;

/**
 * Whose Adj-RIB-Out changed since somebody last looked, and at which prefixes. What a peer is told
 * now is what the tables say; a place that changed twice may stand here twice.
 */
public final class ToldChanges {

    private static final int WORDS = 3;

    /** What is done with a change. */
    public interface Change {

        /**
         * @param peer the number of who is told
         * @param prefix the number of the prefix in its table
         * @param pathId of the path; 0 where the peer is told one path of a prefix
         */
        void at(int peer, int prefix, int pathId);
    }

    private final IntList[] lists = new IntList[Family.values().length];

    /** Peers that are told the same stand in a list as the group that they are. */
    private final List<UpdateGroup> groups = new ArrayList<>();

    ToldChanges() {
        for (var family : Family.values()) {
            lists[family.ordinal()] = new IntList();
        }
    }

    /** All peers of a group, but those whose own path it is, are told something else. */
    void add(Family family, int prefix, UpdateGroup group) {
        if (groups.isEmpty() || groups.getLast() != group) {
            groups.add(group);
        }
        add(family, prefix, -groups.size(), 0);
    }

    /** A peer is told something else of one path. */
    void add(Family family, int prefix, PeerRow peer, int pathId) {
        add(family, prefix, peer.number, pathId);
    }

    private void add(Family family, int prefix, int who, int pathId) {
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
        groups.clear();
    }

    /** Hands out all of a family, oldest first. */
    public void each(Family family, Change change) {
        var list = lists[family.ordinal()];
        for (int i = 0; i < list.size(); i += WORDS) {
            int prefix = list.get(i);
            int who = list.get(i + 1);
            if (who >= 0) {
                change.at(who, prefix, list.get(i + 2));
                continue;
            }
            for (var member : groups.get(-who - 1).members) {
                change.at(member.peer().number, prefix, 0);
            }
        }
    }
}
