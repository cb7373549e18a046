package fairlead.cloud;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import fairlead.azure.types.Types;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Some of a cloud's resources, as if there were no others. */
final class InventoryView implements Resources {

    private final Resources all;
    private final Predicate<Resource> counts;

    private InventoryView(Resources all, Predicate<Resource> counts) {
        this.all = all;
        this.counts = counts;
    }

    /**
     * The resources that are to stay: without those that are being deleted, which hold their names
     * and addresses but shape nothing.
     */
    static InventoryView standing(Resources all) {
        return new InventoryView(all, resource -> !leaves(resource));
    }

    /**
     * The resources as a write is judged by them: an instance that is being deleted is no member of
     * its scale set any more, so that growing again makes a new one, while its NICs hold their
     * addresses until they are gone.
     */
    static InventoryView members(Resources all) {
        return new InventoryView(
                all,
                resource -> !leaves(resource) || !resource.id().type().equals(Types.INSTANCES));
    }

    private static boolean leaves(Resource resource) {
        return resource.state() == ProvisioningState.DELETING;
    }

    @Override
    public Optional<Resource> find(ArmId id) {
        return all.find(id).filter(counts);
    }

    @Override
    public Stream<Resource> ofType(ResourceType type) {
        return all.ofType(type).filter(counts);
    }

    @Override
    public Stream<Resource> children(ArmId parent, String segment) {
        return all.children(parent, segment).filter(counts);
    }

    @Override
    public Stream<Resource> referrers(ArmId target, ResourceType type) {
        return all.referrers(target, type).filter(counts);
    }
}
