package fairlead.azure.types;

import fairlead.azure.arm.References;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A load balancer: frontends, pools, and the rules that join them. */
final class LoadBalancers implements TypeRow {

    private static final Shape SHAPE =
            Shape.empty()
                    .text("scope")
                    .opaque("mode")
                    .readOnly("resourceGuid", "provisioningState")
                    .later("2024-05-01", "scope", "mode");

    private static final Shape ENVELOPE = Envelope.with("sku", "extendedLocation");

    @Override
    public ResourceType type() {
        return Types.LOAD_BALANCERS;
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    /** In an order in which a member points only at members of collections before its own. */
    @Override
    public List<Inline> inlines() {
        return List.of(
                new Inline("frontendIPConfigurations", Types.FRONTENDS),
                new Inline("backendAddressPools", Types.BACKEND_POOLS),
                new Inline("probes", Types.PROBES),
                new Inline("inboundNatPools", Types.INBOUND_NAT_POOLS),
                new Inline("inboundNatRules", Types.INBOUND_NAT_RULES),
                new Inline("loadBalancingRules", Types.LOAD_BALANCING_RULES),
                new Inline("outboundRules", Types.OUTBOUND_RULES));
    }

    @Override
    public Shape envelope() {
        return ENVELOPE;
    }

    @Override
    public Admission admit(Wanted wanted, Resources cloud) throws RefusedException {
        Skus.fillIn(wanted, "Basic", List.of("Basic", "Standard"));
        return new Admission(wanted.body());
    }

    /** Whatever a member points at in its own load balancer is there. */
    @Override
    public void settle(Resource balancer, Resources cloud) throws RefusedException {
        for (var inline : inlines()) {
            for (var member : cloud.children(balancer.id(), inline.property()).toList()) {
                for (var target : References.in(member.body())) {
                    if (balancer.id().isAbove(target) && cloud.find(target).isEmpty()) {
                        throw Refusal.dangling(
                                inline.property() + "/" + member.id().name(), target);
                    }
                }
            }
        }
    }

    @Override
    public ObjectNode computed(Resource balancer, Resources cloud) {
        return balancer.body().objectNode().put("resourceGuid", Derived.guid(balancer));
    }
}
