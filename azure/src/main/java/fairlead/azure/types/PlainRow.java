package fairlead.azure.types;

import fairlead.azure.arm.RefusedException;
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

    PlainRow {
        needed = List.copyOf(needed);
        defaults = Collections.unmodifiableMap(new TreeMap<>(defaults));
    }

    @Override
    public List<String> apiVersions() {
        return ApiVersions.NETWORK;
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
}
