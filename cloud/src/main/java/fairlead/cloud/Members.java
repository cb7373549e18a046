package fairlead.cloud;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import fairlead.azure.types.Types;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The resources as a write is judged by them: an instance that is being deleted is no member of its
 * scale set any more, so that growing again makes a new one, while its NICs hold their addresses
 * until they are gone.
 */
record Members(Resources all) implements Resources {

    @Override
    public Optional<Resource> find(ArmId id) {
        return all.find(id).filter(Members::counts);
    }

    @Override
    public Stream<Resource> ofType(ResourceType type) {
        return all.ofType(type).filter(Members::counts);
    }

    @Override
    public Stream<Resource> children(ArmId parent, String segment) {
        return all.children(parent, segment).filter(Members::counts);
    }

    @Override
    public Stream<Resource> referrers(ArmId target, ResourceType type) {
        return all.referrers(target, type).filter(Members::counts);
    }

    private static boolean counts(Resource resource) {
        return resource.state() != ProvisioningState.DELETING
                || !resource.id().type().equals(Types.INSTANCES);
    }
}
