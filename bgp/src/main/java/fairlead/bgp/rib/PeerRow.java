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
    final int[] rejected = new int[Family.values().length];

    /** Where it reads what it is told; null while its session is down. */
    @Nullable Member member;

    PeerRow(int number, PeerTerms terms) {
        this.number = number;
        this.terms = terms;
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
