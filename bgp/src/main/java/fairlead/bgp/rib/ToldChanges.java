package fairlead.bgp.rib;

import java.util.ArrayList;
import java.util.List;

/**
 * Whose Adj-RIB-Out changed since somebody last looked, and at which prefixes. What a peer is told
 * now is what the tables say; a place that changed twice may stand here twice.
 */
public final class ToldChanges {

    /** What is done with a change. */
    public interface Change {

        /**
         * @param peer the number of who is told
         * @param prefix the number of the prefix in its table
         * @param pathId of the path; 0 where the peer is told one path of a prefix
         */
        void at(int peer, int prefix, int pathId);
    }

    /** By who: a peer's number, or below zero the place of a group. */
    private final Places places = new Places();

    /** Peers that are told the same stand in a list as the group that they are. */
    private final List<UpdateGroup> groups = new ArrayList<>();

    ToldChanges() {}

    /** All peers of a group, but those whose own path it is, are told something else. */
    void add(Family family, int prefix, UpdateGroup group) {
        if (groups.isEmpty() || groups.getLast() != group) {
            groups.add(group);
        }
        places.add(family, prefix, -groups.size(), 0);
    }

    /** A peer is told something else of one path. */
    void add(Family family, int prefix, PeerRow peer, int pathId) {
        places.add(family, prefix, peer.number, pathId);
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    void clear() {
        places.clear();
        groups.clear();
    }

    /** Hands out all of a family, oldest first. */
    public void each(Family family, Change change) {
        for (int i = 0; i < places.size(family); i++) {
            int prefix = places.prefix(family, i);
            int who = places.who(family, i);
            if (who >= 0) {
                change.at(who, prefix, places.pathId(family, i));
                continue;
            }
            for (var member : groups.get(-who - 1).members) {
                change.at(member.peer().number, prefix, 0);
            }
        }
    }
}
