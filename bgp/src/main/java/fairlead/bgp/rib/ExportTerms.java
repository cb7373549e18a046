package fairlead.bgp.rib;

import fairlead.bgp.wire.AsWidth;
import java.util.Set;

/**
 * What decides what a peer is told: peers of equal terms are told the same, save that nobody hears
 * his own paths again.
 *
 * @param reflects whether it hears of paths that others told
 */
record ExportTerms(
        PeerKind kind, AsWidth width, int longest, Set<Family> families, boolean reflects) {

    static ExportTerms of(PeerTerms peer, RibTerms terms) {
        return new ExportTerms(
                peer.kind(),
                peer.width(),
                peer.longest(),
                peer.families(),
                terms.exports().reflection() instanceof ExportRules.Reflection.On);
    }
}
