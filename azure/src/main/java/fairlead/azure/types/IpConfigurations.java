package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import java.util.List;

/**
 * An IP configuration of a NIC: one private address in a subnet, perhaps a public one, perhaps a
 * place in load balancers' pools. The same row serves NICs and the NICs of scale sets.
 */
final class IpConfigurations implements TypeRow {

    private static final Shape SHAPE =
            Shape.empty()
                    .text("privateIPAddress")
                    .choice("privateIPAllocationMethod", "Dynamic", "Static")
                    .choice("privateIPAddressVersion", "IPv4", "IPv6")
                    .number("privateIPAddressPrefixLength", 0, 128)
                    .flag("primary")
                    .reference("subnet", Types.SUBNETS)
                    .reference("publicIPAddress", Types.PUBLIC_IP_ADDRESSES)
                    .references("loadBalancerBackendAddressPools", Types.BACKEND_POOLS)
                    .references("loadBalancerInboundNatRules", Types.INBOUND_NAT_RULES)
                    .opaque(
                            "gatewayLoadBalancer",
                            "virtualNetworkTaps",
                            "applicationGatewayBackendAddressPools")
                    .opaque("applicationSecurityGroups")
                    .readOnly("provisioningState", "privateLinkConnectionProperties")
                    .later("2022-01-01", "privateIPAddressPrefixLength");

    private final ResourceType type;

    IpConfigurations(ResourceType type) {
        this.type = type;
    }

    @Override
    public ResourceType type() {
        return type;
    }

    @Override
    public List<String> apiVersions() {
        return type.equals(Types.NIC_IP_CONFIGURATIONS)
                ? ApiVersions.NETWORK
                : ApiVersions.COMPUTE_AND_NETWORK;
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public Access access() {
        return Access.THROUGH_PARENT;
    }

    @Override
    public Admission admit(Wanted wanted, Resources cloud) throws RefusedException {
        var fields = wanted.fields();
        var subnet =
                fields.reference("subnet")
                        .orElseThrow(() -> Refusal.missing("properties.subnet.id"));
        requireSameRegion(wanted.id(), subnet, cloud);
        if (Subnets.isForRouteServer(subnet)) {
            throw reserved(subnet);
        }
        if (fields.text("privateIPAddressVersion").orElse("IPv4").equals("IPv6")) {
            throw Refusal.lacking("properties.privateIPAddressVersion", "IPv6");
        }
        if (wanted.properties().has("gatewayLoadBalancer")) {
            throw Refusal.lacking("properties.gatewayLoadBalancer", "A Gateway Load Balancer");
        }
        PrivateAddress.choose(wanted, subnet, cloud);
        wanted.properties().put("privateIPAddressVersion", "IPv4");
        wanted.properties().put("primary", fields.flag("primary"));
        return new Admission(
                wanted.body(),
                PublicIpAddresses.moved(
                        wanted.id(),
                        wanted.before().reference("publicIPAddress"),
                        fields.reference("publicIPAddress"),
                        cloud));
    }

    /** The refusal of anything but a Route Server in its subnet. */
    static RefusedException reserved(ArmId subnet) {
        return RefusedException.badRequest(
                "SubnetWithExternalResourcesCannotBeUsedByOtherResources",
                "Subnet " + subnet + " is reserved for a Route Server.");
    }

    private static void requireSameRegion(ArmId id, ArmId subnet, Resources cloud)
            throws RefusedException {
        var vnet = cloud.find(subnet.parent().orElseThrow()).orElseThrow();
        var nic = cloud.find(id.root()).orElseThrow();
        if (!vnet.body().path("location").equals(nic.body().path("location"))) {
            throw Refusal.dangling("properties.subnet.id", subnet);
        }
    }

    @Override
    public List<Change> release(Resource configuration, Resources cloud) {
        return PublicIpAddresses.detached(
                Fields.of(configuration).reference("publicIPAddress"), cloud);
    }
}
