package fairlead.bgp.rib;

import fairlead.bgp.table.BitColumn;
import fairlead.bgp.table.IntColumn;
import fairlead.bgp.table.IntList;
import fairlead.bgp.table.PathTable;
import fairlead.bgp.table.PrefixTable;

/**
 * All paths of a family that one peer has been told (RFC 7911), and the prefixes that it is owed:
 * when there is room, what it was told of a prefix is compared with what is true then. A path's
 * identifier is its number in the table of paths; whoever gets that number later, the comparison
 * finds it.
 */
final class PathsTold {

    /** Prefixes that are compared at a time. */
    private static final int SLICE = 512;

    private final Family family;
    private final PeerRow peer;
    private final BitColumn owed = new BitColumn();

    /** By prefix: the first entry of what was told, 0 for none. */
    private final IntColumn heads = new IntColumn();

    private final IntColumn next = new IntColumn();
    private final IntColumn pathIds = new IntColumn();
    private final IntColumn codes = new IntColumn();
    private final IntList free = new IntList();

    private final IntList old = new IntList();

    /** What was found and not yet written: prefix and path identifier. */
    private final IntList withdrawals = new IntList();

    /** Likewise: prefix, path identifier, code. */
    private final IntList announcements = new IntList();

    private int withdrawn;
    private int announced;

    /** Prefixes from this on are still to be looked at, whether there is anything of them. */
    private int searched = Owed.FOUND;

    private int limit = 1;

    /** When all is let go of: entries from this on still hold a set. */
    private int kept = 1;

    private int size;

    /** What it was told already is told again too. */
    private boolean again;

    PathsTold(Family family, PeerRow peer) {
        this.family = family;
        this.peer = peer;
    }

    /** How many paths it has been told. */
    int size() {
        return size;
    }

    void owe(int prefix) {
        owed.add(prefix);
    }

    /**
     * Every prefix is compared, once {@link #search} has found those that there is anything of.
     *
     * @param anew whether it is told what it was told already too
     */
    void oweAll(boolean anew) {
        searched = 0;
        again |= anew;
    }

    /** Whether {@link #search} has more to do. */
    boolean isSearching() {
        return searched != Owed.FOUND;
    }

    /** Looks at up to {@code slice} prefixes; returns what of the slice is left. */
    int search(Table table, int slice) {
        int left = slice;
        for (; searched < table.prefixes.limit() && left > 0; left--) {
            owe(table, searched++);
        }
        if (searched >= table.prefixes.limit()) {
            searched = Owed.FOUND;
        }
        return left;
    }

    /** A prefix is compared if there is, or was told, anything of it. */
    void owe(Table table, int prefix) {
        if (heads.get(prefix) != 0 || table.heads.get(prefix) != 0) {
            owed.add(prefix);
        }
    }

    /** Whether the number of {@code prefix} must not mean another one yet. */
    boolean holds(int prefix) {
        return heads.get(prefix) != 0 || owed.contains(prefix) || isWaiting(prefix);
    }

    private boolean isWaiting(int prefix) {
        for (int i = withdrawn; i < withdrawals.size(); i += 2) {
            if (withdrawals.get(i) == prefix) {
                return true;
            }
        }
        return false;
    }

    /** A code that it was told of {@code prefix}, of the first path. */
    int code(int prefix) {
        int entry = heads.get(prefix);
        return entry == 0 ? Exporter.NOTHING : codes.get(entry);
    }

    /** Every path to {@code prefix} that it was told. */
    void each(int prefix, RibTables.Told take) {
        for (int entry = heads.get(prefix); entry != 0; entry = next.get(entry)) {
            take.path(pathIds.get(entry), codes.get(entry));
        }
    }

    /** Whether there is something about {@code prefix} that is to be compared or written yet. */
    boolean waits(int prefix) {
        boolean waits = prefix >= searched || owed.contains(prefix) || isWaiting(prefix);
        for (int i = announced; i < announcements.size() && !waits; i += 3) {
            waits = announcements.get(i) == prefix;
        }
        return waits;
    }

    boolean tells(int prefix, int path) {
        for (int entry = heads.get(prefix); entry != 0; entry = next.get(entry)) {
            if (pathIds.get(entry) == path) {
                return true;
            }
        }
        return false;
    }

    /** The code that it was told of a path. */
    int code(int prefix, int pathId) {
        int entry = heads.get(prefix);
        while (entry != 0 && pathIds.get(entry) != pathId) {
            entry = next.get(entry);
        }
        return entry == 0 ? Exporter.NOTHING : codes.get(entry);
    }

    boolean hasOutput() {
        return !owed.isEmpty()
                || withdrawn < withdrawals.size()
                || announced < announcements.size();
    }

