package fairlead.bgp.rib;

import fairlead.bgp.table.IntColumn;
import fairlead.bgp.table.IntList;
import fairlead.bgp.table.PathTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Peers that are told the same (RFC 4271 §9.2), and what they have been told: their Adj-RIB-Out,
 * once for all. What changes is encoded once, into the log that they read. Nobody hears a path of
 * his own: for that one peer a prefix with such a path counts as withdrawn.
 */
final class UpdateGroup {

    private static final int ALL = Integer.MAX_VALUE;

    /** What it costs to look at a prefix, in the measure of a {@link Backlog}. */
    private static final int PREFIX = 8;

    /** What is told of the prefixes of one family. */
    static final class Told {

        /** By prefix: a code of {@link Exporter}. */
        final IntColumn codes = new IntColumn();

        /** By prefix: the number of the peer whose path it is. */
        final IntColumn sources = new IntColumn();

        /** By peer: how many of its paths are told. */
        final IntColumn bySource = new IntColumn();

        int size;

        /** Prefixes below this have been looked at; changes are followed everywhere. */
        int built;
    }

    final OutLog log = new OutLog();
    final List<Member> members = new ArrayList<>();

    /** Of those that come here or go away. */
    final List<Move> moves = new ArrayList<>();

    private final Rib rib;
    private final PathTable paths;
    private final Told[] told = new Told[Family.values().length];
    private final IntList announced = new IntList();
    private final IntList retracted = new IntList();
    private ExportTerms terms;
    private Exporter exporter;

    /** Those whose codes may still stand for what was told. */
    private final List<Exporter> before = new ArrayList<>();

    private int code;
    private int source;

    /** Whether a member may have to find out what it owes. */
    private boolean searching;

    UpdateGroup(ExportTerms terms, Exporter exporter, Rib rib) {
        this.terms = terms;
        this.exporter = exporter;
        this.rib = rib;
        this.paths = rib.paths;
        for (var family : Family.values()) {
            told[family.ordinal()] = new Told();
        }
    }

    Told told(Family family) {
        return told[family.ordinal()];
    }

    ExportTerms terms() {
        return terms;
    }

    Exporter exporter() {
        return exporter;
    }

    PathTable paths() {
        return paths;
    }

    /** Room for a note about each path, which means nothing to whoever notes next. */
    IntColumn places() {
        return rib.places;
    }

    /** How far a peer may lie behind in the log, in octets. */
    int longestLag() {
        return rib.longestLag();
    }

    /** Who hears of what peers are told. */
    Watched watched() {
        return rib.watched();
    }

    Table table(Family family) {
        return rib.table(family);
    }

    /** Goes over to other terms: every prefix is looked at again, and differences are told. */
    void become(ExportTerms next, Exporter with) {
        members.forEach(Member::leaveLog);
        before.add(exporter);
        terms = next;
        exporter = with;
        for (var family : Family.values()) {
            told(family).built = 0;
        }
    }

    /** Lets go of all that it holds; nobody is told anything any more. */
    void close() {
        rib.partings.add(exporter::letGo);
        before.forEach(one -> rib.partings.add(one::letGo));
    }

    /** What it tells one peer of a prefix: a code of its exporter. */
    int codeFor(int peer, Family family, int prefix) {
        var of = told(family);
        return of.sources.get(prefix) == peer ? Exporter.NOTHING : of.codes.get(prefix);
    }

    /** Whether every prefix has been looked at. */
    boolean isBuilt() {
        for (var family : terms.families()) {
            if (told(family).built != ALL) {
                return false;
            }
        }
        return true;
    }

