package fairlead.bgp.rib;

import java.util.Arrays;

/** Something to be done with every path of one peer, a slice of prefixes at a time. */
final class Sweep {

    /** What is done with a path. */
    interface Broom {
        void path(Table table, int prefix, int path);
    }

    final PeerRow peer;
    private final Broom broom;
    private final Runnable end;
    private int[] found = new int[4];
    private int family;
    private int at;

    Sweep(PeerRow peer, Broom broom, Runnable end) {
        this.peer = peer;
        this.broom = broom;
        this.end = end;
    }

    /** Looks at up to {@code slice} prefixes; true when there are no more. */
    boolean go(Rib rib, int slice) {
        int left = slice;
        var families = Family.values();
        while (family < families.length) {
            var table = rib.table(families[family]);
            int limit = peer.held[family] == 0 ? 0 : table.prefixes.limit();
            while (at < limit && left > 0) {
                left--;
                prefix(rib, table, at++);
            }
            if (at < limit) {
                return false;
            }
            family++;
            at = 0;
        }
        end.run();
        return true;
    }

    /** The broom may reorder the chain, so its paths are looked up before any is swept. */
    private void prefix(Rib rib, Table table, int prefix) {
        int count = 0;
        for (int path = table.heads.get(prefix); path != 0; path = rib.paths.next(path)) {
            if (rib.paths.peer(path) == peer.number) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, 2 * count);
                }
                found[count++] = path;
            }
        }
        for (int i = 0; i < count; i++) {
            broom.path(table, prefix, found[i]);
        }
    }
}