    /** Writes whole messages between {@code from} and {@code to}; returns where they end. */
    int fill(UpdateGroup group, byte[] octets, int from, int to) {
        int end = from;
        while (hasOutput()) {
            if (withdrawn == withdrawals.size() && announced == announcements.size()) {
                compare(group);
            }
            int before = end;
            end = write(group, octets, end, to);
            if (end == before && hasWaiting()) {
                return end;
            }
        }
        return end;
    }

    /** Lets go of more sets; see {@link Partings}. */
    int letGo(Exporter exporter, int slice) {
        int left = slice;
        for (; kept < limit && left > 0; kept++, left--) {
            if (codes.get(kept) != Exporter.NOTHING) {
                release(exporter, codes.get(kept));
            }
        }
        return left;
    }

    private boolean hasWaiting() {
        return withdrawn < withdrawals.size() || announced < announcements.size();
    }

    private void compare(UpdateGroup group) {
        withdrawals.clear();
        announcements.clear();
        withdrawn = 0;
        announced = 0;
        int left = SLICE;
        for (int prefix = owed.next(0); prefix >= 0 && left > 0; prefix = owed.next(prefix)) {
            owed.remove(prefix);
            compare(group, prefix);
            left--;
        }
        if (owed.isEmpty() && !isSearching()) {
            again = false;
        }
    }

    private void compare(UpdateGroup group, int prefix) {
        old.clear();
        var places = group.places();
        for (int entry = heads.get(prefix); entry != 0; entry = next.get(entry)) {
            places.set(pathIds.get(entry), old.size());
            old.add(entry);
        }
        heads.set(prefix, 0);
        var paths = group.paths();
        for (int path = group.table(family).heads.get(prefix); path != 0; path = paths.next(path)) {
            int code = wanted(group, paths, prefix, path);
            if (code != Exporter.NOTHING) {
                tell(group, prefix, path, code);
            }
        }
        for (int i = 0; i < old.size(); i++) {
            int entry = old.get(i);
            if (entry != 0) {
                withdrawals.add(prefix);
                withdrawals.add(pathIds.get(entry));
                group.watched().told(peer, family, prefix, pathIds.get(entry));
                release(group.exporter(), codes.get(entry));
                codes.set(entry, Exporter.NOTHING);
                free.add(entry);
                size--;
            }
        }
    }

    private int wanted(UpdateGroup group, PathTable paths, int prefix, int path) {
        return paths.peer(path) == peer.number || !Decision.isUsable(paths.flags(path))
                ? Exporter.NOTHING
                : group.code(family, prefix, path);
    }

    private void tell(UpdateGroup group, int prefix, int path, int code) {
        var exporter = group.exporter();
        int entry = 0;
        int place = group.places().get(path);
        if (place < old.size() && old.get(place) != 0 && pathIds.get(old.get(place)) == path) {
            entry = old.get(place);
            old.set(place, 0);
        }
        boolean known = entry != 0 && codes.get(entry) == code && !again;
        if (entry == 0) {
            entry = free.isEmpty() ? limit++ : free.pop();
            pathIds.set(entry, path);
            size++;
        } else if (!known) {
            release(exporter, codes.get(entry));
        }
        next.set(entry, heads.get(prefix));
        heads.set(prefix, entry);
        if (!known) {
            group.watched().told(peer, family, prefix, path);
            exporter.table(code).retain(Exporter.set(code));
            codes.set(entry, code);
            announcements.add(prefix);
            announcements.add(path);
            announcements.add(code);
        }
    }

    private static void release(Exporter exporter, int code) {
        exporter.table(code).release(Exporter.set(code));
    }

    private int write(UpdateGroup group, byte[] octets, int from, int to) {
        var prefixes = group.table(family).prefixes;
        var writer = new UpdateWriter(family, true, group.terms().longest());
        int end = from;
        while (withdrawn < withdrawals.size()) {
            if (!writer.withdraw(octets, end, to)) {
                return end;
            }
            while (withdrawn < withdrawals.size()
                    && add(
                            writer,
                            prefixes,
                            withdrawals.get(withdrawn),
                            withdrawals.get(withdrawn + 1))) {
                withdrawn += 2;
            }
            end = writer.finish();
        }
        while (announced < announcements.size()) {
            int code = announcements.get(announced + 2);
            if (!writer.announce(
                    octets, end, to, group.exporter().table(code), Exporter.set(code))) {
                return end;
            }
            while (announced < announcements.size()
                    && announcements.get(announced + 2) == code
                    && add(
                            writer,
                            prefixes,
                            announcements.get(announced),
                            announcements.get(announced + 1))) {
                announced += 3;
            }
            end = writer.finish();
        }
        return end;
    }

    private static boolean add(UpdateWriter writer, PrefixTable prefixes, int prefix, int pathId) {
        return writer.add(
                pathId, prefixes.high(prefix), prefixes.low(prefix), prefixes.length(prefix));
    }
}
