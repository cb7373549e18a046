package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import java.util.HashMap;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A network security group: rules that are stored and shown, and not yet enforced. */
final class NetworkSecurityGroups implements TypeRow {

    private static final List<ResourceType> NICS = List.of(Types.NICS, Types.INSTANCE_NICS);
    private static final List<ResourceType> USERS =
            List.of(Types.NICS, Types.SUBNETS, Types.SCALE_SETS, Types.INSTANCE_NICS);

    private static final Shape SHAPE =
            Shape.empty()
                    .flag("flushConnection")
                    .readOnly("defaultSecurityRules", "networkInterfaces", "subnets", "flowLogs")
                    .readOnly("resourceGuid", "provisioningState");

    @Override
    public ResourceType type() {
        return Types.SECURITY_GROUPS;
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public List<Inline> inlines() {
        return List.of(new Inline("securityRules", Types.SECURITY_RULES));
    }

    @Override
    public Admission admit(Wanted wanted, Resources cloud) {
        return new Admission(wanted.body());
    }

    /** No two rules of one direction have one priority. */
    @Override
    public void settle(Resource group, Resources cloud) throws RefusedException {
        var seen = new HashMap<String, ArmId>();
        for (var rule : cloud.children(group.id(), "securityRules").toList()) {
            var fields = Fields.of(rule);
            var place = fields.needed("direction") + " " + fields.number("priority").orElseThrow();
            var rival = seen.putIfAbsent(place, rule.id());
            if (rival != null) {
                throw RefusedException.badRequest(
                        "SecurityRuleConflict",
                        "Security rule "
                                + rule.id().name()
                                + " conflicts with rule "
                                + rival.name()
                                + ". Rules cannot have the same Priority and Direction: "
                                + place
                                + ".");
            }
        }
    }

    @Override
    public ObjectNode computed(Resource group, Resources cloud) {
        var computed = group.body().objectNode().put("resourceGuid", Derived.guid(group));
        var defaults = computed.putArray("defaultSecurityRules");
        DefaultSecurityRules.of(group).forEach(defaults::add);
        BackReferences.show(computed, "networkInterfaces", group.id(), NICS, cloud);
        BackReferences.show(computed, "subnets", group.id(), List.of(Types.SUBNETS), cloud);
        return computed;
    }

    @Override
    public List<Change> release(Resource group, Resources cloud) throws RefusedException {
        var user = BackReferences.first(group.id(), USERS, cloud);
        if (user.isPresent()) {
            throw Refusal.inUse(
                    "InUseNetworkSecurityGroupCannotBeDeleted",
                    "Network security group",
                    group.id(),
                    user.get().id());
        }
        return List.of();
    }
}
