package fairlead.azure.vnet;

import fairlead.azure.arm.ArmId;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;
import java.util.Map;

/**
 * The best routes that gateways and Route Servers learned, by the virtual network that owns the
 * gateway.
 */
public record LearnedRoutes(Map<ArmId, List<Learned>> byVnet) {

    public static final LearnedRoutes NONE = new LearnedRoutes(Map.of());

    public LearnedRoutes {
        byVnet = Map.copyOf(byVnet);
    }

    public List<Learned> in(ArmId vnet) {
        return byVnet.getOrDefault(vnet, List.of());
    }

    /**
     * One prefix that won, with every equal next hop.
     *
     * @param reason how it was learned and why it won, for people: "BGP from nva_0, nva_1: AS path
     *     65001"
     */
    public record Learned(Prefix prefix, List<IpAddress> nextHops, String reason) {
        public Learned {
            nextHops = List.copyOf(nextHops);
        }
    }
}
