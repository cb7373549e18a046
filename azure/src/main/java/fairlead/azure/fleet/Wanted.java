package fairlead.azure.fleet;

import fairlead.azure.arm.ArmId;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;

/**
 * One scale set that is to peer with one Route Server.
 *
 * @param asn of every instance
 * @param subnets of the scale set's NICs; peerings to addresses in here are the fleet's
 * @param instances in the order in which they get a place when there are too few
 * @param limit how many peers the Route Server takes, those of others included
 */
public record Wanted(
        ArmId routeServer,
        ArmId scaleSet,
        Asn asn,
        List<Prefix> subnets,
        List<Instance> instances,
        int limit) {

    /** Whether an instance can peer yet. */
    public enum Readiness {
        READY,
        NOT_READY
    }

    /**
     * One machine of the scale set.
     *
     * @param name also the name of the peering that is made for it, such as {@code nva_0}
     */
    public record Instance(String name, IpAddress address, Readiness readiness) {}

    public Wanted {
        subnets = List.copyOf(subnets);
        instances = List.copyOf(instances);
    }

    /** Whether a peering to this address is the fleet's to change. */
    boolean owns(IpAddress address) {
        return subnets.stream().anyMatch(subnet -> subnet.contains(address))
                || instances.stream().anyMatch(instance -> instance.address().equals(address));
    }
}
