package fairlead.azure.types;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A virtual machine and the NICs that it uses. What it does is seen elsewhere. */
final class VirtualMachines implements TypeRow {

    private static final String NICS = "properties.networkProfile.networkInterfaces";

    private static final Shape SHAPE =
            MachineShapes.offered(MachineShapes.machine(MachineShapes.STORAGE))
                    .object("hardwareProfile", MachineShapes.hardware())
                    .opaque("additionalCapabilities", "scheduledEventsPolicy")
                    .later("2022-11-01", "scheduledEventsPolicy")
                    .text("extensionsTimeBudget")
                    .object("osProfile", MachineShapes.osProfile("computerName"))
                    .object(
                            "networkProfile",
                            Shape.empty()
                                    .objects("networkInterfaces", MachineShapes.NIC_REFERENCE)
                                    .text("networkApiVersion")
                                    .opaque("networkInterfaceConfigurations"))
                    .opaque("availabilitySet", "virtualMachineScaleSet", "host", "hostGroup")
                    .opaque("proximityPlacementGroup", "platformFaultDomain")
                    .readOnly("vmId", "instanceView", "provisioningState");

    private static final Shape ENVELOPE =
            Envelope.with("plan", "identity", "zones", "extendedLocation")
                    .later("2022-11-01", "etag");

    private final Limits limits;

    VirtualMachines(Limits limits) {
        this.limits = limits;
    }

    @Override
    public ResourceType type() {
        return Types.VIRTUAL_MACHINES;
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public Shape envelope() {
        return ENVELOPE;
    }

    @Override
    public Admission admit(Wanted wanted, Resources cloud) throws RefusedException {
        var fields = wanted.fields();
        if (fields.object("hardwareProfile").text("vmSize").isEmpty()) {
            throw Refusal.missing("properties.hardwareProfile.vmSize");
        }
        if (wanted.properties().get("storageProfile") instanceof ObjectNode disks
                && !disks.hasNonNull("dataDisks")) {
            disks.putArray("dataDisks");
        }
        var os = wanted.properties().withObjectProperty("osProfile");
        MachineShapes.judge(new Fields(os), "properties.osProfile");
        if (!os.has("computerName")) {
            os.put("computerName", wanted.id().name());
        }
        refuseChanges(wanted.before().object("osProfile"), new Fields(os));
        if (fields.object("networkProfile").node().has("networkInterfaceConfigurations")) {
            throw Refusal.lacking(
                    "properties.networkProfile.networkInterfaceConfigurations",
                    "A NIC that is made with its machine");
        }
        var nics = fields.object("networkProfile").objects("networkInterfaces");
        if (nics.size() > limits.of(Types.NICS)) {
            throw RefusedException.badRequest(
                    "NetworkInterfaceCountExceeded",
                    "The number of network interfaces for virtual machine "
                            + wanted.id().name()
                            + " exceeds the maximum allowed. The number of network interfaces is "
                            + nics.size()
                            + " and the maximum allowed is "
                            + limits.of(Types.NICS)
                            + ".");
        }
        attach(wanted, nics, cloud);
        return new Admission(wanted.body());
    }

    /** What a machine was born with stays. */
    private static void refuseChanges(Fields before, Fields after) throws RefusedException {
        for (var member : List.of("computerName", "adminUsername", "customData")) {
            var old = before.text(member);
            if (old.isPresent() && !old.equals(after.text(member))) {
                throw new RefusedException(
                        409,
                        new ArmError(
                                "PropertyChangeNotAllowed",
                                "Changing property 'osProfile." + member + "' is not allowed.",
                                "osProfile." + member));
            }
        }
    }

    private static void attach(Wanted wanted, List<Fields> references, Resources cloud)
            throws RefusedException {
        if (references.isEmpty()) {
            throw Refusal.missing(NICS);
        }
        var vnets = new HashSet<ArmId>();
        long primaries = 0;
        for (int i = 0; i < references.size(); i++) {
            var reference = references.get(i);
            var path = NICS + "[" + i + "].id";
            var text = reference.text("id").orElseThrow(() -> Refusal.missing(path));
            var id = ArmId.find(text).orElseThrow(() -> Refusal.notAnId(path, text));
            var nic =
                    cloud.find(id)
                            .filter(found -> found.id().type().equals(Types.NICS))
                            .filter(found -> sameRegion(found, wanted.body()))
                            .orElseThrow(() -> Refusal.dangling(path, id));
            refuseTaken(nic, wanted.id(), cloud);
            reference.node().put("id", nic.id().toString());
            primaries += reference.object("properties").flag("primary") ? 1 : 0;
            vnets.add(NetworkInterfaces.vnet(nic, cloud));
        }
        if (references.size() > 1 && primaries != 1) {
            throw RefusedException.badRequest(
                    "VirtualMachineMustHaveOneNetworkInterfaceAsPrimary",
                    "Virtual machine "
                            + wanted.id().name()
                            + " must have one network interface set as the primary.");
        }
        if (vnets.size() > 1) {
            throw RefusedException.badRequest(
                    "SubnetsNotInSameVnet",
                    "The network interfaces of "
                            + wanted.id().name()
                            + " are in different virtual networks: "
                            + vnets);
        }
    }

    private static boolean sameRegion(Resource nic, ObjectNode machine) {
        return nic.body().path("location").equals(machine.path("location"));
    }

    private static void refuseTaken(Resource nic, ArmId machine, Resources cloud)
            throws RefusedException {
        var user = NetworkInterfaces.machine(nic.id(), cloud);
        if (user.isPresent() && !user.get().id().equals(machine)) {
            throw NetworkInterfaces.inUse(nic, user.get());
        }
    }

    @Override
    public ObjectNode computed(Resource machine, Resources cloud) {
        return machine.body().objectNode().put("vmId", Derived.guid(machine));
    }

    /** NICs that are to be deleted with their machine go. */
    @Override
    public List<Change> release(Resource machine, Resources cloud) {
        var gone = new ArrayList<Change>();
        for (var reference : references(machine)) {
            if (reference.object("properties").text("deleteOption").orElse("").equals("Delete")) {
                var nic = ArmId.parse(reference.needed("id"));
                gone.add(new Change.Remove(nic));
                cloud.children(nic, "ipConfigurations")
                        .map(one -> Fields.of(one).reference("publicIPAddress"))
                        .forEach(
                                address -> gone.addAll(PublicIpAddresses.detached(address, cloud)));
            }
        }
        return gone;
    }

    /** The NICs of a machine or an instance of a scale set, the primary one first. */
    static List<ArmId> nics(Resource machine) {
        var nics = new ArrayList<ArmId>();
        for (var reference : references(machine)) {
            var id = ArmId.parse(reference.needed("id"));
            nics.add(reference.object("properties").flag("primary") ? 0 : nics.size(), id);
        }
        return nics;
    }

    private static List<Fields> references(Resource machine) {
        return Fields.of(machine).object("networkProfile").objects("networkInterfaces");
    }
}
