package fairlead.bgp.rib;

import fairlead.bgp.policy.CompiledPolicy;
import fairlead.bgp.policy.Policy;
import fairlead.bgp.wire.AsWidth;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.util.List;
import java.util.Set;

/**
 * What decides what a peer is told: peers of equal terms are told the same, save that nobody hears
 * his own paths again.
 *
 * @param paths those of {@code families} in which it is told all paths (RFC 7911)
 * @param reflects whether it hears of paths that others told
 * @param policies what is asked about each path
 * @param asn the peer's, if its policies ask who it is; else 0
 * @param address likewise; else 0.0.0.0
 */
record ExportTerms(
        PeerKind kind,
        AsWidth width,
        int longest,
        Set<Family> families,
        Set<Family> paths,
        boolean reflects,
        List<Policy> policies,
        Asn asn,
        IpAddress address) {

    private static final Asn NOBODY = new Asn(0);
    private static final IpAddress NOWHERE = IpAddress.v4(0);

    /** These under other rules. */
    ExportTerms with(RibTerms terms) {
        return new ExportTerms(
                kind, width, longest, families, paths, reflects(terms), policies, asn, address);
    }

    private static boolean reflects(RibTerms terms) {
        return terms.exports().reflection() instanceof ExportRules.Reflection.On;
    }

    /**
     * @param policy the peer's export policies, compiled
     */
    static ExportTerms of(PeerTerms peer, RibTerms terms, CompiledPolicy policy) {
        boolean own = policy.dependsOnNeighbour();
        return new ExportTerms(
                peer.kind(),
                peer.width(),
                peer.longest(),
                peer.families(),
                peer.addPathsTo(),
                reflects(terms),
                peer.policies().exports(),
                own ? peer.asn() : NOBODY,
                own ? peer.address() : NOWHERE);
    }
}
