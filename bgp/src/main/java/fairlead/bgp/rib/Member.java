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

    private final PeerRow peer;
    private final UpdateGroup group;
    private final BitColumn[] owed = new BitColumn[Family.values().length];

    /** For families in which it is told all paths. */
    private final @Nullable PathsTold[] paths = new PathsTold[Family.values().length];

    private final Tellings tellings = new Tellings();
    private OutLog.Chunk chunk;
    private int at;
    private long position;
    private boolean follows;
    long updates;

    Member(PeerRow peer, UpdateGroup group) {
        this.peer = peer;
        this.group = group;
        this.chunk = group.log.last;
        this.at = chunk.size;
        this.position = group.log.position();
        for (var family : Family.values()) {
            owed[family.ordinal()] = new BitColumn();
            if (group.terms().paths().contains(family)) {
                paths[family.ordinal()] = new PathsTold(family, peer);
            }
        }
    }

    /**
     * The same peer's place in another group that has looked at every prefix: it owes there what it
     * owed here, and whatever is told differently.
     */
    Member movedTo(UpdateGroup next) {
        leaveLog();
        var moved = new Member(peer, next);
        for (var family : group.terms().families()) {
            var all = paths[family.ordinal()];
            if (all != null) {
                moved.paths[family.ordinal()] = all;
                all.oweAll(group.table(family), false);
                continue;
            }
            int limit = group.table(family).prefixes.limit();
            for (int prefix = 0; prefix < limit; prefix++) {
                if (owes(family, prefix) || code(family, prefix) != moved.code(family, prefix)) {
                    moved.owe(family, prefix);
                }
            }
        }
        moved.tellings.takeOver(tellings);
        moved.updates = updates;
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
            all.oweAll(group.table(family), true);
            return;
        }
        var told = group.told(family);
        int limit = group.table(family).prefixes.limit();
        for (int prefix = 0; prefix < limit; prefix++) {
            if (told.codes.get(prefix) != Exporter.NOTHING
                    && told.sources.get(prefix) != peer.number) {
                owed[family.ordinal()].add(prefix);
            }
        }
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
        var told = group.told(family);
        return told.sources.get(prefix) == peer.number ? Exporter.NOTHING : told.codes.get(prefix);
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
                        && (owed[family.ordinal()].contains(prefix)
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
            return position < group.log.position();
        }
        for (var one : owed) {
            if (!one.isEmpty()) {
                return true;
            }
        }
        return group.isBuilt();
    }

    /** Leaves the log if it lies too far behind. */
    void keepUp() {
        if (follows && group.log.position() - position > group.longestLag()) {
            leaveLog();
        }
    }

    /**
     * Puts whole messages into {@code octets} from {@code from} on, as many as there are and have
     * room, and returns where they end.
     */
    int fill(byte[] octets, int from, int to) {
        int end = follows ? fillPaths(octets, from, to) : catchUp(octets, from, to);
        return follows ? read(octets, end, to) : end;
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
    void close() {
        for (var all : paths) {
            if (all != null) {
                all.close(group.exporter());
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

    private int read(byte[] octets, int from, int to) {
        int end = from;
        while (true) {
            while (at < chunk.size) {
                var source = chunk.octets;
                int length = UpdateScan.int16(source, at);
                if (isForMe(source)) {
                    if (length > to - end) {
                        return end;
                    }
                    System.arraycopy(source, at + OutLog.ENTRY, octets, end, length);
                    end += length;
                    updates++;
                }
                at += OutLog.ENTRY + length;
                position += OutLog.ENTRY + length;
            }
            var next = chunk.next;
            if (next == null) {
                return end;
            }
            chunk = next;
            at = 0;
        }
    }

    private boolean isForMe(byte[] source) {
        int notFor = UpdateScan.int16(source, at + 2) - 1;
        int onlyFor = UpdateScan.int16(source, at + 4) - 1;
        return notFor != peer.number && (onlyFor < 0 || onlyFor == peer.number);
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
                updates++;
                if (prefix < 0) {
                    break;
                }
            }
        }
        end = fillPaths(octets, end, to);
        return group.isBuilt() && !owesPaths() ? end(octets, end, to) : end;
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
            // Nothing may have been written yet, and whoever fills takes that for all.
            return catchUp(octets, end, to);
        }
        follows = true;
        chunk = group.log.last;
        at = chunk.size;
        position = group.log.position();
        return end;
    }

    /** What it has not read of the log becomes what it owes. */
    void leaveLog() {
        if (!follows) {
            return;
        }
        follows = false;
        while (true) {
            while (at < chunk.size) {
                int length = UpdateScan.int16(chunk.octets, at);
                if (isForMe(chunk.octets)) {
                    oweAll(chunk.octets, at + OutLog.ENTRY, at + OutLog.ENTRY + length);
                }
                at += OutLog.ENTRY + length;
            }
            var next = chunk.next;
            if (next == null) {
                return;
            }
            chunk = next;
            at = 0;
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
