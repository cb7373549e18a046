package fairlead.bgp.rib;

import fairlead.bgp.policy.CompiledPolicy;

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

    ImportFilter(PolicyDesk desk) {
        this.desk = desk;
    }

    /**
     * One of {@link Rejections}, or 0 if the path takes part; then {@link #used} is the number of
     * its attributes.
     */
    int judge(PeerRow peer, Table table, long high, long low, int length, int heard) {
        var policy = peer.imports;
        if (lastPeer == peer.number && lastHeard == heard && !policy.dependsOnPrefix()) {
            used = lastUsed;
            return lastReason;
        }
        var terms = peer.terms;
        int answer =
                desk.ask(policy, terms.asn(), terms.address(), table, high, low, length, heard);
        used = answer == CompiledPolicy.EDITED ? desk.interned() : heard;
        lastPeer = peer.number;
        lastHeard = heard;
        lastUsed = used;
        lastReason = answer > 0 ? Rejections.POLICY + answer - 1 : 0;
        return lastReason;
    }

    /** The attributes that the last path takes part with. */
    int used() {
        return used;
    }

    /** Numbers of attributes, of peers or what they mean may be others from now on. */
    void forget() {
        lastPeer = NOBODY;
    }
}
