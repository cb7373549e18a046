package fairlead.azure.fleet;

import fairlead.azure.arm.ProvisioningState;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

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
    public record Peering(String name, IpAddress address, Asn asn, ProvisioningState state) {

        /** The one that a GET of it, or of the list, showed. */
        public static Peering of(JsonNode document) {
            var properties = document.path("properties");
            var state = properties.path("provisioningState").asString();
            return new Peering(
                    document.path("name").asString(),
                    IpAddress.parse(properties.path("peerIp").asString()),
                    new Asn(properties.path("peerAsn").asLong()),
                    ProvisioningState.valueOf(state.toUpperCase(Locale.ROOT)));
        }
    }

    public Seen {
        peerings = List.copyOf(peerings);
    }
}
