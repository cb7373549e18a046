package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Who points at a resource. */
final class BackReferences {

    private BackReferences() {}

    /** Resources of these types that point at {@code target}, type by type. */
    static Stream<Resource> to(ArmId target, List<ResourceType> types, Resources cloud) {
        return types.stream().flatMap(type -> cloud.referrers(target, type));
    }

    /** The first of {@link #to}. */
    static Optional<Resource> first(ArmId target, List<ResourceType> types, Resources cloud) {
        return to(target, types, cloud).findFirst();
    }

    /** Sets {@code member} to the list of ids of {@link #to}; not at all if there are none. */
    static void show(
            ObjectNode computed,
            String member,
            ArmId target,
            List<ResourceType> types,
            Resources cloud) {
        var users = to(target, types, cloud).toList();
        if (!users.isEmpty()) {
            var array = computed.putArray(member);
            users.forEach(user -> array.add(ShapeReader.referenceTo(user.id())));
        }
    }
}
