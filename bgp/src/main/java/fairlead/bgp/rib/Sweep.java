package fairlead.bgp.rib;

import java.util.Arrays;
import java.util.BitSet;

/** Something to be done with every path of some peers, a slice of prefixes at a time. */
final class Sweep {

    /** What is done with a path. */
    interface Broom {
        void path(Table table, int prefix, int path);

        /** Whether anything is to be done with the paths of a prefix. */
        default boolean concerns(Table table, int prefix) {
            return true;
        }
    }

    /** What a path costs, in prefixes that are only looked at. */
    private static final int PATH = 8;

    private final Broom broom;
    private final Runnable end;
    private final BitSet peers = new BitSet();
    private int[] found = new int[4];
    private int family;
    private int at;

    /**
     * @param end done with the last path
     */
    Sweep(Broom broom, Runnable end) {
        this.broom = broom;
        this.end = end;
    }

    Broom broom() {
        return broom;
    }

    boolean has(PeerRow peer) {
        return peers.get(peer.number);
    }

    /** This peer's paths too; to be called before the first slice. */
    Sweep and(PeerRow peer) {
        peers.set(peer.number);
        return this;
    }

    /** Not this peer's any more; true if nobody's are left. */
    boolean without(PeerRow peer) {
        peers.clear(peer.number);
        return peers.isEmpty();
    }

    boolean hasBegun() {
        return family > 0 || at > 0;
    }

    boolean isDone() {
        return family == Family.values().length;
    }

    /** Does what costs up to {@code slice} or little more; returns what of it is left. */
    int go(Rib rib, int slice) {
        int left = slice;
        while (!isDone()) {
            var table = rib.table(Family.values()[family]);
            int limit = holdsAny(rib, table.family) ? table.prefixes.limit() : 0;
            while (at < limit) {
                if (left <= 0) {
                    return left;
                }
                left -= 1 + PATH * prefix(rib, table, at++);
            }
            family++;
            at = 0;
        }
        end.run();
        return left;
    }

    private boolean holdsAny(Rib rib, Family of) {
        return peers.stream().anyMatch(peer -> rib.peers.at(peer).held[of.ordinal()] > 0);
    }

    /** How many paths; the broom may reorder the chain, so they are looked up before. */
    private int prefix(Rib rib, Table table, int prefix) {
        int count = 0;
        if (!broom.concerns(table, prefix)) {
            return count;
        }
        for (int path = table.heads.get(prefix); path != 0; path = rib.paths.next(path)) {
            if (peers.get(rib.paths.peer(path))) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, 2 * count);
                }
                found[count++] = path;
            }
        }
        for (int i = 0; i < count; i++) {
            broom.path(table, prefix, found[i]);
        }
        return count;
    }
}
