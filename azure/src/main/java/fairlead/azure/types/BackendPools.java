package fairlead.azure.types;

import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A pool of a load balancer. Its members say that they belong to it. */
final class BackendPools implements TypeRow {

    private static final List<ResourceType> MEMBERS =
            List.of(Types.NIC_IP_CONFIGURATIONS, Types.INSTANCE_NIC_IP_CONFIGURATIONS);
    private static final List<ResourceType> USERS =
            List.of(
                    Types.SCALE_SETS,
                    Types.NIC_IP_CONFIGURATIONS,
                    Types.INSTANCE_NIC_IP_CONFIGURATIONS);

    private static final Shape SHAPE =
            Shape.empty()
                    .text("location")
                    .number("drainPeriodInSeconds", 0, 4_000_000)
                    .choice("syncMode", "Automatic", "Manual")
                    .reference("virtualNetwork", Types.VIRTUAL_NETWORKS)
                    .opaque("tunnelInterfaces", "loadBalancerBackendAddresses")
                    .readOnly("backendIPConfigurations", "loadBalancingRules", "outboundRule")
                    .readOnly("outboundRules", "inboundNatRules", "provisioningState")
                    .later("2022-01-01", "syncMode", "virtualNetwork");

    @Override
    public ResourceType type() {
        return Types.BACKEND_POOLS;
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public Admission admit(Wanted wanted, Resources cloud) throws RefusedException {
        var properties = wanted.properties();
        if (!properties.path("tunnelInterfaces").isEmpty()) {
            throw Refusal.lacking("properties.tunnelInterfaces", "A Gateway Load Balancer");
        }
        if (!properties.path("loadBalancerBackendAddresses").isEmpty()) {
            throw Refusal.lacking(
                    "properties.loadBalancerBackendAddresses", "A pool member by address");
        }
        properties.putArray("loadBalancerBackendAddresses");
        return new Admission(wanted.body());
    }

    @Override
    public ObjectNode computed(Resource pool, Resources cloud) {
        var computed = pool.body().objectNode();
        BackReferences.show(computed, "backendIPConfigurations", pool.id(), MEMBERS, cloud);
        BackReferences.show(
                computed,
                "loadBalancingRules",
                pool.id(),
                List.of(Types.LOAD_BALANCING_RULES),
                cloud);
        BackReferences.show(
                computed, "outboundRules", pool.id(), List.of(Types.OUTBOUND_RULES), cloud);
        BackReferences.show(
                computed, "inboundNatRules", pool.id(), List.of(Types.INBOUND_NAT_RULES), cloud);
        return computed;
    }

    @Override
    public List<Change> release(Resource pool, Resources cloud) throws RefusedException {
        var user = BackReferences.first(pool.id(), USERS, cloud);
        if (user.isPresent()) {
            throw Refusal.inUse(
                    user.get().id().type().equals(Types.NIC_IP_CONFIGURATIONS)
                            ? "InUseBackendAddressPoolCannotBeDeleted"
                            : "LoadBalancerInUseByVirtualMachineScaleSet",
                    "Backend address pool",
                    pool.id(),
                    user.get().id());
        }
        return List.of();
    }
}
