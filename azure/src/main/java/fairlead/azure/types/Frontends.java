package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Where a load balancer is reached: a public address, or a private one in a subnet. */
final class Frontends implements TypeRow {

    private static final Shape SHAPE =
            Shape.empty()
                    .text("privateIPAddress")
                    .choice("privateIPAllocationMethod", "Dynamic", "Static")
                    .choice("privateIPAddressVersion", "IPv4", "IPv6")
                    .reference("subnet", Types.SUBNETS)
                    .reference("publicIPAddress", Types.PUBLIC_IP_ADDRESSES)
                    .opaque("publicIPPrefix", "gatewayLoadBalancer", "ddosSettings")
                    .flag("enableConnectionTracking")
                    .readOnly("inboundNatRules", "inboundNatPools", "outboundRules")
                    .readOnly("loadBalancingRules", "provisioningState")
                    .later("2024-05-01", "ddosSettings", "enableConnectionTracking");

    private static final Shape ENVELOPE = Envelope.with("zones");

    @Override
    public ResourceType type() {
        return Types.FRONTENDS;
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
    public Shape envelope() {
        return ENVELOPE;
    }

    @Override
    public Admission admit(Wanted wanted, Resources cloud) throws RefusedException {
        var fields = wanted.fields();
        var subnet = fields.reference("subnet");
        var address = fields.reference("publicIPAddress");
        if (subnet.isPresent() == address.isPresent()) {
            throw RefusedException.badRequest(
                    "LoadBalancerFrontendNeedsOneOfSubnetAndPublicIPAddress",
                    "Frontend IP configuration "
                            + wanted.id()
                            + " must reference either a subnet or a public IP address.");
        }
        if (wanted.body().path("properties").has("gatewayLoadBalancer")) {
            throw Refusal.lacking("properties.gatewayLoadBalancer", "A Gateway Load Balancer");
        }
        if (subnet.isPresent()) {
            if (Subnets.isForRouteServer(subnet.get())) {
                throw IpConfigurations.reserved(subnet.get());
            }
            PrivateAddress.choose(wanted, subnet.get(), cloud);
            wanted.properties().put("privateIPAddressVersion", "IPv4");
        } else {
            requireSameSku(wanted.id(), address, cloud);
            wanted.properties().put("privateIPAllocationMethod", "Dynamic");
            wanted.properties().remove("privateIPAddress");
        }
        return new Admission(
                wanted.body(),
                PublicIpAddresses.moved(
                        wanted.id(), wanted.before().reference("publicIPAddress"), address, cloud));
    }

    private static void requireSameSku(ArmId id, Optional<ArmId> address, Resources cloud)
            throws RefusedException {
        var balancer = Skus.name(cloud.find(id.parent().orElseThrow()).orElseThrow());
        var own = Skus.name(cloud.find(address.orElseThrow()).orElseThrow());
        if (!balancer.equals(own)) {
            throw RefusedException.badRequest(
                    "PublicIPAndLBSkuDoNotMatch",
                    balancer
                            + " load balancer "
                            + id.parent().get()
                            + " cannot reference "
                            + own
                            + " public IP address "
                            + address.get()
                            + ".");
        }
    }

    @Override
    public ObjectNode computed(Resource frontend, Resources cloud) {
        var computed = frontend.body().objectNode();
        BackReferences.show(
                computed,
                "loadBalancingRules",
                frontend.id(),
                List.of(Types.LOAD_BALANCING_RULES),
                cloud);
        BackReferences.show(
                computed,
                "inboundNatRules",
                frontend.id(),
                List.of(Types.INBOUND_NAT_RULES),
                cloud);
        BackReferences.show(
                computed,
                "inboundNatPools",
                frontend.id(),
                List.of(Types.INBOUND_NAT_POOLS),
                cloud);
        BackReferences.show(
                computed, "outboundRules", frontend.id(), List.of(Types.OUTBOUND_RULES), cloud);
        return computed;
    }

    @Override
    public List<Change> release(Resource frontend, Resources cloud) {
        return PublicIpAddresses.detached(Fields.of(frontend).reference("publicIPAddress"), cloud);
    }
}
