package fairlead.bgp.bfd;

import fairlead.net.IpAddress;

/**
 * Between whom a session runs.
 *
 * @param local our address, where packets to us arrive
 * @param remote the neighbour's, of the same family
 * @param multihop whether routers may lie between (RFC 5883); if not, packets must come with TTL
 *     255 (RFC 5881 §5)
 */
public record BfdPeer(IpAddress local, IpAddress remote, boolean multihop) {

    public BfdPeer {
        if (local.family() != remote.family()) {
            throw new IllegalArgumentException(
                    "BFD between " + local + " and " + remote + ", which are of two families");
        }
    }

    /** The port that both listen on (RFC 5881 §4, RFC 5883 §5). */
    public int port() {
        return multihop ? 4784 : 3784;
    }
}
