package fairlead.azure.types;

import fairlead.azure.arm.ResourceType;
import java.util.HashMap;
import java.util.Map;

/**
 * How many children of one type a resource may have, and NICs a machine, where Azure counts them
 * (Azure: "Azure subscription limits, networking"). What a Route Server takes is in {@link
 * fairlead.azure.hub.Profile}.
 *
 * @param children by their type; a type that is not named has no limit
 */
public record Limits(Map<ResourceType, Integer> children) {

    /** Azure's own. */
    public static final Limits AZURE =
            new Limits(
                    Map.of(
                            Types.SUBNETS, 3000,
                            Types.PEERINGS, 500,
                            Types.ROUTES, 400,
                            Types.SECURITY_RULES, 1000,
                            Types.NIC_IP_CONFIGURATIONS, 256,
                            Types.NICS, 8));

    /** None at all. */
    public static final Limits NONE = new Limits(Map.of());

    public Limits {
        children = Map.copyOf(children);
    }

    /** The same with another limit for one type. */
    public Limits with(ResourceType type, int most) {
        var changed = new HashMap<>(children);
        changed.put(type, most);
        return new Limits(changed);
    }

    /** How many children of this type a resource may have. */
    int of(ResourceType type) {
        return children.getOrDefault(type, Integer.MAX_VALUE);
    }
}
