package fairlead.bgp.rib;

import fairlead.bgp.wire.AddressFamily;
import java.util.List;

/**
 * How much a speaker holds.
 *
 * @param paths routes of all peers, our own included
 * @param attributeSets different sets of attributes among them
 */
public record TableSizes(
        int paths, int attributeSets, List<OfFamily> families, List<OfPeer> peers) {

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

    public TableSizes {
        families = List.copyOf(families);
        peers = List.copyOf(peers);
    }
}
