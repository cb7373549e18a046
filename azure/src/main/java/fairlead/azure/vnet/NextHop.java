package fairlead.azure.vnet;

import fairlead.azure.arm.ArmId;
import fairlead.net.IpAddress;
import java.util.List;

/** Where a route sends a packet, in Azure's nouns. */
public sealed interface NextHop {

    /** To whichever NIC of the own network has the address. */
    record VnetLocal() implements NextHop {}

    /** To whichever NIC of the peered network has the address. */
    record VnetPeering(ArmId remoteVnet, Reach reach) implements NextHop {}

    /** Whether a peering stays in one region. */
    enum Reach {
        REGIONAL,
        GLOBAL
    }

    /** Out through the platform, with a public address. */
    record Internet() implements NextHop {}

    /**
     * To the NICs with these addresses, learned by BGP; more than one means equal-cost paths by
     * flow. Never empty.
     */
    record VirtualNetworkGateway(List<IpAddress> addresses) implements NextHop {
        public VirtualNetworkGateway {
            addresses = List.copyOf(addresses);
        }
    }

    /** To the NIC with this address, by the user's word. */
    record VirtualAppliance(IpAddress address) implements NextHop {}

    /** Nowhere: dropped without a word. */
    record None() implements NextHop {}

    /** The {@code nextHopType} of the effective route table. */
    default String azureName() {
        return switch (this) {
            case VnetLocal() -> "VnetLocal";
            case VnetPeering(_, var reach) ->
                    reach == Reach.GLOBAL ? "VNetGlobalPeering" : "VNetPeering";
            case Internet() -> "Internet";
            case VirtualNetworkGateway _ -> "VirtualNetworkGateway";
            case VirtualAppliance _ -> "VirtualAppliance";
            case None() -> "None";
        };
    }

    /** The {@code nextHopIpAddress} of the effective route table; empty where Azure shows none. */
    default List<IpAddress> addresses() {
        return switch (this) {
            case VirtualNetworkGateway(var addresses) -> addresses;
            case VirtualAppliance(var address) -> List.of(address);
            case VnetLocal() -> List.of();
            case VnetPeering _ -> List.of();
            case Internet() -> List.of();
            case None() -> List.of();
        };
    }
}
