package fairlead.azure.vnet;

import fairlead.azure.arm.ArmId;
import fairlead.net.IpAddress;
import fairlead.net.MacAddress;
import fairlead.net.Prefix;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The networks of a cloud: every value checked, every id resolved. */
public record Topology(
        Map<ArmId, Vnet> vnets,
        Map<ArmId, Subnet> subnets,
        Map<ArmId, Nic> nics,
        Map<ArmId, RouteTable> routeTables) {

    public Topology {
        vnets = Map.copyOf(vnets);
        subnets = Map.copyOf(subnets);
        nics = Map.copyOf(nics);
        routeTables = Map.copyOf(routeTables);
    }

    /**
     * @param serial names the kernel objects of this network
     */
    public record Vnet(
            ArmId id,
            int serial,
            String location,
            List<Prefix> addressSpace,
            List<Peering> peerings) {
        public Vnet {
            addressSpace = List.copyOf(addressSpace);
            peerings = List.copyOf(peerings);
        }
    }

    /** One side of a peering, as the network that holds it sees it. */
    public record Peering(ArmId id, ArmId remote, State state, Set<Flag> flags) {
        public Peering {
            flags = Set.copyOf(flags);
        }

        public enum State {
            INITIATED,
            CONNECTED,
            DISCONNECTED
        }

        public enum Flag {
            ALLOW_VIRTUAL_NETWORK_ACCESS,
            ALLOW_FORWARDED_TRAFFIC,
            ALLOW_GATEWAY_TRANSIT,
            USE_REMOTE_GATEWAYS
        }
    }

    public record Subnet(
            ArmId id, int serial, ArmId vnet, Prefix prefix, Optional<ArmId> routeTable) {}

    /** What a NIC may send and receive besides its own addresses. */
    public enum IpForwarding {
        ENABLED,
        DISABLED
    }

    /**
     * @param serial names the kernel objects of this NIC
     * @param addresses private addresses, the primary one first
     */
    public record Nic(
            ArmId id,
            int serial,
            ArmId subnet,
            MacAddress mac,
            List<IpAddress> addresses,
            IpForwarding forwarding) {
        public Nic {
            addresses = List.copyOf(addresses);
        }

        public IpAddress primary() {
            return addresses.getFirst();
        }
    }

    /** Whether a route table lets routes of gateways and Route Servers in. */
    public enum BgpPropagation {
        ENABLED,
        DISABLED
    }

    public record RouteTable(ArmId id, BgpPropagation propagation, List<UserRoute> routes) {
        public RouteTable {
            routes = List.copyOf(routes);
        }
    }

    public record UserRoute(String name, Prefix prefix, NextHop nextHop) {}
}
