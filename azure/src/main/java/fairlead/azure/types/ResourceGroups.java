package fairlead.azure.types;

import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;

/** A group: a name, a location for its own record, tags. */
final class ResourceGroups implements TypeRow {

    private static final Shape SHAPE = Shape.empty().readOnly("provisioningState");

    @Override
    public ResourceType type() {
        return ResourceType.GROUP;
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public Admission admit(Wanted wanted, Resources cloud) {
        return new Admission(wanted.body());
    }
}
