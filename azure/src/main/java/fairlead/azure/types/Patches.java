package fairlead.azure.types;

import fairlead.azure.arm.Resource;
import tools.jackson.databind.node.ObjectNode;

/** From a PATCH to the PUT that it amounts to. */
final class Patches {

    private Patches() {}

    static ObjectNode merged(Resource existing, ObjectNode patch) {
        var merged = existing.body().deepCopy();
        merged.remove(Envelope.KEPT);
        // What belongs to the cloud alone is carried over by it, and is no member that a PUT has.
        merged.propertyNames().stream()
                .filter(name -> name.startsWith("$"))
                .toList()
                .forEach(merged::remove);
        if (patch.hasNonNull("tags")) {
            merged.set("tags", patch.get("tags"));
        }
        if (existing.id().type().namespace().equalsIgnoreCase("Microsoft.Compute")) {
            for (var member : patch.properties()) {
                if (!member.getKey().equals("tags") && !member.getValue().isNull()) {
                    merge(merged, member.getKey(), patch);
                }
            }
        }
        return merged;
    }

    private static void merge(ObjectNode into, String name, ObjectNode from) {
        var present = stored(into, name);
        if (into.get(present) instanceof ObjectNode below
                && from.get(name) instanceof ObjectNode more) {
            more.propertyNames().forEach(member -> merge(below, member, more));
        } else {
            into.set(present, from.get(name));
        }
    }

    /** The name that {@code into} has for a member; case does not count. */
    private static String stored(ObjectNode into, String name) {
        return into.propertyNames().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElse(name);
    }
}
