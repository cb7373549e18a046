package fairlead.azure.types;

import fairlead.azure.arm.ArmError;
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
     * What {@code GET providers/NAMESPACE} lists, newest first: its provider's. They are served
     * alike: the newest members are taken and shown in every version.
     */
    default List<String> apiVersions() {
        return ApiVersions.of(type());
    }

    /** Every member that {@code properties} may hold, children apart. */
    Shape shape();

    /** Every member that may stand beside {@code properties}. */
    default Shape envelope() {
        return Envelope.COMMON;
    }

    /** Arrays in this type's properties whose members are resources of their own. */
    default List<Inline> inlines() {
        return List.of();
    }

    /** Who may write such a resource. */
    default Access access() {
        return Access.DIRECT;
    }

    /** Whether a location is demanded and shown. */
    default Placement placement() {
        return type().path().indexOf('/') < 0 ? Placement.REGIONAL : Placement.NONE;
    }

    /** What a PUT without {@code properties} means. */
    default Omission omission() {
        return Omission.EMPTY;
    }

    /**
     * Fills in what one child of a collection decides for the others, before the collections are
     * taken out. The argument may be changed and returned.
     */
    default ObjectNode complete(ObjectNode properties) {
        return properties;
    }

    /**
     * From a request body (shape checked, arrays of {@link #inlines()} already taken out) to what
     * is stored, and what else must change with it.
     *
     * @param cloud as it will be when the changes before this one are made
     * @throws RefusedException with Azure's code if Azure would refuse
     */
    Admission admit(Wanted wanted, Resources cloud) throws RefusedException;

    /**
     * Judges a resource together with its children, after a change of either.
     *
     * @throws RefusedException if they do not fit together
     */
    default void settle(Resource resource, Resources cloud) throws RefusedException {}

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

    /** What changes elsewhere when a client deletes this resource alone, after it is gone. */
    default List<Change> leave(Resource resource, Resources cloud) {
        return List.of();
    }

    /** Who may write a resource of a type. */
    enum Access {
        /** Clients, by a PUT or DELETE of its own. */
        DIRECT,
        /** Nobody but the resource that it belongs to. */
        THROUGH_PARENT
    }

    /** Whether a resource lies in a region. */
    enum Placement {
        REGIONAL,
        NONE
    }

    /** What a PUT without {@code properties} means. */
    enum Omission {
        /** The same as no members. */
        EMPTY,
        /** The stored ones stay, as a scale set's do when only its {@code sku} is sent. */
        KEEP
    }

    /**
     * A child collection carried inside the parent's properties: {@code subnets} of a virtual
     * network.
     */
    record Inline(String property, ResourceType type) {}

    /** A PUT: the id, the body after the shape was checked, and what stands there now. */
    record Wanted(ArmId id, ObjectNode body, Optional<Resource> existing) {

        /** The properties of the body, for reading. */
        public Fields fields() {
            return new Fields(properties());
        }

        /** The properties of the body, which the row may fill in. */
        public ObjectNode properties() {
            return body.withObjectProperty("properties");
        }

        /** The properties that are stored now; empty fields if this is new. */
        public Fields before() {
            return existing.map(Fields::of).orElseGet(() -> new Fields(body.objectNode()));
        }
    }

    /**
     * What a PUT comes to.
     *
     * @param body what is stored
     * @param failed why the resource is stored and yet does not work: its state is to be {@code
     *     Failed}
     * @param also what must change with it, after it, in this order
     */
    record Admission(ObjectNode body, Optional<ArmError> failed, List<Change> also) {
        public Admission {
            also = List.copyOf(also);
        }

        public Admission(ObjectNode body) {
            this(body, Optional.empty(), List.of());
        }

        public Admission(ObjectNode body, List<Change> also) {
            this(body, Optional.empty(), also);
        }
    }

    /** A change of one resource that follows from a request. */
    sealed interface Change {

        ArmId id();

        /**
         * Store {@code body}, already admitted.
         *
         * @param failed the error that its operation ends with, if it is stored and yet does not
         *     work
         */
        record Put(ArmId id, ObjectNode body, Optional<ArmError> failed) implements Change {
            public Put(ArmId id, ObjectNode body) {
                this(id, body, Optional.empty());
            }
        }

        /** Remove it and everything below it. */
        record Remove(ArmId id) implements Change {}
    }
}
