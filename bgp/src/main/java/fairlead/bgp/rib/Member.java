package fairlead.bgp.rib;

import fairlead.bgp.table.BitColumn;
import org.jspecify.annotations.Nullable;

/**
 * One peer's place in its group. It follows the log, or it is behind: then it owes the peer a set
 * of prefixes, and tells what is true of each at the moment when there is room, so that a peer that
 * reads slowly costs one bit a prefix and hears no more than it must. A new session begins behind,
 * owing everything, and so does a peer that asks to be told again.
 */
final class Member {

    /** What it costs to look a prefix up, in the measure of a {@link Backlog}. */
    private static final int LOOK_UP = 8;

    /** So many octets of an UPDATE count as a prefix. */
    private static final int PREFIX_OCTETS = 4;

    private final PeerRow peer;
    private final UpdateGroup group;
    private final Owed[] owed = new Owed[Family.values().length];

    /** For families in which it is told all paths. */
    private final @Nullable PathsTold[] paths = new PathsTold[Family.values().length];

    private final Tellings tellings = new Tellings();

    /** Where it stands in the log; what it had not read when it left that it is to owe. */
    private LogPlace place;

    private boolean follows;

    Member(PeerRow peer, UpdateGroup group) {
        this.peer = peer;
        this.group = group;
        this.place = new LogPlace(peer.number);
        for (var family : Family.values()) {
            owed[family.ordinal()] = new Owed();
            if (group.terms().paths().contains(family)) {
                paths[family.ordinal()] = new PathsTold(family, peer);
            }
        }
    }

    /**
     * The same peer's place in another group that has looked at every prefix: it owes there what it
     * owed here, and whatever is told differently.
     *
     * @param differs by family, the prefixes of which that group tells this peer something else
     */
    Member movedTo(UpdateGroup next, BitColumn[] differs) {
        leaveLog();
        var moved = new Member(peer, next);
        for (var family : group.terms().families()) {
            int of = family.ordinal();
            var all = paths[of];
            if (all != null) {
                moved.paths[of] = all;
                all.oweAll(false);
                continue;
            }
            moved.owed[of].takeOver(owed[of], differs[of]);
        }
        moved.place = place;
        moved.tellings.takeOver(tellings);
        next.searches();
        return moved;
    }

    PeerRow peer() {
        return peer;
    }

    UpdateGroup group() {
        return group;
    }

    boolean follows() {
        return follows;
    }

    boolean owes(Family family, int prefix) {
        var all = paths[family.ordinal()];
        return all == null ? owed[family.ordinal()].contains(prefix) : all.holds(prefix);
    }

    /** It is to be told what is true of {@code prefix}, unless the log will tell it. */
    void owe(Family family, int prefix) {
        if (!follows) {
            owed[family.ordinal()].add(prefix);
        }
    }

    /** It is to be sent {@code begin}, told everything of a family, then sent {@code end}. */
    void tellAll(Family family, byte[] begin, byte[] end) {
        if (tellings.begin(family, begin, end)) {
            leaveLog();
            oweAll(family);
        }
    }

    private void oweAll(Family family) {
        var all = paths[family.ordinal()];
        if (all != null) {
            all.oweAll(true);
        } else {
            owed[family.ordinal()].all();
        }
        group.searches();
    }

