package fairlead.azure.vnet;

import fairlead.azure.arm.ArmId;
import fairlead.net.Prefix;
import java.util.List;
import java.util.Optional;

/**
 * What the packets of every NIC in one subnet meet. A function of its arguments; it reads no clock,
 * no table, no history.
 *
 * @param routes rows of the table that Azure shows, active and invalid, in Azure's order
 * @param hidden candidates that Azure does not show, each with the rule that removed it
 */
public record EffectiveRoutes(ArmId subnet, List<Entry> routes, List<Entry> hidden) {

    public EffectiveRoutes {
        routes = List.copyOf(routes);
        hidden = List.copyOf(hidden);
    }

    /**
     * Where a route came from, in order of preference for one prefix (exceptions: see the rows of
     * the ladder).
     */
    public enum Source {
        USER("User"),
        VIRTUAL_NETWORK_GATEWAY("VirtualNetworkGateway"),
        DEFAULT("Default");

        private final String azureName;

        Source(String azureName) {
            this.azureName = azureName;
        }

        /** The {@code source} of the effective route table. */
        public String azureName() {
            return azureName;
        }
    }

    /** Whether packets follow a row. */
    public enum State {
        ACTIVE("Active"),
        INVALID("Invalid");

        private final String azureName;

        State(String azureName) {
            this.azureName = azureName;
        }

        /** The {@code state} of the effective route table. */
        public String azureName() {
            return azureName;
        }
    }

    /**
     * @param name the user's name for a route; empty for all others
     * @param reason why it is here and in this state, for people
     */
    public record Entry(
            Prefix prefix,
            Source source,
            State state,
            NextHop nextHop,
            Optional<String> name,
            String reason) {}
}
