package fairlead.cloud;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import fairlead.azure.types.Machine;
import fairlead.azure.types.NetworkInterface;
import fairlead.azure.types.Types;
import java.util.List;
import java.util.Optional;

/** Which machine a NIC belongs to, and which NICs a machine has. */
public final class MachinePlaces {

    /** The types of machine: each has a sandbox of its own. */
    public static final List<ResourceType> MACHINES =
            List.of(Types.VIRTUAL_MACHINES, Types.INSTANCES);

    /** The types of NIC. */
    public static final List<ResourceType> NICS = List.of(Types.NICS, Types.INSTANCE_NICS);

    private MachinePlaces() {}

    static boolean isMachine(ResourceType type) {
        return MACHINES.contains(type);
    }

    static boolean isNic(ResourceType type) {
        return NICS.contains(type);
    }

    /** The machine that a NIC is attached to. */
    public static Optional<Resource> machineOf(Resource nic, Resources cloud) {
        return NetworkInterface.of(nic, cloud).machine().flatMap(cloud::find);
    }

    /** The NICs of a machine that exist, the primary one first. */
    static List<Resource> nicsOf(Resource machine, Resources cloud) {
        return Machine.of(machine).nics().stream()
                .flatMap(nic -> cloud.find(nic).stream())
                .toList();
    }

    /** How the guest calls a NIC of its machine: {@code eth0} is the primary one. */
    static String device(Resource machine, ArmId nic) {
        return "eth" + Math.max(0, Machine.of(machine).nics().indexOf(nic));
    }
}
