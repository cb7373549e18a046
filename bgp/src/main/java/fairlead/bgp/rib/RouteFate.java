package fairlead.bgp.rib;

import fairlead.bgp.policy.Refusal;
import fairlead.bgp.wire.CanonicalAttributes;
import fairlead.bgp.wire.Octets;
import fairlead.net.Prefix;
import java.util.List;

/** What became of a route that a peer told. */
public sealed interface RouteFate {

    /** It is the best to its prefix. */
    record Best() implements RouteFate {}

    /** Another one is better. What decided is looked up when asked, which takes a moment. */
    record Lost(Prefix prefix, Path best, Path own, Ladder ladder) implements RouteFate {

        /** The rung that it lost on. */
        public Rung rung() {
            return decided().rung();
        }

        /** In words: {@code AS path of 3 against AS path of 1}. */
        public String why() {
            return decided().why();
        }

        private Selection.Lost decided() {
            var two = List.of(best.candidate(prefix), own.candidate(prefix));
            return Selection.among(prefix, two, ladder).lost().getFirst();
        }
    }

    /**
     * It takes no part.
     *
     * @param kind the reason without the particulars of this route
     */
    record Rejected(Refusal why, String kind) implements RouteFate {}

    /** It was told to a peer: it is no route of that peer's. */
    record Told() implements RouteFate {}

    /** A path as it takes part, not read yet. */
    record Path(PeerTerms peer, Octets canonical, long pathId) {
        Rung.Candidate candidate(Prefix prefix) {
            var attributes = CanonicalAttributes.read(canonical.toArray());
            return new Rung.Candidate(
                    new HeardRoute(peer.name(), prefix, attributes), peer, pathId);
        }
    }
}
