package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** A NIC of an instance of a scale set, made and changed by the set alone. */
final class ScaleSetNics implements TypeRow {

    /** What a NIC has from its set's model as it stands. */
    static final Set<String> FROM_MODEL =
            Set.of(
                    "networkSecurityGroup",
                    "dnsSettings",
                    "enableIPForwarding",
                    "enableAcceleratedNetworking",
                    "disableTcpStateTracking");

    @Override
    public ResourceType type() {
        return Types.INSTANCE_NICS;
    }

    @Override
    public List<String> apiVersions() {
        return ApiVersions.COMPUTE_AND_NETWORK;
    }

    @Override
    public Shape shape() {
        return NetworkInterfaces.SHAPE;
    }

    @Override
    public List<Inline> inlines() {
        return List.of(new Inline("ipConfigurations", Types.INSTANCE_NIC_IP_CONFIGURATIONS));
    }

    @Override
    public Access access() {
        return Access.THROUGH_PARENT;
    }

    @Override
    public Admission admit(Wanted wanted, Resources cloud) {
        return new Admission(wanted.body());
    }

    @Override
    public ObjectNode computed(Resource nic, Resources cloud) {
        ArmId instance = nic.id().parent().orElseThrow();
        var computed = nic.body().objectNode();
        computed.put("macAddress", Derived.mac(nic).dashed());
        computed.put("resourceGuid", Derived.guid(nic));
        computed.put("vnetEncryptionSupported", false);
        computed.putArray("hostedWorkloads");
        computed.putArray("tapConfigurations");
        computed.set("dnsSettings", NetworkInterfaces.dnsSettings(nic, cloud));
        computed.set("virtualMachine", ShapeReader.referenceTo(instance));
        computed.put(
                "primary",
                cloud.find(instance)
                        .filter(one -> VirtualMachines.nics(one).getFirst().equals(nic.id()))
                        .isPresent());
        return computed;
    }
}
