package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import fairlead.net.Prefix;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** A subnet: one prefix of its network, perhaps with a route table and a security group. */
final class Subnets implements TypeRow {

    /** The subnet that a Route Server lives in; matched without regard to case. */
    static final String ROUTE_SERVER = "RouteServerSubnet";

    private static final Shape SHAPE =
            Shape.empty()
                    .text("addressPrefix")
                    .texts("addressPrefixes")
                    .reference("networkSecurityGroup", Types.SECURITY_GROUPS)
                    .reference("routeTable", Types.ROUTE_TABLES)
                    .opaque("natGateway", "serviceEndpoints", "serviceEndpointPolicies")
                    .opaque("ipAllocations", "delegations", "applicationGatewayIPConfigurations")
                    .opaque("ipamPoolPrefixAllocations")
                    .choice(
                            "privateEndpointNetworkPolicies",
                            "Disabled",
                            "Enabled",
                            "NetworkSecurityGroupEnabled",
                            "RouteTableEnabled")
                    .choice("privateLinkServiceNetworkPolicies", "Enabled", "Disabled")
                    .choice("sharingScope", "Tenant", "DelegatedServices")
                    .flag("defaultOutboundAccess")
                    .readOnly("privateEndpoints", "ipConfigurations", "ipConfigurationProfiles")
                    .readOnly("resourceNavigationLinks", "serviceAssociationLinks", "purpose")
                    .readOnly("provisioningState", "serviceGateway")
                    .later("2022-01-01", "applicationGatewayIPConfigurations", "sharingScope")
                    .later("2022-01-01", "defaultOutboundAccess")
                    .later("2023-11-01", "ipamPoolPrefixAllocations")
                    .later("2024-05-01", "serviceGateway");

    @Override
    public ResourceType type() {
        return Types.SUBNETS;
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public Admission admit(Wanted wanted, Resources cloud) throws RefusedException {
        var properties = wanted.properties();
        var prefix = readPrefix(properties);
        if (prefix.length() > 29) {
            throw RefusedException.badRequest(
                    "NetcfgInvalidSubnet",
                    "Subnet '"
                            + wanted.id().name()
                            + "' ("
                            + prefix
                            + ") is too small: Azure reserves five addresses of each subnet, so /29"
                            + " is the longest prefix.");
        }
        if (wanted.existing().isPresent() && !prefix(wanted.existing().get()).equals(prefix)) {
            refuseIfUsed(wanted.existing().get(), "InUseSubnetCannotBeUpdated", cloud);
        }
        if (isForRouteServer(wanted.id())) {
            refuseSteering(wanted);
        }
        if (!properties.has("delegations")) {
            properties.putArray("delegations");
        }
        setDefault(properties, "privateEndpointNetworkPolicies", "Disabled");
        setDefault(properties, "privateLinkServiceNetworkPolicies", "Enabled");
        return new Admission(wanted.body());
    }

    private static Prefix readPrefix(ObjectNode properties) throws RefusedException {
        var list = Prefixes.readAll(properties, "addressPrefixes", "properties");
        if (list.size() > 1) {
            throw Refusal.lacking("properties.addressPrefixes", "A subnet of more than one prefix");
        }
        var single = new Fields(properties).text("addressPrefix");
        if (single.isEmpty() && list.isEmpty()) {
            throw Refusal.missing("properties.addressPrefix");
        }
        if (single.isPresent()) {
            return Prefixes.read(single.get(), "properties.addressPrefix");
        }
        return list.getFirst();
    }

    private static void refuseSteering(Wanted wanted) throws RefusedException {
        for (var member : List.of("routeTable", "networkSecurityGroup")) {
            if (wanted.properties().has(member)) {
                throw RefusedException.badRequest(
                        (member.equals("routeTable") ? "RouteTable" : "NetworkSecurityGroup")
                                + "CannotBeAttachedForRouteServerSubnet",
                        "A "
                                + member
                                + " cannot be attached to "
                                + wanted.id()
                                + ": the subnet is a Route Server's.");
            }
        }
    }

    @Override
    public ObjectNode computed(Resource subnet, Resources cloud) {
        var computed = subnet.body().objectNode();
        var users = users(subnet.id(), cloud).map(Resource::id).toList();
        if (!users.isEmpty()) {
            var array = computed.putArray("ipConfigurations");
            users.forEach(user -> array.add(ShapeReader.referenceTo(user)));
        }
        return computed;
    }

    @Override
    public List<Change> release(Resource subnet, Resources cloud) throws RefusedException {
        refuseIfUsed(subnet, "InUseSubnetCannotBeDeleted", cloud);
        var set = BackReferences.first(subnet.id(), List.of(Types.SCALE_SETS), cloud);
        if (set.isPresent()) {
            throw Refusal.inUse(
                    "InUseSubnetCannotBeDeleted", "Subnet", subnet.id(), set.get().id());
        }
        return List.of();
    }

    private static void refuseIfUsed(Resource subnet, String code, Resources cloud)
            throws RefusedException {
        var user = users(subnet.id(), cloud).findFirst();
        if (user.isPresent()) {
            throw RefusedException.badRequest(
                    code,
                    "Subnet "
                            + subnet.id().name()
                            + " is in use by "
                            + user.get().id()
                            + " and cannot be "
                            + (code.endsWith("Deleted") ? "deleted" : "updated")
                            + ". In order to do that, delete all the resources within the subnet."
                            + " See aka.ms/deletesubnet.");
        }
    }

    /** What has an address in a subnet: IP configurations of NICs, load balancers, hubs. */
    static Stream<Resource> users(ArmId subnet, Resources cloud) {
        return Stream.of(
                        Types.NIC_IP_CONFIGURATIONS,
                        Types.INSTANCE_NIC_IP_CONFIGURATIONS,
                        Types.FRONTENDS,
                        Types.HUB_IP_CONFIGURATIONS)
                .flatMap(type -> cloud.referrers(subnet, type));
    }

    /** The prefix of a stored subnet. */
    static Prefix prefix(Resource subnet) {
        var fields = Fields.of(subnet);
        return fields.text("addressPrefix")
                .map(Prefix::parse)
                .orElseGet(() -> fields.prefixes("addressPrefixes").getFirst());
    }

    static boolean isForRouteServer(ArmId subnet) {
        return subnet.name().equalsIgnoreCase(ROUTE_SERVER);
    }

    private static void setDefault(ObjectNode properties, String member, String value) {
        if (!properties.has(member)) {
            properties.put(member, value);
        }
    }
}
