package fairlead.bgp.rib;

import fairlead.bgp.policy.CompiledPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A peer in the table of peers: its terms and what it holds. Its number is in each of its paths.
 */
final class PeerRow {

    final int number;
    PeerTerms terms;

    /** What is asked about each path that it tells. */
    CompiledPolicy imports = CompiledPolicy.ACCEPT_ALL;

    final int[] held = new int[Family.values().length];

    /** Of those the ones that it has told in an earlier session, and not in this one. */
    private final int[] earlier = new int[Family.values().length];

    final int[] rejected = new int[Family.values().length];
    final Arrivals arrivals = new Arrivals();

    /** Where it reads what it is told; null while its session is down. */
    @Nullable Member member;

    private final int[] generation = new int[Family.values().length];

    /** No path is of an earlier generation than this. */
    private final int[] oldest = new int[Family.values().length];

    /** With this generation its session began. */
    private final int[] begun = new int[Family.values().length];

    /** Its paths stay although its session is gone (RFC 4724 §4.2). */
    boolean kept;

    /** Its session is gone for good, and its paths go. */
    boolean gone;

    PeerRow(int number, PeerTerms terms) {
        this.number = number;
        this.terms = terms;
    }

    /** The generation of what it tells now; whatever is older is stale. See {@link PathFlags}. */
    int generation(Family family) {
        return generation[family.ordinal()];
    }

    /** Whether a path with these flags has not been told again. */
    boolean isStale(Family family, int flags) {
        return PathFlags.isOlder(flags, generation(family));
    }

    /** How many generations of stale paths there may be. */
    int staleGenerations(Family family) {
        return PathFlags.between(oldest[family.ordinal()], generation[family.ordinal()]);
    }

    /** All paths that it told are stale until they are told again. */
    void ageAll(Family family) {
        generation[family.ordinal()] = PathFlags.after(generation[family.ordinal()]);
    }

    /** Whether it may hold paths of a generation before {@code than}. */
    boolean mayHoldOlder(Family family, int than) {
        return PathFlags.isOlder(oldest[family.ordinal()], than);
    }

    /** What was told before {@code than} is gone. */
    void noneIsOlder(Family family, int than) {
        int of = family.ordinal();
        if (PathFlags.isOlder(oldest[of], than)) {
            oldest[of] = than;
        }
        if (PathFlags.isOlder(begun[of], oldest[of])) {
            begun[of] = oldest[of];
        }
    }

    /** A session begins; what it does not tell again has been stale since before. */
    void begins() {
        System.arraycopy(generation, 0, begun, 0, begun.length);
        System.arraycopy(held, 0, earlier, 0, earlier.length);
    }

    /** A path with these flags is there. */
    void in(Family family, int flags) {
        held[family.ordinal()]++;
        earlier[family.ordinal()] += isEarlier(family, flags);
    }

    /** A path with these flags is there no more. */
    void out(Family family, int flags) {
        held[family.ordinal()]--;
        earlier[family.ordinal()] -= isEarlier(family, flags);
    }

    private int isEarlier(Family family, int flags) {
        return PathFlags.isOlder(flags, begun(family)) ? 1 : 0;
    }

    /**
     * How many paths it has told in the session that stands, which is what counts against its
     * limit: while it tells them again after a restart, those of before may be there beside them.
     */
    int told(Family family) {
        return held[family.ordinal()] - earlier[family.ordinal()];
    }

    /** The generation with which its session began. */
    int begun(Family family) {
        return begun[family.ordinal()];
    }

    boolean speaks(Family family) {
        return terms.families().contains(family);
    }

    /** Whether its prefixes come with path identifiers (RFC 7911 §3). */
    boolean hasPathIds(Family family) {
        return terms.addPathsFrom().contains(family);
    }

    long routerId() {
        return terms.id().low();
    }

    int heldInAll() {
        int all = 0;
        for (int one : held) {
            all += one;
        }
        return all;
    }
}
