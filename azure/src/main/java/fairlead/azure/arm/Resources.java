package fairlead.azure.arm;

import java.util.Optional;
import java.util.stream.Stream;

/** The resources of a cloud, to be read. */
public interface Resources {

    Optional<Resource> find(ArmId id);

    /** Every resource of one type, in the order of their ids. */
    Stream<Resource> ofType(ResourceType type);

    /**
     * The direct children of {@code parent} in the collection {@code segment} ({@code subnets}), in
     * the order of their creation.
     */
    Stream<Resource> children(ArmId parent, String segment);

    /**
     * The resources of one type that name {@code target} as {@code {"id": ...}} anywhere in their
     * stored bodies, in the order of their ids. This looks at all of them; whoever keeps an index
     * answers faster.
     */
    default Stream<Resource> referrers(ArmId target, ResourceType type) {
        return ofType(type).filter(resource -> References.in(resource.body()).contains(target));
    }
}
