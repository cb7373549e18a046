package fairlead.bgp.rib;

import fairlead.bgp.wire.AsPath;
import fairlead.bgp.wire.Community;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;

/** A prefix as a neighbour has been told it: an entry of its Adj-RIB-Out. */
public record AdvertisedRoute(Prefix prefix, PathAttributes attributes) {

    /** The path as the neighbour sees it, our own AS number first. */
    public AsPath asPath() {
        return attributes.asPath();
    }

    /** Always our own address. */
    public IpAddress nextHop() {
        return attributes.nextHop().orElseThrow();
    }

    public List<Community> communities() {
        return attributes.communities();
    }
}
