package fairlead.bgp.rib;

import fairlead.bgp.policy.CompiledPolicy;
import fairlead.bgp.policy.Refusal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of the routes that a peer told: how many are kept out now, by reason, and numbers
 * that only rise while its paths are there.
 */
public final class Arrivals {

    private final int[] keptOut = new int[PathFlags.REJECTION + 1];
    private long rejected;
    private long ownAsInPath;
    private long announcedAgain;
    private long withdrawnUnknown;

    /** How often each reason of {@link #policy} was it. */
    private long[] refused = new long[1];

    private CompiledPolicy policy = CompiledPolicy.ACCEPT_ALL;

    /** The same of the policies before. */
    private final Map<Refusal, Long> refusedBefore = new LinkedHashMap<>();

    Arrivals() {}

    /** A path is in; one that is kept out counts. */
    void in(int reason) {
        keptOut[reason]++;
        if (reason == Rejections.OWN_AS) {
            ownAsInPath++;
        } else if (reason != 0) {
            rejected++;
        }
    }

    /** A path goes. */
    void out(int reason) {
        keptOut[reason]--;
    }

    /**
     * The import policy kept a path out.
     *
     * @param answer the number of its reason
     */
    void refused(CompiledPolicy by, int answer) {
        if (by != policy) {
            refusedBefore.putAll(refused());
            policy = by;
            refused = new long[1];
        }
        if (answer >= refused.length) {
            refused = Arrays.copyOf(refused, answer + 1);
        }
        refused[answer]++;
    }

    void again() {
        announcedAgain++;
    }

    void unknown() {
        withdrawnUnknown++;
    }

    /** Paths that are kept out now for this reason: one of {@link Rejections}. */
    int keptOut(int reason) {
        return keptOut[reason];
    }

    /** How often import policies kept a path out, by the rule that did. */
    Map<Refusal, Long> refused() {
        var all = new LinkedHashMap<>(refusedBefore);
        for (int reason = 1; reason < refused.length; reason++) {
            if (refused[reason] > 0) {
                all.merge(policy.refusal(reason), refused[reason], Long::sum);
            }
        }
        return all;
    }

    /** How often a path was kept out by the import rules or policies. */
    public long rejected() {
        return rejected;
    }

    /** How often a path was kept out since our own AS was in it. */
    public long ownAsInPath() {
        return ownAsInPath;
    }

    /** How often a path was told that was told in the same words before. */
    public long announcedAgain() {
        return announcedAgain;
    }

    /** How often a path was withdrawn that was not there. */
    public long withdrawnUnknown() {
        return withdrawnUnknown;
    }
}