    /** Whether {@link #search} has more to do; nothing that it promised is told before. */
    boolean isSearching() {
        if (place.hasUnread()) {
            return true;
        }
        for (var family : group.terms().families()) {
            var all = paths[family.ordinal()];
            if (all == null ? owed[family.ordinal()].isSearching() : all.isSearching()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Finds out more of what it owes: what it had not read of the log that it left, and of families
     * that it is to be told in full whatever is told.
     *
     * @param slice what may be done; a prefix counts 1, or {@link #LOOK_UP}
     * @return what of it is left
     */
    int search(int slice) {
        int rest = searchLog(slice);
        for (var family : group.terms().families()) {
            var all = paths[family.ordinal()];
            int limit = group.table(family).prefixes.limit();
            if (all == null) {
                rest = owed[family.ordinal()].search(group.told(family), peer.number, limit, rest);
            } else if (all.isSearching()) {
                rest = all.search(group.table(family), rest);
            }
        }
        return rest;
    }

    private int searchLog(int slice) {
        int rest = slice;
        while (place.hasUnread() && rest > 0) {
            rest -= 1 + place.lookThrough(this::oweAll) / PREFIX_OCTETS * LOOK_UP;
        }
        return rest;
    }

    /** Prefixes that it has been told, or will have been when it has read all. */
    int toldCount(Family family) {
        var all = paths[family.ordinal()];
        if (all != null) {
            return all.size();
        }
        var told = group.told(family);
        return told.size - told.bySource.get(peer.number);
    }

    /** What it has been told of {@code prefix}: a code of its group's exporter. */
    int code(Family family, int prefix) {
        var all = paths[family.ordinal()];
        if (all != null) {
            return all.code(prefix);
        }
        return group.codeFor(peer.number, family, prefix);
    }

    /** Every path to {@code prefix} that it has been told. */
    void each(Family family, int prefix, RibTables.Told take) {
        var all = paths[family.ordinal()];
        if (all != null) {
            all.each(prefix, take);
            return;
        }
        int code = code(family, prefix);
        if (code != Exporter.NOTHING) {
            take.path(0, code);
        }
    }

    /** Whether there is something about {@code prefix} that it has not been sent yet. */
    boolean waits(Family family, int prefix) {
        var all = paths[family.ordinal()];
        return all != null
                ? all.waits(prefix)
                : !follows
                        && (owed[family.ordinal()].mayHold(prefix)
                                || place.hasUnread()
                                || prefix >= group.told(family).built);
    }

    /** Whether it has been told this path. */
    boolean tells(Family family, int prefix, int path) {
        var all = paths[family.ordinal()];
        if (all != null) {
            return all.tells(prefix, path);
        }
        var told = group.told(family);
        return code(family, prefix) != Exporter.NOTHING
                && told.sources.get(prefix) == group.paths().peer(path)
                && told.codes.get(prefix) == group.code(family, prefix, path);
    }

    /** What it has been told of a path; {@code pathId} is 0 where it is told one of a prefix. */
    int code(Family family, int prefix, int pathId) {
        var all = paths[family.ordinal()];
        return all == null ? code(family, prefix) : all.code(prefix, pathId);
    }

    /** Whether {@link #fill} has something to say. */
    boolean hasOutput() {
        if (owesPaths()) {
            return true;
        }
        if (follows) {
            return place.behind(group.log) > 0;
        }
        for (var one : owed) {
            if (!one.isKnownEmpty()) {
                return true;
            }
        }
        return group.isBuilt() && !isSearching();
    }

    /** Leaves the log if it lies too far behind. */
    void keepUp() {
        if (follows && place.behind(group.log) > group.longestLag()) {
            leaveLog();
        }
    }

    /**
     * Puts whole messages into {@code octets} from {@code from} on, as many as there are and have
     * room, and returns where they end.
     */
    int fill(byte[] octets, int from, int to) {
        int end = follows ? fillPaths(octets, from, to) : catchUp(octets, from, to);
        return follows ? place.read(octets, end, to) : end;
    }

    /** What changed in {@code table} is to be compared with what it was told. */
    void owePaths(Table table) {
        var all = paths[table.family.ordinal()];
        if (all != null) {
            for (int i = 0; i < table.changed.size(); i++) {
                all.owe(table.changed.get(i));
            }
        }
    }

    /** A prefix is to be compared with what it was told of it. */
    void owePaths(Family family, int prefix) {
        var all = paths[family.ordinal()];
        if (all != null) {
            all.owe(group.table(family), prefix);
        }
    }

    /** It goes; the sets that it was told are needed no more. */
    void close(Partings partings) {
        for (var all : paths) {
            if (all != null) {
                partings.add(slice -> all.letGo(group.exporter(), slice));
            }
        }
    }

    private boolean owesPaths() {
        for (var all : paths) {
            if (all != null && all.hasOutput()) {
                return true;
            }
        }
        return false;
    }

    private int fillPaths(byte[] octets, int from, int to) {
        int end = from;
        for (var all : paths) {
            if (all != null) {
                end = all.fill(group, octets, end, to);
            }
        }
        return end;
    }

    private int catchUp(byte[] octets, int from, int to) {
        int end = tellings.putBegins(octets, from, to);
        if (tellings.hasBegins()) {
            return end;
        }
        for (var family : group.terms().families()) {
            if (paths[family.ordinal()] != null) {
                continue;
            }
            var writer = new UpdateWriter(family, false, group.terms().longest());
            var of = owed[family.ordinal()];
            for (int prefix = of.next(0); prefix >= 0; prefix = of.next(prefix)) {
                int now = code(family, prefix);
                boolean begun =
                        now == Exporter.NOTHING
                                ? writer.withdraw(octets, end, to)
                                : writer.announce(
                                        octets,
                                        end,
                                        to,
                                        group.exporter().table(now),
                                        Exporter.set(now));
                if (!begun) {
                    return end;
                }
                var prefixes = group.table(family).prefixes;
                while (prefix >= 0
                        && code(family, prefix) == now
                        && writer.add(
                                0,
                                prefixes.high(prefix),
                                prefixes.low(prefix),
                                prefixes.length(prefix))) {
                    of.remove(prefix);
                    prefix = of.next(prefix);
                }
                end = writer.finish();
                if (prefix < 0) {
                    break;
                }
            }
        }
        end = fillPaths(octets, end, to);
        return group.isBuilt() && !isSearching() && !owesPaths() ? end(octets, end, to) : end;
    }

    /** Nothing is owed: what was promised for this moment, then the log. */
    private int end(byte[] octets, int from, int to) {
        int end = tellings.putEnds(octets, from, to);
        if (tellings.hasEnds()) {
            return end;
        }
        var next = tellings.next();
        next.forEach(this::oweAll);
        if (!next.isEmpty()) {
            return end;
        }
        follows = true;
        place.toTheEnd(group.log);
        return end;
    }

    /** What it has not read of the log becomes what it owes, as {@link #search} goes on. */
    void leaveLog() {
        if (follows) {
            follows = false;
            place.leave(group.log);
            group.searches();
        }
    }

    private void oweAll(byte[] octets, int from, int to) {
        WrittenUpdate.each(
                octets, from, to, (family, first, end) -> oweAll(family, octets, first, end));
    }

    private void oweAll(Family family, byte[] octets, int from, int to) {
        var table = group.table(family);
        for (int here = from; here < to; here += 1 + ((octets[here] & 0xff) + 7 >>> 3)) {
            long high = UpdateScan.high(octets, here);
            long low = UpdateScan.low(octets, here);
            int length = octets[here] & 0xff;
            int prefix = table.prefixes.find(high, low, length);
            if (prefix < 0) {
                // It is gone, but this peer does not know it yet.
                prefix = table.prefixes.add(high, low, length);
                table.empty.add(prefix);
            }
            owed[family.ordinal()].add(prefix);
        }
    }
}
