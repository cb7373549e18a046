package fairlead.bgp.rib;

import fairlead.bgp.policy.CompiledPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A peer in the table of peers: its terms and what it holds. Its number is in each of its paths.
 */
final class PeerRow {

    /** The flag of a path that tells fresh ones from stale ones. */
    static final int MARK = Rejections.MASK + 1;

    final int number;
    PeerTerms terms;

    /** What is asked about each path that it tells. */
    CompiledPolicy imports = CompiledPolicy.ACCEPT_ALL;

    final int[] held = new int[Family.values().length];
    final int[] rejected = new int[Family.values().length];

    /** Where it reads what it is told; null while its session is down. */
    @Nullable Member member;

    /** Which of the two marks its fresh paths have, by family; those with the other are stale. */
    private final int[] mark = new int[Family.values().length];

    private final boolean[] stale = new boolean[Family.values().length];

    /** Its paths stay although its session is gone (RFC 4724 §4.2). */
    boolean kept;

    /** Its session is gone for good, and its paths go. */
    boolean gone;

    PeerRow(int number, PeerTerms terms) {
        this.number = number;
        this.terms = terms;
    }

    /** The flag that a path has which it tells now. */
    int mark(Family family) {
        return mark[family.ordinal()];
    }

    boolean hasStale(Family family) {
        return stale[family.ordinal()];
    }

    /** All paths that it told count as stale until they are told again. */
    void ageAll(Family family) {
        if (!stale[family.ordinal()]) {
            stale[family.ordinal()] = true;
            mark[family.ordinal()] ^= MARK;
        }
    }

    void noneIsStale(Family family) {
        stale[family.ordinal()] = false;
    }

    boolean speaks(Family family) {
        return terms.families().contains(family);
    }

    /** Whether its prefixes come with path identifiers (RFC 7911 §3). */
    boolean hasPathIds(Family family) {
        return terms.addPathsFrom().contains(family);
    }

    int limit(Family family) {
        return terms.limits().getOrDefault(family, ImportRules.UNLIMITED);
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
