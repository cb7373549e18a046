package fairlead.bgp.rib;

import fairlead.bgp.wire.AsPath;
import fairlead.bgp.wire.Community;
import fairlead.bgp.wire.Origin;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;
import java.util.Optional;

/**
 * A prefix with its path as a neighbour told it. There is one for each prefix and neighbour; routes
 * of one UPDATE share their attributes.
 *
 * @param neighbour the name of the neighbour in the configuration
 */
public record HeardRoute(String neighbour, Prefix prefix, PathAttributes attributes) {

    public HeardRoute {
        if (attributes.nextHop().isEmpty()) {
            throw new IllegalArgumentException("a route to " + prefix + " without NEXT_HOP");
        }
    }

    public IpAddress nextHop() {
        return attributes.nextHop().orElseThrow();
    }

    public AsPath asPath() {
        return attributes.asPath();
    }

    public Origin origin() {
        return attributes.origin();
    }

    public List<Community> communities() {
        return attributes.communities();
    }

    /** MULTI_EXIT_DISC, 0..2^32-1. */
    public Optional<Long> med() {
        return attributes.med();
    }
}
