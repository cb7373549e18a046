package fairlead.bgp.rib;

import fairlead.bgp.policy.Refusal;
import fairlead.bgp.wire.AddressFamily;
import java.util.List;

/**
 * How much a speaker holds.
 *
 * @param paths routes of all peers, our own included
 * @param attributeSets different sets of attributes among them
 */
public record TableSizes(
        int paths,
        int attributeSets,
        List<OfFamily> families,
        List<OfPeer> peers,
        List<OfReason> rejections,
        List<OfRule> refusals) {

    /** Prefixes of a family that anybody told. */
    public record OfFamily(AddressFamily family, int prefixes) {}

    /**
     * What passed between us and a peer whose session stands, of one family.
     *
     * @param held prefixes, or with path identifiers paths, that it told, rejected ones included
     * @param rejected those of them that the import rules keep out
     * @param advertised prefixes that it has been told
     */
    public record OfPeer(
            String neighbour, AddressFamily family, int held, int rejected, int advertised) {}

    /** Routes of a peer, of all families, that are kept out for one reason; there are some. */
    public record OfReason(String neighbour, RejectedRoute.Reason reason, int routes) {}

    /**
     * How often a rule of a peer's import policies kept one of its routes out, while the peer is
     * known to the tables.
     */
    public record OfRule(String neighbour, Refusal refusal, long times) {}

    public TableSizes {
        families = List.copyOf(families);
        peers = List.copyOf(peers);
        rejections = List.copyOf(rejections);
        refusals = List.copyOf(refusals);
    }
}