    /**
     * Looks at prefixes that it has not looked at since it was made or became another.
     *
     * @param slice what may be done; a prefix counts {@link #PREFIX}
     * @return what of it is left
     */
    int build(int slice) {
        int left = slice;
        for (var family : terms.families()) {
            var of = told(family);
            int limit = of.built == ALL ? 0 : table(family).prefixes.limit();
            while (of.built < limit && left > 0) {
                look(family, of, of.built++);
                left -= PREFIX;
            }
            if (of.built >= limit) {
                of.built = ALL;
            }
        }
        if (!before.isEmpty() && isBuilt()) {
            before.forEach(one -> rib.partings.add(one::letGo));
            before.clear();
        }
        return left;
    }

    /** A member has begun to find out what it owes. */
    void searches() {
        searching = true;
    }

    boolean isSearching() {
        return searching;
    }

    /** Lets members find out what they owe; returns what of the slice is left. */
    int search(int slice) {
        int left = slice;
        for (int i = 0; i < members.size() && left > 0 && searching; i++) {
            left = members.get(i).search(left);
        }
        if (searching && left > 0) {
            searching = members.stream().anyMatch(Member::isSearching);
        }
        return left;
    }

    private void look(Family family, Told of, int prefix) {
        if (terms.paths().contains(family)) {
            members.forEach(member -> member.owePaths(family, prefix));
            return;
        }
        choose(family, prefix);
        int now = of.codes.get(prefix);
        int from = of.sources.get(prefix);
        if (now != code || now != Exporter.NOTHING && source != from) {
            become(family, prefix, now, from);
            rib.watched().told(this, family, prefix);
            owe(family, prefix, now, from);
        }
    }

    /**
     * Members that do not follow the log owe a prefix if they hear something else of it now: whose
     * path it is hears nothing.
     */
    private void owe(Family family, int prefix, int codeBefore, int sourceBefore) {
        for (var member : members) {
            int number = member.peer().number;
            int before = sourceBefore == number ? Exporter.NOTHING : codeBefore;
            int now = source == number ? Exporter.NOTHING : code;
            if (before != now) {
                member.owe(family, prefix);
            }
        }
    }

    /** What changed in {@code table} goes into the log. */
    void follow(Table table) {
        if (!terms.families().contains(table.family)) {
            return;
        }
        if (terms.paths().contains(table.family)) {
            members.forEach(member -> member.owePaths(table));
            return;
        }
        var of = told(table.family);
        var withdrawals = new UpdateWriter(table.family, false, terms.longest());
        int open = -1;
        boolean behind = anyBehind();
        announced.clear();
        retracted.clear();
        for (int i = 0; i < table.changed.size(); i++) {
            int prefix = table.changed.get(i);
            choose(table.family, prefix);
            int codeBefore = of.codes.get(prefix);
            int sourceBefore = of.sources.get(prefix);
            if (code == codeBefore && (code == Exporter.NOTHING || source == sourceBefore)) {
                continue;
            }
            become(table.family, prefix, codeBefore, sourceBefore);
            rib.watched().told(this, table.family, prefix);
            if (behind) {
                owe(table.family, prefix, codeBefore, sourceBefore);
            }
            if (code != Exporter.NOTHING) {
                announced.add(prefix);
                if (codeBefore != Exporter.NOTHING && sourceBefore != source) {
                    retracted.add(prefix);
                }
                continue;
            }
            open = withdraw(withdrawals, open, sourceBefore, table, prefix);
        }
        close(withdrawals, open, -1);
        retract(table, of);
        announce(table, of);
        members.forEach(Member::keepUp);
    }

    /** Whether a peer that lags may still have to be told of {@code prefix}. */
    boolean isOwed(Family family, int prefix) {
        for (var member : members) {
            if (member.owes(family, prefix)) {
                return true;
            }
        }
        return false;
    }

    boolean anyBehind() {
        for (var member : members) {
            if (!member.follows()) {
                return true;
            }
        }
        return false;
    }

