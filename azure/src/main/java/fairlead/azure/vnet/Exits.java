package fairlead.azure.vnet;

import fairlead.azure.arm.ArmId;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.Map;
import java.util.Optional;

/**
 * How the networks of a cloud and the Internet see each other.
 *
 * @param outward the public address with which a private one is seen outside
 * @param inward the NIC that a public address stands for; a load balancer's stands for none
 * @param pool every public address of this cloud, given out or not
 */
public record Exits(Map<Inside, IpAddress> outward, Map<IpAddress, ArmId> inward, Prefix pool) {

    /** A private address; two virtual networks may both have it. */
    public record Inside(ArmId vnet, IpAddress address) {}

    public Exits {
        outward = Map.copyOf(outward);
        inward = Map.copyOf(inward);
    }

    /** The public address of a private one; empty if packets from it cannot leave. */
    public Optional<IpAddress> seenAs(ArmId vnet, IpAddress address) {
        return Optional.ofNullable(outward.get(new Inside(vnet, address)));
    }
}
