package fairlead.bgp.rib;

import fairlead.bgp.policy.AttributeEdit;
import fairlead.bgp.policy.CompiledPolicy;
import fairlead.bgp.policy.Refusal;
import java.util.Optional;

/** What a peer's import policies make of the paths that it tells. */
final class ImportFilter {

    private static final int NOBODY = -1;

    private final PolicyDesk desk;
    private int used;

    /** The last path whose answer is true of all with the same attributes. */
    private int lastPeer = NOBODY;

    private int lastHeard;
    private int lastUsed;
    private int lastReason;
    private int lastAnswer;
    private int lastSummary;
    private int summary;
    private final Summaries summaries;

    ImportFilter(PolicyDesk desk, Summaries summaries) {
        this.desk = desk;
        this.summaries = summaries;
    }

    /**
     * One of {@link Rejections}, or 0 if the path takes part; then {@link #used} is the number of
     * its attributes.
     */
    int judge(PeerRow peer, Table table, long high, long low, int length, int heard) {
        var policy = peer.imports;
        if (lastPeer == peer.number && lastHeard == heard && !policy.dependsOnPrefix()) {
            used = lastUsed;
            summary = lastSummary;
            return lastReason;
        }
        var terms = peer.terms;
        int answer =
                desk.ask(policy, terms.asn(), terms.address(), table, high, low, length, heard);
        used = answer == CompiledPolicy.EDITED ? desk.interned() : heard;
        int named = answer > 0 ? AttributeEdit.NO_SUMMARY : desk.edit().summary();
        summary =
                named == AttributeEdit.NO_SUMMARY
                        ? 0
                        : summaries.flags(policy.summaries().get(named));
        lastSummary = summary;
        lastPeer = peer.number;
        lastHeard = heard;
        lastUsed = used;
        lastAnswer = answer;
        lastReason = answer > 0 ? Rejections.POLICY : 0;
        return lastReason;
    }

    /** Why the peer's policy rejects a path; empty if it does not. */
    Optional<Refusal> refusal(
            PeerRow peer, Table table, long high, long low, int length, int heard) {
        var policy = peer.imports;
        var terms = peer.terms;
        int answer =
                desk.ask(policy, terms.asn(), terms.address(), table, high, low, length, heard);
        return answer > 0 ? Optional.of(policy.refusal(answer)) : Optional.empty();
    }

    /** The number of the policy's own reason to reject the last path. */
    int answer() {
        return lastAnswer;
    }

    /** The attributes that the last path takes part with. */
    int used() {
        return used;
    }

    /** The flags of the summary that the last path contributes to; 0 if there is none. */
    int summary() {
        return summary;
    }

    /** Numbers of attributes, of peers or what they mean may be others from now on. */
    void forget() {
        lastPeer = NOBODY;
    }
}