    /** Leaves in {@link #code} and {@link #source} what is to be told of a prefix. */
    private void choose(Family family, int prefix) {
        int head = table(family).heads.get(prefix);
        code = Exporter.NOTHING;
        source = 0;
        if (head == 0 || !Decision.isUsable(paths.flags(head))) {
            return;
        }
        source = paths.peer(head);
        code = code(family, prefix, head);
        if (code != Exporter.NOTHING || paths.next(head) == 0) {
            return;
        }
        // No path hiding (RFC 7947 §2.3): the best of those that may be told.
        var others = rib.decision.ranking(head);
        for (int next = others.next();
                next != 0 && code == Exporter.NOTHING;
                next = others.next()) {
            if (next != head) {
                source = paths.peer(next);
                code = code(family, prefix, next);
            }
        }
    }

    /** What is told of a path: a code of the exporter. */
    int code(Family family, int prefix, int path) {
        return exporter.code(
                paths.attributes(path), rib.peers.at(paths.peer(path)), table(family), prefix);
    }

    private void become(Family family, int prefix, int before, int sourceBefore) {
        var of = told(family);
        for (int i = 0; i < moves.size(); i++) {
            moves.get(i).changed(family, prefix);
        }
        if (before != Exporter.NOTHING) {
            of.size--;
            of.bySource.add(sourceBefore, -1);
        }
        if (code != Exporter.NOTHING) {
            of.size++;
            of.bySource.add(source, 1);
        }
        of.codes.set(prefix, code);
        of.sources.set(prefix, source);
    }

    /** The peer whose path was told never heard of it, so it need not hear that it is gone. */
    private int withdraw(UpdateWriter writer, int open, int notFor, Table table, int prefix) {
        if (open != notFor || !add(writer, 0, table, prefix)) {
            close(writer, open, -1);
            log.room(UpdateWriter.length(0, terms.longest()));
            writer.withdraw(log.last.octets, log.last.size + OutLog.ENTRY, log.last.octets.length);
            add(writer, 0, table, prefix);
        }
        return notFor;
    }

    /** Peers whose own paths are told to all others now lose what they were told before. */
    private void retract(Table table, Told of) {
        var writer = new UpdateWriter(table.family, false, terms.longest());
        int open = -1;
        for (int i = 0; i < retracted.size(); i++) {
            int prefix = retracted.get(i);
            int only = of.sources.get(prefix);
            if (only == 0) {
                continue;
            }
            if (open != only || !add(writer, 0, table, prefix)) {
                close(writer, -1, open);
                log.room(UpdateWriter.length(0, terms.longest()));
                writer.withdraw(
                        log.last.octets, log.last.size + OutLog.ENTRY, log.last.octets.length);
                add(writer, 0, table, prefix);
                open = only;
            }
        }
        close(writer, -1, open);
    }

    private void announce(Table prefixes, Told of) {
        var writer = new UpdateWriter(prefixes.family, false, terms.longest());
        int openCode = Exporter.NOTHING;
        int openSource = -1;
        for (int i = 0; i < announced.size(); i++) {
            int prefix = announced.get(i);
            int now = of.codes.get(prefix);
            int from = of.sources.get(prefix);
            if (now != openCode || from != openSource || !add(writer, 0, prefixes, prefix)) {
                close(writer, openSource, -1);
                var sets = exporter.table(now);
                log.room(UpdateWriter.length(sets.length(Exporter.set(now)), terms.longest()));
                writer.announce(
                        log.last.octets,
                        log.last.size + OutLog.ENTRY,
                        log.last.octets.length,
                        sets,
                        Exporter.set(now));
                add(writer, 0, prefixes, prefix);
                openCode = now;
                openSource = from;
            }
        }
        close(writer, openSource, -1);
    }

    private static boolean add(UpdateWriter writer, int pathId, Table table, int prefix) {
        return writer.add(
                pathId,
                table.prefixes.high(prefix),
                table.prefixes.low(prefix),
                table.prefixes.length(prefix));
    }

    private void close(UpdateWriter writer, int notFor, int onlyFor) {
        if (notFor >= 0 || onlyFor >= 0) {
            log.entered(writer.finish(), notFor == 0 ? -1 : notFor, onlyFor);
        }
    }
}
