package fairlead.bgp.speaker;

import fairlead.bgp.rib.Family;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which marks of a refresh count (RFC 7313 §4): none before the End-of-RIB of a peer that speaks of
 * restarts, since its first telling is not over, and no end without a beginning.
 */
final class Refreshes {

    private record Peer(Set<Family> untold, Set<Family> open) {}

    private final Map<Peering, Peer> peers = new HashMap<>();

    /**
     * A session stands.
     *
     * @param untold the families of which an End-of-RIB will come
     */
    void up(Peering peering, Collection<Family> untold) {
        var awaited = EnumSet.noneOf(Family.class);
        awaited.addAll(untold);
        peers.put(peering, new Peer(awaited, EnumSet.noneOf(Family.class)));
    }

    void down(Peering peering) {
        peers.remove(peering);
    }

    /** The End-of-RIB of a family came. */
    void told(Peering peering, Family family) {
        var peer = peers.get(peering);
        if (peer != null) {
            peer.untold.remove(family);
        }
    }

    /** Whether a refresh of the family begins now. */
    boolean begins(Peering peering, Family family) {
        var peer = peers.get(peering);
        if (peer == null || peer.untold.contains(family)) {
            return false;
        }
        peer.open.add(family);
        return true;
    }

    /** Whether a refresh of the family that began ends now. */
    boolean ends(Peering peering, Family family) {
        var peer = peers.get(peering);
        return peer != null && peer.open.remove(family);
    }
}
