package fairlead.azure.vnet;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.vnet.LearnedRoutes.Learned;
import fairlead.azure.vnet.Topology.BgpPropagation;
import fairlead.azure.vnet.Topology.IpForwarding;
import fairlead.azure.vnet.Topology.Nic;
import fairlead.azure.vnet.Topology.Peering;
import fairlead.azure.vnet.Topology.Peering.Flag;
import fairlead.azure.vnet.Topology.Peering.State;
import fairlead.azure.vnet.Topology.RouteTable;
import fairlead.azure.vnet.Topology.Subnet;
import fairlead.azure.vnet.Topology.UserRoute;
import fairlead.azure.vnet.Topology.Vnet;
import fairlead.net.IpAddress;
import fairlead.net.MacAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Networks for tests, said in few words. */
public final class Networks {

    private static final ArmId GROUP = ArmId.group("s", "g");

    private final Map<ArmId, Vnet> vnets = new LinkedHashMap<>();
    private final Map<ArmId, Subnet> subnets = new LinkedHashMap<>();
    private final Map<ArmId, Nic> nics = new LinkedHashMap<>();
    private final Map<ArmId, RouteTable> tables = new LinkedHashMap<>();

    public static ArmId vnetId(String name) {
        return GROUP.resource(new ResourceType("Microsoft.Network/virtualNetworks"), name);
    }

    /** The subnet {@code default} of a network. */
    public static ArmId subnetId(String vnet) {
        return vnetId(vnet).child("subnets", "default");
    }

    /** A network in {@code westeurope} with one subnet, {@code default}. */
    public Networks vnet(String name, String... prefixes) {
        var id = vnetId(name);
        var space = Stream.of(prefixes).map(Prefix::parseStrict).toList();
        vnets.put(id, new Vnet(id, vnets.size() + 1, "westeurope", space, List.of()));
        var subnet = subnetId(name);
        subnets.put(
                subnet,
                new Subnet(
                        subnet,
                        subnets.size() + 1,
                        id,
                        new Prefix(space.getFirst().network(), 24),
                        Optional.empty()));
        return this;
    }

    public static ArmId nicId(String name) {
        return GROUP.resource(new ResourceType("Microsoft.Network/networkInterfaces"), name);
    }

    /** A NIC in the subnet of a network. */
    public Networks nic(String name, String vnet, String address, IpForwarding forwarding) {
        var id = nicId(name);
        int serial = 100 + nics.size();
        nics.put(
                id,
                new Nic(
                        id,
                        serial,
                        subnetId(vnet),
                        new MacAddress(serial),
                        List.of(IpAddress.parse(address)),
                        forwarding));
        return this;
    }

    /** Moves a network elsewhere. */
    public Networks in(String location, String name) {
        vnets.computeIfPresent(
                vnetId(name),
                (id, v) -> new Vnet(id, v.serial(), location, v.addressSpace(), v.peerings()));
        return this;
    }

    /** One side of a peering. */
    public Networks peer(String from, String to, State state, Flag... flags) {
        vnets.computeIfPresent(
                vnetId(from),
                (id, v) -> {
                    var peerings = new ArrayList<>(v.peerings());
                    peerings.add(
                            new Peering(
                                    id.child("virtualNetworkPeerings", from + "-" + to),
                                    vnetId(to),
                                    state,
                                    Set.of(flags)));
                    return new Vnet(id, v.serial(), v.location(), v.addressSpace(), peerings);
                });
        return this;
    }

    /** Both sides of a peering; the spoke uses the gateways of the hub. */
    public Networks spoke(String hub, String spoke) {
        return peer(
                        hub,
                        spoke,
                        State.CONNECTED,
                        Flag.ALLOW_VIRTUAL_NETWORK_ACCESS,
                        Flag.ALLOW_GATEWAY_TRANSIT)
                .peer(
                        spoke,
                        hub,
                        State.CONNECTED,
                        Flag.ALLOW_VIRTUAL_NETWORK_ACCESS,
                        Flag.USE_REMOTE_GATEWAYS);
    }

    /** Both sides of a peering, each of which gives the other access. */
    public Networks peered(String one, String other) {
        return peer(one, other, State.CONNECTED, Flag.ALLOW_VIRTUAL_NETWORK_ACCESS)
                .peer(other, one, State.CONNECTED, Flag.ALLOW_VIRTUAL_NETWORK_ACCESS);
    }

    /** A route table on the subnet of a network. */
    public Networks table(String vnet, BgpPropagation propagation, UserRoute... routes) {
        var id = GROUP.resource(new ResourceType("Microsoft.Network/routeTables"), "rt-" + vnet);
        tables.put(id, new RouteTable(id, propagation, List.of(routes)));
        subnets.computeIfPresent(
                subnetId(vnet),
                (_, s) -> new Subnet(s.id(), s.serial(), s.vnet(), s.prefix(), Optional.of(id)));
        return this;
    }

    public static UserRoute user(String prefix, NextHop nextHop) {
        return new UserRoute("user", Prefix.parseStrict(prefix), nextHop);
    }

    public static NextHop appliance(String address) {
        return new NextHop.VirtualAppliance(IpAddress.parse(address));
    }

    public static Learned learned(String prefix, String... nextHops) {
        return new Learned(
                Prefix.parseStrict(prefix),
                Stream.of(nextHops).map(IpAddress::parse).toList(),
                "BGP");
    }

    public static LearnedRoutes learnedIn(String vnet, Learned... routes) {
        return new LearnedRoutes(Map.of(vnetId(vnet), List.of(routes)));
    }

    public Topology topology() {
        return new Topology(vnets, subnets, nics, tables);
    }

    public EffectiveRoutes routes(String vnet, LearnedRoutes learned) {
        return EffectiveRoutes.of(subnetId(vnet), topology(), learned);
    }
}
