package fairlead.azure.hub;

import fairlead.azure.arm.ArmId;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;

/**
 * A route as one instance holds it from one peer.
 *
 * @param instance 0 or 1, the place in {@link RouteServer#instances}
 * @param peer the {@code bgpConnections} child it came from
 */
public record HeardRoute(
        int instance,
        ArmId peer,
        Via via,
        Prefix prefix,
        IpAddress nextHop,
        AsPath asPath,
        Origin origin,
        List<Community> communities,
        Freshness freshness) {

    /** What kind of neighbour told of it. */
    public enum Via {
        APPLIANCE,
        EXPRESS_ROUTE,
        VPN
    }

    /** RFC 4271 §5.1.1. */
    public enum Origin {
        IGP,
        EGP,
        INCOMPLETE
    }

    /** Whether the session it came by still stands. A stale route counts until it is dropped. */
    public enum Freshness {
        LIVE,
        STALE
    }

    public HeardRoute {
        communities = List.copyOf(communities);
    }

    /** A live route of an appliance, origin IGP, without communities. */
    public static HeardRoute of(
            int instance, ArmId peer, Prefix prefix, IpAddress nextHop, AsPath asPath) {
        return new HeardRoute(
                instance,
                peer,
                Via.APPLIANCE,
                prefix,
                nextHop,
                asPath,
                Origin.IGP,
                List.of(),
                Freshness.LIVE);
    }
}
