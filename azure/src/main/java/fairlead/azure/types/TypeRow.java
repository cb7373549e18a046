package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** One resource type. To add a type, write its row and list it in {@code Catalogue}. */
public interface TypeRow {

    ResourceType type();

    /**
     * What {@code GET providers/NAMESPACE} lists, newest first; any well-formed version is served.
     */
    List<String> apiVersions();

    /** Arrays in this type's properties whose members are resources of their own. */
    default List<Inline> inlines() {
        return List.of();
    }

    /**
     * From a request body (arrays of {@link #inlines()} already taken out) to what is stored, and
     * what else must change with it.
     *
     * @param cloud as it will be when the changes before this one are made
     * @throws RefusedException with Azure's code if Azure would refuse
     */
    Admission admit(Wanted wanted, Resources cloud) throws RefusedException;

    /**
     * The members of {@code properties} that are computed on reading (back references, derived
     * addresses), to be laid over the stored ones. Children and {@code provisioningState} are added
     * by the caller.
     */
    default ObjectNode computed(Resource resource, Resources cloud) {
        return resource.body().objectNode();
    }

    /**
     * What else goes when this resource goes; its children go by themselves.
     *
     * @throws RefusedException if something still uses it ({@code InUse...CannotBeDeleted})
     */
    default List<Change> release(Resource resource, Resources cloud) throws RefusedException {
        return List.of();
    }

    /**
     * A child collection carried inside the parent's properties: {@code subnets} of a virtual
     * network.
     */
    record Inline(String property, ResourceType type) {}

    /** A PUT: the id, the body as sent, and what stands there now. */
    record Wanted(ArmId id, ObjectNode body, Optional<Resource> existing) {}

    /**
     * @param body what is stored
     * @param also what must change with it, after it, in this order
     */
    record Admission(ObjectNode body, List<Change> also) {
        public Admission {
            also = List.copyOf(also);
        }

        public Admission(ObjectNode body) {
            this(body, List.of());
        }
    }

    /** A change of one resource that follows from a request. */
    sealed interface Change {

        ArmId id();

        /** Store {@code body}, already admitted. */
        record Put(ArmId id, ObjectNode body) implements Change {}

        /** Remove it and everything below it. */
        record Remove(ArmId id) implements Change {}
    }
}
