package fairlead.azure.vnet;

import fairlead.azure.arm.ArmId;
import fairlead.net.IpAddress;
import fairlead.net.MacAddress;
import fairlead.net.Prefix;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
     * The network of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Vnet vnet(ArmId id) {
        return known(vnets.get(id), id);
    }

    /**
     * The subnet of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Subnet subnet(ArmId id) {
        return known(subnets.get(id), id);
    }

    /** The route table on a subnet; empty if it has none. */
    public Optional<RouteTable> routeTableOf(ArmId subnet) {
        return subnet(subnet).routeTable().map(id -> known(routeTables.get(id), id));
    }

    /** Whether learned routes reach a subnet: {@code ENABLED} where it has no route table. */
    public BgpPropagation propagationIn(ArmId subnet) {
        return routeTableOf(subnet).map(RouteTable::propagation).orElse(BgpPropagation.ENABLED);
    }

    /** Peerings that carry traffic: this side is connected and the other network exists. */
    public List<Peering> connectedPeerings(Vnet vnet) {
        return vnet.peerings().stream()
                .filter(p -> p.state() == Peering.State.CONNECTED && vnets.containsKey(p.remote()))
                .toList();
    }

    /**
     * The NIC that packets of a network to this address reach: its own goes first where spaces
     * overlap.
     */
    public Optional<Nic> nicAt(Vnet vnet, IpAddress address) {
        return nicAt(Stream.concat(Stream.of(vnet), reachedFrom(vnet).stream()).toList(), address);
    }

    /** The NIC with this address in the first of these networks that has one; empty if none has. */
    public Optional<Nic> nicAt(List<Vnet> networks, IpAddress address) {
        return networks.stream()
                .flatMap(owner ->
                        nics.values().stream()
                                .filter(nic -> subnet(nic.subnet()).vnet().equals(owner.id()))
                                .filter(nic -> nic.addresses().contains(address)))
                .findFirst();
    }

    /** The other network's side of a peering of this one; empty if that is not connected. */
    public Optional<Peering> otherSide(Vnet vnet, Peering peering) {
        return connectedPeerings(vnet(peering.remote())).stream()
                .filter(back -> back.remote().equals(vnet.id()))
                .findFirst();
    }

    /** Peered networks that packets of this one reach: its own side allows access. */
    public List<Vnet> reachedFrom(Vnet vnet) {
        return connectedPeerings(vnet).stream()
                .filter(own -> own.has(Peering.Flag.ALLOW_VIRTUAL_NETWORK_ACCESS))
                .map(own -> vnet(own.remote()))
                .toList();
    }

    /** Peered networks whose packets reach this one: the side that sends allows access. */
    public List<Vnet> reaching(Vnet vnet) {
        return connectedPeerings(vnet).stream()
                .filter(own ->
                        otherSide(vnet, own)
                                .filter(o -> o.has(Peering.Flag.ALLOW_VIRTUAL_NETWORK_ACCESS))
                                .isPresent())
                .map(own -> vnet(own.remote()))
                .toList();
    }

    /**
     * Peered networks from which this one takes only packets whose source is inside them: the side
     * that receives does not allow forwarded traffic.
     */
    public List<Vnet> takenUnforwarded(Vnet vnet) {
        return connectedPeerings(vnet).stream()
                .filter(own -> !own.has(Peering.Flag.ALLOW_FORWARDED_TRAFFIC))
                .map(own -> vnet(own.remote()))
                .toList();
    }

    /** Whether an address is in the network's own space or in that of a connected peer. */
    public boolean reachesDirectly(Vnet vnet, IpAddress address) {
        return directSpace(vnet).stream().anyMatch(prefix -> prefix.contains(address));
    }

    /** The address space of a network, then that of its connected peers. */
    public List<Prefix> directSpace(Vnet vnet) {
        return Stream.concat(
                        Stream.of(vnet),
                        connectedPeerings(vnet).stream().map(p -> vnet(p.remote())))
                .flatMap(v -> v.addressSpace().stream())
                .toList();
    }

    private static <T> T known(@Nullable T found, ArmId id) {
        if (found == null) {
            throw new IllegalArgumentException("the topology has no " + id);
        }
        return found;
    }

    /**
     * A virtual network.
     *
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

        public boolean has(Flag flag) {
            return flags.contains(flag);
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
     * A network interface.
     *
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
