package fairlead.azure.fleet;

import fairlead.azure.arm.ProvisioningState;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.util.List;

/**
 * A Route Server as it was found a moment ago.
 *
 * @param peerings all of them, other people's too
 */
public record Seen(HubState hub, List<Peering> peerings) {

    /** Whether the Route Server takes peers. */
    public enum HubState {
        READY,
        BUSY,
        MISSING
    }

    /** One {@code bgpConnections} child. */
    public record Peering(String name, IpAddress address, Asn asn, ProvisioningState state) {}

    public Seen {
        peerings = List.copyOf(peerings);
    }
}
