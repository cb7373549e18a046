package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import fairlead.azure.vnet.NextHop;
import fairlead.azure.vnet.Topology;
import fairlead.azure.vnet.Topology.BgpPropagation;
import fairlead.azure.vnet.Topology.Nic;
import fairlead.azure.vnet.Topology.Peering;
import fairlead.azure.vnet.Topology.Peering.Flag;
import fairlead.azure.vnet.Topology.RouteTable;
import fairlead.azure.vnet.Topology.Subnet;
import fairlead.azure.vnet.Topology.UserRoute;
import fairlead.azure.vnet.Topology.Vnet;
import fairlead.net.Prefix;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From stored resources to the {@link Topology} that routes are computed from. */
public final class Topologies {

    private Topologies() {}

    /** All networks of a cloud, with every NIC, attached or not. */
    public static Topology of(Resources cloud) {
        return new Topology(
                each(Types.VIRTUAL_NETWORKS, cloud, one -> vnet(one, cloud), Vnet::id),
                each(Types.SUBNETS, cloud, Topologies::subnet, Subnet::id),
                Stream.of(Types.NICS, Types.INSTANCE_NICS)
                        .flatMap(cloud::ofType)
                        .map(one -> nic(one, cloud))
                        .collect(Collectors.toMap(Nic::id, Function.identity())),
                each(Types.ROUTE_TABLES, cloud, one -> routeTable(one, cloud), RouteTable::id));
    }

    private static <T> Map<ArmId, T> each(
            ResourceType type, Resources cloud, Function<Resource, T> read, Function<T, ArmId> id) {
        return cloud.ofType(type).map(read).collect(Collectors.toMap(id, Function.identity()));
    }

    /** One virtual network with its side of its peerings. */
    public static Vnet vnet(Resource vnet, Resources cloud) {
        return new Vnet(
                vnet.id(),
                vnet.serial(),
                vnet.body().path("location").asString(),
                VirtualNetworks.addressSpace(vnet),
                cloud.children(vnet.id(), "virtualNetworkPeerings")
                        .map(one -> peering(one, cloud))
                        .toList());
    }

    /** One side of a peering. */
    public static Peering peering(Resource peering, Resources cloud) {
        var fields = Fields.of(peering);
        var flags = EnumSet.noneOf(Flag.class);
        for (var flag : Flag.values()) {
            if (fields.flag(property(flag))) {
                flags.add(flag);
            }
        }
        return new Peering(
                peering.id(), Peerings.remote(peering), Peerings.state(peering, cloud), flags);
    }

    private static String property(Flag flag) {
        return switch (flag) {
            case ALLOW_VIRTUAL_NETWORK_ACCESS -> "allowVirtualNetworkAccess";
            case ALLOW_FORWARDED_TRAFFIC -> "allowForwardedTraffic";
            case ALLOW_GATEWAY_TRANSIT -> "allowGatewayTransit";
            case USE_REMOTE_GATEWAYS -> "useRemoteGateways";
        };
    }

    /** One subnet. */
    public static Subnet subnet(Resource subnet) {
        return new Subnet(
                subnet.id(),
                subnet.serial(),
                subnet.id().parent().orElseThrow(),
                Subnets.prefix(subnet),
                Fields.of(subnet).reference("routeTable"));
    }

    /** One NIC, of a machine's own or of a scale set's. */
    private static Nic nic(Resource nic, Resources cloud) {
        var read = NetworkInterface.of(nic, cloud);
        return new Nic(
                read.id(),
                read.serial(),
                read.subnet(),
                read.mac(),
                read.ipConfigurations().stream()
                        .map(NetworkInterface.IpConfiguration::address)
                        .toList(),
                read.forwarding());
    }

    /** One route table with its routes in the order of their creation. */
    private static RouteTable routeTable(Resource table, Resources cloud) {
        List<UserRoute> routes =
                cloud.children(table.id(), "routes").map(Topologies::userRoute).toList();
        return new RouteTable(
                table.id(),
                Fields.of(table).flag("disableBgpRoutePropagation")
                        ? BgpPropagation.DISABLED
                        : BgpPropagation.ENABLED,
                routes);
    }

    private static UserRoute userRoute(Resource route) {
        var fields = Fields.of(route);
        return new UserRoute(
                route.id().name(), Prefix.parse(fields.needed("addressPrefix")), nextHop(fields));
    }

    private static NextHop nextHop(Fields route) {
        var type = route.needed("nextHopType");
        return switch (type) {
            case "VirtualAppliance" ->
                    new NextHop.VirtualAppliance(route.address("nextHopIpAddress").orElseThrow());
            case "VnetLocal" -> new NextHop.VnetLocal();
            case "Internet" -> new NextHop.Internet();
            case "None" -> new NextHop.None();
            case "VirtualNetworkGateway" -> new NextHop.VirtualNetworkGateway(List.of());
            default -> throw new IllegalStateException("stored next hop type " + type);
        };
    }
}
