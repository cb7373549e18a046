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
    private final Ranking ranking = new Ranking(this);

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
        int best = 0;
        long least = Long.MAX_VALUE;
        boolean alone = true;
        for (int path = head; path != 0; path = paths.next(path)) {
            if (isUsable(paths.flags(path))) {
                long rank = rank(path);
                if (best == 0 || rank < least) {
                    best = path;
                    least = rank;
                    alone = true;
                } else if (rank == least) {
                    alone = false;
                }
            }
        }
        return alone ? best : ranking(head).next();
    }

    /** The usable paths of a chain, the best first: true until the next time this is asked. */
    Ranking ranking(int head) {
        ranking.clear();
        for (int path = head; path != 0; path = paths.next(path)) {
            if (isUsable(paths.flags(path))) {
                ranking.add(path, rank(path));
            }
        }
        return ranking;
    }

    /**
     * Whether of paths of the same rank and neighbouring AS only those with the lowest MED count
     * (RFC 4271 §9.1.2.2 c).
     */
    boolean comparesMeds() {
        return ladder == Ladder.STANDARD;
    }

    /** The AS that a path came from last, and in the lower half its MED. */
    long neighbourAndMed(int path) {
        int set = paths.attributes(path);
        return (long) sets.neighbourAs(set) << 32 | Integer.toUnsignedLong(sets.med(set));
    }

    /**
     * Whether {@code path} is before {@code other} where rank and MED do not tell: a total order.
     */
    boolean breaksTie(int path, int other) {
        var one = peers.at(paths.peer(path));
        var two = peers.at(paths.peer(other));
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
                return order != 0 ? order < 0 : isNearer(path, one, other, two);
            }
        }
        return one.routerId() != two.routerId()
                ? one.routerId() < two.routerId()
                : isNearer(path, one, other, two);
    }

    /** The last resort (RFC 4271 §9.1.2.2 g); paths of one peer go by their identifiers. */
    private boolean isNearer(int path, PeerRow one, int other, PeerRow two) {
        int order = one.terms.address().compareTo(two.terms.address());
        return order != 0
                ? order < 0
                : Integer.compareUnsigned(paths.pathId(path), paths.pathId(other)) < 0;
    }

    private Reflection originator(int path, PeerRow peer) {
        return Reflection.of(sets.copy(paths.attributes(path)), peer.routerId());
    }
}
