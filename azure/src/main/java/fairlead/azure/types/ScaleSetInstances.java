package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** An instance of a scale set. It is made by its set; a PUT changes its protection and tags. */
final class ScaleSetInstances implements TypeRow {

    /** What an instance has from its set's model as it stands. */
    static final Set<String> FROM_MODEL =
            Set.of(
                    "storageProfile",
                    "securityProfile",
                    "diagnosticsProfile",
                    "licenseType",
                    "userData");

    private static final Shape SHAPE =
            MachineShapes.machine(MachineShapes.STORAGE)
                    .object("hardwareProfile", MachineShapes.hardware())
                    .opaque("additionalCapabilities")
                    .object("osProfile", MachineShapes.osProfile("computerName"))
                    .object(
                            "networkProfile",
                            Shape.empty().objects("networkInterfaces", MachineShapes.NIC_REFERENCE))
                    .object(
                            "networkProfileConfiguration",
                            Shape.empty()
                                    .objects(
                                            "networkInterfaceConfigurations",
                                            MachineShapes.MODEL_NIC))
                    .object(
                            "protectionPolicy",
                            Shape.empty().flag("protectFromScaleIn", "protectFromScaleSetActions"))
                    .readOnly("latestModelApplied", "modelDefinitionApplied", "vmId")
                    .readOnly("instanceView", "availabilitySet", "resilientVMDeletionStatus")
                    .readOnly("provisioningState")
                    .later("2022-11-01", "resilientVMDeletionStatus");

    private static final Shape ENVELOPE =
            Envelope.with("sku", "plan", "identity", "zones").later("2022-11-01", "etag");

    @Override
    public ResourceType type() {
        return Types.INSTANCES;
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public Placement placement() {
        return Placement.REGIONAL;
    }

    @Override
    public Shape envelope() {
        return ENVELOPE;
    }

    @Override
    public Admission admit(Wanted wanted, Resources cloud) throws RefusedException {
        var old =
                wanted.existing()
                        .orElseThrow(() ->
                                Refusal.parameter(
                                        "instanceId",
                                        "An instance of a scale set is made by raising the"
                                                + " capacity of the set."));
        var body = old.body().deepCopy();
        wanted.body().optional("tags").ifPresent(tags -> body.set("tags", tags));
        wanted.properties()
                .optional("protectionPolicy")
                .ifPresent(policy ->
                        body.withObjectProperty("properties").set("protectionPolicy", policy));
        return new Admission(body);
    }

    @Override
    public ObjectNode computed(Resource instance, Resources cloud) {
        var set = cloud.find(instance.id().parent().orElseThrow()).orElseThrow();
        boolean latest = model(set).equals(model(instance));
        return instance.body()
                .objectNode()
                .put("latestModelApplied", latest)
                .put("modelDefinitionApplied", "VirtualMachineScaleSet")
                .put("vmId", Derived.guid(instance));
    }

    private static Object model(Resource resource) {
        return resource.body().path(Envelope.KEPT).path(ScaleSets.MODEL);
    }

    /** The set's capacity goes down by one. */
    @Override
    public List<Change> leave(Resource instance, Resources cloud) {
        ArmId set = instance.id().parent().orElseThrow();
        return List.of(ScaleSets.shrunk(cloud.find(set).orElseThrow(), 1));
    }
}
