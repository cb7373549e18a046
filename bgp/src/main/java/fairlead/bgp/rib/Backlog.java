package fairlead.bgp.rib;

import fairlead.bgp.rpki.RoaChange;
import fairlead.bgp.rpki.RoaTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Work that can wait: sweeps over the paths of peers, and groups that have not looked at every
 * prefix since their terms became others. It is done a slice at a time, and anything may happen
 * between two slices.
 *
 * <p>Then all of this holds. Every path that is heard is judged by the rules and policies as they
 * are at that moment; one that a sweep has still to look at keeps the verdict of those before,
 * attributes included, and takes part by it. Chains are in order, groups tell what is first in
 * them, and what a peer has been told is what its group holds of it, or is owed. So a peer hears of
 * each prefix by the old terms or by the new, never by both at once; when the last slice is done,
 * all is as if it had been heard under the new terms alone. Of sweeps that do the same, one is
 * under way and one to come at most, so nothing piles up.
 */
final class Backlog {

    private final Rib rib;
    private final AdjRibsIn in;
    private final UpdateGroups groups;
    private final int slice;
    private final Sweep.Broom judge;
    private final Sweep.Broom forget;
    private final Sweep.Broom keepLonger;
    private final List<Sweep> sweeps = new ArrayList<>();

    /**
     * @param slice how many prefixes are looked at in one slice; what has more to be done with it
     *     counts for several
     */
    Backlog(Rib rib, AdjRibsIn in, UpdateGroups groups, int slice) {
        this.rib = rib;
        this.in = in;
        this.groups = groups;
        this.slice = slice;
        this.judge = in::judge;
        this.forget = in::forget;
        this.keepLonger = in::keepLonger;
    }

    /** Rules or policies became others: what the peer holds is judged by them. */
    void judge(PeerRow row) {
        if (sweeps.isEmpty()
                || !sweeps.getLast().broom().equals(judge)
                || sweeps.getLast().hasBegun()) {
            sweeps.add(new Sweep(judge, () -> {}));
        }
        sweeps.getLast().and(row);
    }

    /**
     * Likewise, but only what origin validation finds something else of; and groups whose policies
     * ask for it choose again what they tell of that.
     */
    void validate(RoaChange change) {
        boolean told = groups.dependOnRpki();
        var rows = new ArrayList<PeerRow>();
        for (var row : rib.peers.all()) {
            if (!row.gone && (told || row.imports.dependsOnRpki())) {
                rows.add(row);
            }
        }
        if (told) {
            rows.add(rib.peers.at(0));
        }
        if (rows.isEmpty()) {
            return;
        }
        if (!sweeps.isEmpty()
                && sweeps.getLast().broom() instanceof Validation waiting
                && !sweeps.getLast().hasBegun()) {
            waiting.and(change, told);
        } else {
            sweeps.add(new Sweep(new Validation(change, told), () -> {}));
        }
        rows.forEach(sweeps.getLast()::and);
    }

    /** For the paths whose origin changes are about. */
    private final class Validation implements Sweep.Broom {

        private RoaTable changed;
        private boolean told;

        /**
         * @param told whether what peers are told depends on it, too
         */
        Validation(RoaChange change, boolean told) {
            this.changed = change.changed();
            this.told = told;
        }

        /** Another change before the first slice: together they are one. */
        void and(RoaChange change, boolean toldToo) {
            changed = RoaTable.of(changed.vrps().union(change.changed().vrps()));
            told |= toldToo;
        }

        @Override
        public boolean concerns(Table table, int prefix) {
            return table.isConcerned(prefix, changed);
        }

        @Override
        public void path(Table table, int prefix, int path) {
            if (rib.peers.at(rib.paths.peer(path)).imports.dependsOnRpki()) {
                judge.path(table, prefix, path);
            }
            if (told) {
                table.mark(prefix);
            }
        }
    }

    /**
     * All that the peer told goes, and its number with the last of it: first of all, since the
     * peer, when it is back, has to wait for that.
     */
    void forget(PeerRow row) {
        sweeps.removeIf(sweep -> sweep.without(row));
        sweeps.addFirst(new Sweep(forget, () -> rib.peers.remove(row)).and(row));
    }

    /** What the peer told before a generation began goes. */
    void forgetOlder(PeerRow row, Family family, int generation) {
        if (row.mayHoldOlder(family, generation)) {
            sweep(
                    new Stale(rib, row, family, generation, forget),
                    () -> row.noneIsOlder(family, generation));
        }
    }

    /**
     * What is stale now becomes the last resort, or goes if it must not be kept so long (RFC 9494
     * §4.2, §4.3).
     */
    void keepLonger(PeerRow row, Family family) {
        int generation = row.generation(family);
        if (row.mayHoldOlder(family, generation)) {
            sweep(new Stale(rib, row, family, generation, keepLonger), () -> {});
        }
    }

    private void sweep(Stale stale, Runnable end) {
        if (sweeps.stream().noneMatch(sweep -> sweep.broom().equals(stale))) {
            sweeps.removeIf(sweep -> sweep.broom() instanceof Stale other && other.isWithin(stale));
            sweeps.add(new Sweep(stale, end).and(stale.row()));
        }
    }

    /** For the paths of a peer and family that were told before a generation began. */
    private record Stale(Rib rib, PeerRow row, Family family, int generation, Sweep.Broom broom)
            implements Sweep.Broom {

        @Override
        public void path(Table table, int prefix, int path) {
            if (table.family == family && PathFlags.isOlder(rib.paths.flags(path), generation)) {
                broom.path(table, prefix, path);
            }
        }

        /** Whether {@code other} does all that this does. */
        boolean isWithin(Stale other) {
            return row == other.row
                    && family == other.family
                    && broom.equals(other.broom)
                    && PathFlags.isOlder(generation, other.generation);
        }
    }

    /** Whether a peer of that name is still being forgotten. */
    boolean isForgetting(String name) {
        return rib.peers.all().stream()
                .anyMatch(row -> row.gone && row.terms.name().equals(name) && isSwept(row));
    }

    /** Whether there is a sweep over the paths of a peer. */
    boolean isSwept(PeerRow row) {
        return sweeps.stream().anyMatch(sweep -> sweep.has(row));
    }

    /** Does a slice; true if there is more. */
    boolean work() {
        int left = slice;
        while (left > 0 && !sweeps.isEmpty()) {
            var sweep = sweeps.getFirst();
            left = sweep.go(rib, left);
            if (sweep.isDone()) {
                sweeps.remove(sweep);
            }
        }
        boolean building = groups.build(slice);
        boolean parting = rib.partings.work(slice);
        return building || parting || !sweeps.isEmpty();
    }
}
