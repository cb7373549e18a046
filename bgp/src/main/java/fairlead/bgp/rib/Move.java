package fairlead.bgp.rib;

import fairlead.bgp.table.BitColumn;

/**
 * The way of a peer from its group to another, which begins when that one has looked at every
 * prefix. What is told differently there is found out slice by slice, and meanwhile the peer stays
 * where it is and is told what its group tells.
 */
final class Move {

    /** What it costs to compare a prefix, in the measure of a {@link Backlog}. */
    private static final int PREFIX = 2;

    private final Member member;
    private final UpdateGroup to;
    private final BitColumn[] differs = new BitColumn[Family.values().length];

    /** Those that either group has told something else of since they were compared. */
    private final BitColumn[] changed = new BitColumn[Family.values().length];

    /** By family: prefixes below this were compared. */
    private final int[] compared = new int[Family.values().length];

    Move(Member member, UpdateGroup to) {
        this.member = member;
        this.to = to;
        for (int i = 0; i < differs.length; i++) {
            differs[i] = new BitColumn();
            changed[i] = new BitColumn();
        }
        member.group().moves.add(this);
        to.moves.add(this);
    }

    Member member() {
        return member;
    }

    UpdateGroup to() {
        return to;
    }

    /** The peer stays, or goes elsewhere, or is gone. */
    void end() {
        member.group().moves.remove(this);
        to.moves.remove(this);
    }

    /** One of the two groups tells something else of a prefix. */
    void changed(Family family, int prefix) {
        if (prefix < compared[family.ordinal()]) {
            changed[family.ordinal()].add(prefix);
        }
    }

    /** Compares on; returns what of the slice is left: nothing, unless all is compared. */
    int compare(int slice) {
        int left = slice;
        for (var family : to.terms().families()) {
            if (to.terms().paths().contains(family)) {
                continue; // A peer that is told all paths compares them with what it was told.
            }
            int of = family.ordinal();
            int limit = to.table(family).prefixes.limit();
            for (; compared[of] < limit && left > 0; left -= PREFIX) {
                compare(family, compared[of]++);
            }
            for (int prefix = changed[of].next(0);
                    prefix >= 0 && left > 0;
                    prefix = changed[of].next(prefix)) {
                changed[of].remove(prefix);
                compare(family, prefix);
                left -= PREFIX;
            }
        }
        return Math.max(left, 0);
    }

    private void compare(Family family, int prefix) {
        int now = member.code(family, prefix);
        int then = to.codeFor(member.peer().number, family, prefix);
        if (now == then) {
            differs[family.ordinal()].remove(prefix);
        } else {
            differs[family.ordinal()].add(prefix);
        }
    }

    /** All is compared: the peer's place in the other group. */
    Member arrive() {
        end();
        return member.movedTo(to, differs);
    }
}
