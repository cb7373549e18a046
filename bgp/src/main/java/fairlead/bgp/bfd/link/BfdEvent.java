package fairlead.bgp.bfd.link;

import fairlead.bgp.bfd.BfdPeer;
import fairlead.bgp.bfd.BfdState;
import fairlead.bgp.bfd.Diagnostic;

/**
 * A session changed.
 *
 * @param onPurpose whether an administrator of either side did it
 */
public record BfdEvent(
        BfdPeer peer, BfdState from, BfdState to, Diagnostic why, boolean onPurpose) {

    /**
     * Whether what runs over the path has to end: it was alive, and it is not by anybody's wish
     * (RFC 5882 §4.2).
     */
    public boolean pathIsLost() {
        return from == BfdState.UP && to == BfdState.DOWN && !onPurpose;
    }
}
