package fairlead.azure.types;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import fairlead.net.IpAddress;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Route Server: a virtual hub without a virtual WAN. It routes once it has an IP configuration;
 * its two instances have the first two usable addresses of that subnet.
 */
final class VirtualHubs implements TypeRow {

    /** The AS of every Route Server. */
    static final long ASN = 65515;

    private static final List<String> OF_WAN =
            List.of(
                    "virtualWan",
                    "addressPrefix",
                    "vpnGateway",
                    "p2SVpnGateway",
                    "expressRouteGateway",
                    "azureFirewall",
                    "securityPartnerProvider",
                    "securityProviderName");

    private static final Shape SHAPE =
            Shape.empty()
                    .opaque(OF_WAN.toArray(String[]::new))
                    .text("sku")
                    .flag("allowBranchToBranchTraffic")
                    .choice("hubRoutingPreference", "ExpressRoute", "VpnGateway", "ASPath")
                    .choice("preferredRoutingGateway", "ExpressRoute", "VpnGateway", "None")
                    .object(
                            "virtualRouterAutoScaleConfiguration",
                            Shape.empty().number("minCapacity", 2, 50))
                    .number("virtualRouterAsn", 0, 0xffff_ffffL)
                    .readOnly("virtualRouterIps", "virtualRouterIpsV6", "addressPrefixV6")
                    .readOnly("routingState", "bgpConnections", "ipConfigurations", "routeMaps")
                    .readOnly("routeTable", "virtualHubRouteTableV2s", "provisioningState")
                    .later("2022-01-01", "routeMaps")
                    .later("2024-05-01", "virtualRouterIpsV6", "addressPrefixV6");

    @Override
    public ResourceType type() {
        return Types.VIRTUAL_HUBS;
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public Admission admit(Wanted wanted, Resources cloud) throws RefusedException {
        var properties = wanted.properties();
        var fields = wanted.fields();
        for (var member : OF_WAN) {
            if (properties.has(member)) {
                throw Refusal.lacking(
                        "properties." + member, "A hub of a virtual WAN (a Route Server has none)");
            }
        }
        if (fields.number("virtualRouterAsn").filter(asn -> asn != ASN).isPresent()) {
            throw new RefusedException(
                    400,
                    new ArmError(
                            "PropertyChangeNotAllowed",
                            "A Route Server's AS number is " + ASN + " and cannot be changed.",
                            "properties.virtualRouterAsn"));
        }
        properties.remove("virtualRouterAsn");
        if (!fields.text("sku").orElse("Standard").equalsIgnoreCase("Standard")) {
            throw Refusal.parameter("properties.sku", "A Route Server's sku is Standard.");
        }
        properties.put("sku", "Standard");
        properties.put("allowBranchToBranchTraffic", fields.flag("allowBranchToBranchTraffic"));
        if (!properties.has("hubRoutingPreference")) {
            properties.put("hubRoutingPreference", "ExpressRoute");
        }
        var scale = properties.withObjectProperty("virtualRouterAutoScaleConfiguration");
        if (!scale.has("minCapacity")) {
            scale.put("minCapacity", 2);
        }
        wanted.body().put("kind", "RouteServer");
        return new Admission(wanted.body());
    }

    @Override
    public ObjectNode computed(Resource hub, Resources cloud) {
        var computed = hub.body().objectNode();
        computed.put("virtualRouterAsn", (int) ASN);
        var addresses = computed.putArray("virtualRouterIps");
        addresses(hub.id(), cloud).forEach(address -> addresses.add(address.toString()));
        computed.put("routingState", routingState(hub.id(), cloud));
        for (var children : List.of("bgpConnections", "ipConfigurations")) {
            var array = computed.putArray(children);
            cloud.children(hub.id(), children)
                    .forEach(child -> array.add(ShapeReader.referenceTo(child.id())));
        }
        computed.putArray("routeMaps");
        computed.putArray("virtualHubRouteTableV2s");
        computed.putObject("routeTable").putArray("routes");
        return computed;
    }

    /** {@code None}, {@code Provisioning}, {@code Provisioned} or {@code Failed}. */
    static String routingState(ArmId hub, Resources cloud) {
        return configuration(hub, cloud)
                .map(one ->
                        switch (one.state()) {
                            case SUCCEEDED -> "Provisioned";
                            case FAILED, CANCELED -> "Failed";
                            case CREATING, UPDATING, DELETING -> "Provisioning";
                        })
                .orElse("None");
    }

    /** Whether peers may be made: the routing state is {@code Provisioned}. */
    static boolean routes(ArmId hub, Resources cloud) {
        return configuration(hub, cloud)
                .filter(one -> one.state() == ProvisioningState.SUCCEEDED)
                .isPresent();
    }

    /** The two instances; none before there is an IP configuration. */
    static List<IpAddress> addresses(ArmId hub, Resources cloud) {
        return subnet(hub, cloud)
                .flatMap(cloud::find)
                .map(Subnets::prefix)
                .map(prefix -> List.of(prefix.address(4), prefix.address(5)))
                .orElse(List.of());
    }

    /** The subnet that the Route Server lives in. */
    static Optional<ArmId> subnet(ArmId hub, Resources cloud) {
        return configuration(hub, cloud).flatMap(one -> Fields.of(one).reference("subnet"));
    }

    private static Optional<Resource> configuration(ArmId hub, Resources cloud) {
        return cloud.children(hub, "ipConfigurations").findFirst();
    }
}
