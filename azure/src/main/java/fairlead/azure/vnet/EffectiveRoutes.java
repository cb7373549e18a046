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
     * The table of one subnet, as live Azure shows it.
     *
     * @throws IllegalArgumentException if the topology lacks the subnet
     */
    public static EffectiveRoutes of(ArmId subnet, Topology topology, LearnedRoutes learned) {
        return of(subnet, topology, learned, RouteReading.LIVE);
    }

    /**
     * The table of one subnet under a reading of one's own.
     *
     * @throws IllegalArgumentException if the topology lacks the subnet
     */
    public static EffectiveRoutes of(
            ArmId subnet, Topology topology, LearnedRoutes learned, RouteReading reading) {
        return Ladder.judge(subnet, Candidates.of(subnet, topology, learned, reading), reading);
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
     * One route.
     *
     * @param name the user's name for a route; empty for all others
     * @param reason why it is here and in this state, for people
     * @param rung the rule that gave it this state
     */
    public record Entry(
            Prefix prefix,
            Source source,
            State state,
            NextHop nextHop,
            Optional<String> name,
            String reason,
            Rung rung) {}
}
