package fairlead.cloud;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The resources that are to stay: without those that are being deleted, which hold their names and
 * addresses but shape nothing.
 */
record Standing(Resources all) implements Resources {

    @Override
    public Optional<Resource> find(ArmId id) {
        return all.find(id).filter(Standing::stays);
    }

    @Override
    public Stream<Resource> ofType(ResourceType type) {
        return all.ofType(type).filter(Standing::stays);
    }

    @Override
    public Stream<Resource> children(ArmId parent, String segment) {
        return all.children(parent, segment).filter(Standing::stays);
    }

    @Override
    public Stream<Resource> referrers(ArmId target, ResourceType type) {
        return all.referrers(target, type).filter(Standing::stays);
    }

    private static boolean stays(Resource resource) {
        return resource.state() != ProvisioningState.DELETING;
    }
}
