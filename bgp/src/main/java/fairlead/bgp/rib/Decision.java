package fairlead.bgp.rib;

import fairlead.bgp.table.AttributeScan;
import fairlead.bgp.table.AttributeTable;
import fairlead.bgp.table.PathTable;

/**
 * Which path of a prefix is best: a function of the paths alone, in whatever order they came.
 * {@link Rung} says the same in words.
 */
final class Decision {

    private final Ladder ladder;
    private final PathTable paths;
    private final AttributeTable sets;
    private final PeerRows peers;

    Decision(Ladder ladder, PathTable paths, AttributeTable sets, PeerRows peers) {
        this.ladder = ladder;
        this.paths = paths;
        this.sets = sets;
        this.peers = peers;
    }

    /** Behind all others: stale for longer than RFC 4724 would keep it (RFC 9494 §4.3). */
    private static final long LAST_RESORT = 1L << 60;

    /** What is compared first, from the facts of a set: less is better. */
    static long rank(Ladder ladder, AttributeScan facts) {
        long rank = freshRank(ladder, facts);
        return (facts.flags() & AttributeScan.LLGR_STALE) != 0 ? rank | LAST_RESORT : rank;
    }

    private static long freshRank(Ladder ladder, AttributeScan facts) {
        return switch (ladder) {
            case AZURE -> facts.pathLength();
            case STANDARD ->
                    (0xffff_ffffL - Integer.toUnsignedLong(facts.preference())) << 20
                            | (long) Math.min(facts.pathLength(), 0xffff) << 2
                            | facts.origin();
        };
    }

    long rank(int path) {
        return sets.rank(paths.attributes(path));
    }

    static boolean isUsable(int flags) {
        return (flags & PathFlags.REJECTION) == 0;
    }

    /** The best of a chain; 0 if none of it is usable. */
    int best(int head) {
        return best(head, null);
    }

    /** Tells which paths are out of the question. */
    interface Tried {
        boolean contains(int path);
    }

    /** The best of a chain but for those {@code tried}; 0 if there is none. */
    int best(int head, @org.jspecify.annotations.Nullable Tried tried) {
        long least = Long.MAX_VALUE;
        boolean meds = false;
        for (int path = head; path != 0; path = paths.next(path)) {
            if (isUsable(paths.flags(path)) && (tried == null || !tried.contains(path))) {
                long rank = rank(path);
                if (rank < least) {
                    least = rank;
                    meds = false;
                }
                meds |=
                        rank == least
                                && (sets.flags(paths.attributes(path)) & AttributeScan.HAS_MED)
                                        != 0;
            }
        }
        meds &= ladder == Ladder.STANDARD;
        int best = 0;
        for (int path = head; path != 0; path = paths.next(path)) {
            if (isUsable(paths.flags(path))
                    && (tried == null || !tried.contains(path))
                    && rank(path) == least
                    && !(meds && losesByMed(path, head, least, tried))
                    && (best == 0 || breaksTie(path, best))) {
                best = path;
            }
        }
        return best;
    }

    /** Whether another path of the same rank and neighbouring AS has a lower MED. */
    private boolean losesByMed(
            int path, int head, long rank, @org.jspecify.annotations.Nullable Tried tried) {
        int set = paths.attributes(path);
        for (int other = head; other != 0; other = paths.next(other)) {
            int otherSet = paths.attributes(other);
            if (other != path
                    && sets.neighbourAs(otherSet) == sets.neighbourAs(set)
                    && isUsable(paths.flags(other))
                    && (tried == null || !tried.contains(other))
                    && rank(other) == rank
                    && Integer.compareUnsigned(sets.med(otherSet), sets.med(set)) < 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether {@code path} is before {@code other} where rank and MED do not tell. */
    boolean breaksTie(int path, int other) {
        var one = peers.at(paths.peer(path));
        var two = peers.at(paths.peer(other));
        if (one == two) {
            return Integer.compareUnsigned(paths.pathId(path), paths.pathId(other)) < 0;
        }
        if (ladder == Ladder.STANDARD) {
            if (one.terms.kind().isInternal() != two.terms.kind().isInternal()) {
                return two.terms.kind().isInternal();
            }
            int reflected =
                    (sets.flags(paths.attributes(path)) | sets.flags(paths.attributes(other)))
                            & AttributeScan.REFLECTED;
            if (reflected != 0) {
                // ORIGINATOR_ID stands in the place of the router id, which is not asked again.
                int order = Reflection.compare(originator(path, one), originator(other, two));
                return order != 0
                        ? order < 0
                        : one.terms.address().compareTo(two.terms.address()) < 0;
            }
        }
        if (one.routerId() != two.routerId()) {
            return one.routerId() < two.routerId();
        }
        return one.terms.address().compareTo(two.terms.address()) < 0;
    }

    private Reflection originator(int path, PeerRow peer) {
        return Reflection.of(sets.copy(paths.attributes(path)), peer.routerId());
    }
}
