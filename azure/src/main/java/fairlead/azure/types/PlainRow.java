package fairlead.azure.types;

import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * A type whose members mean nothing to each other: what is needed is there, what is left out has a
 * default, and the rest is the shape's business.
 */
record PlainRow(
        ResourceType type,
        Access access,
        Shape shape,
        List<String> needed,
        Map<String, JsonNode> defaults)
        implements TypeRow {

    private static final List<ResourceType> USERS =
            List.of(
                    Types.SCALE_SETS,
                    Types.NIC_IP_CONFIGURATIONS,
                    Types.INSTANCE_NIC_IP_CONFIGURATIONS);

    PlainRow {
        needed = List.copyOf(needed);
        defaults = Collections.unmodifiableMap(new TreeMap<>(defaults));
    }

    @Override
    public Admission admit(Wanted wanted, Resources cloud) throws RefusedException {
        var properties = wanted.properties();
        for (var member : needed) {
            if (!properties.has(member)) {
                throw Refusal.missing("properties." + member);
            }
        }
        defaults.forEach(properties::putIfAbsent);
        return new Admission(wanted.body());
    }

    /** Machines may have a part of a load balancer; the balancer itself judges its own parts. */
    @Override
    public List<Change> release(Resource part, Resources cloud) throws RefusedException {
        var user = BackReferences.first(part.id(), USERS, cloud);
        if (user.isPresent()) {
            throw Refusal.inUse(
                    "LoadBalancerInUseByVirtualMachineScaleSet",
                    part.id().type().path(),
                    part.id(),
                    user.get().id());
        }
        return List.of();
    }
}
