package fairlead.cloud;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.Resources;
import java.util.Optional;

/** Which machine a NIC belongs to, and which NICs a machine has. */
public final class MachinePlaces {

    private MachinePlaces() {}

    /** The machine that a NIC is attached to. */
    public static Optional<Resource> of(Resources cloud, Resource nic) {
        if (nic.id().type().equals(KnownTypes.SCALE_SET_NIC)) {
            return cloud.find(nic.id().parent().orElseThrow());
        }
        return cloud.referrers(nic.id(), KnownTypes.VIRTUAL_MACHINE).findFirst();
    }

    /** The NICs of a machine, the primary one first. */
    static java.util.List<Resource> nics(Resources cloud, Resource machine) {
        if (machine.id().type().equals(KnownTypes.SCALE_SET_VM)) {
            return cloud.children(machine.id(), "networkInterfaces").toList();
        }
        var ids = new java.util.ArrayList<ArmId>();
        for (var nic : machine.properties().path("networkProfile").path("networkInterfaces")) {
            boolean primary = nic.path("properties").path("primary").asBoolean(false);
            ids.add(primary ? 0 : ids.size(), ArmId.parse(nic.path("id").asString()));
        }
        return ids.stream().flatMap(id -> cloud.find(id).stream()).toList();
    }
}
