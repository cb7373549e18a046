package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A NIC: a MAC address and its IP configurations, all in one subnet, one of them primary. */
final class NetworkInterfaces implements TypeRow {

    static final Shape SHAPE =
            Shape.empty()
                    .reference("networkSecurityGroup", Types.SECURITY_GROUPS)
                    .object(
                            "dnsSettings",
                            Shape.empty()
                                    .texts("dnsServers")
                                    .text("internalDnsNameLabel")
                                    .readOnly("appliedDnsServers", "internalFqdn")
                                    .readOnly("internalDomainNameSuffix"))
                    .flag("enableIPForwarding", "enableAcceleratedNetworking")
                    .flag("disableTcpStateTracking")
                    .choice("nicType", "Standard", "Elastic")
                    .choice(
                            "auxiliaryMode",
                            "None",
                            "MaxConnections",
                            "Floating",
                            "AcceleratedConnections")
                    .choice("auxiliarySku", "None", "A1", "A2", "A4", "A8")
                    .choice("migrationPhase", "None", "Prepare", "Commit", "Abort", "Committed")
                    .text("workloadType")
                    .opaque("privateLinkService")
                    .readOnly("virtualMachine", "privateEndpoint", "tapConfigurations")
                    .readOnly("macAddress", "primary", "vnetEncryptionSupported", "hostedWorkloads")
                    .readOnly("defaultOutboundConnectivityEnabled", "dscpConfiguration")
                    .readOnly("resourceGuid", "provisioningState")
                    .later("2022-01-01", "disableTcpStateTracking", "auxiliarySku")
                    .later("2023-11-01", "defaultOutboundConnectivityEnabled");

    private static final Shape ENVELOPE = Envelope.with("extendedLocation");

    @Override
    public ResourceType type() {
        return Types.NICS;
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public List<Inline> inlines() {
        return List.of(new Inline("ipConfigurations", Types.NIC_IP_CONFIGURATIONS));
    }

    /** The first IP configuration is primary unless another one says that it is. */
    @Override
    public ObjectNode complete(ObjectNode properties) {
        var configurations = properties.path("ipConfigurations");
        boolean chosen =
                configurations
                        .valueStream()
                        .anyMatch(member -> isTrue(member.at("/properties/primary")));
        if (!chosen && configurations.get(0) instanceof ObjectNode first) {
            if (!first.path("properties").isObject()) {
                first.putObject("properties");
            }
            first.withObjectProperty("properties").put("primary", true);
        }
        return properties;
    }

    private static boolean isTrue(JsonNode flag) {
        return flag.asString("").equalsIgnoreCase("true");
    }

    @Override
    public Shape envelope() {
        return ENVELOPE;
    }

    @Override
    public Admission admit(Wanted wanted, Resources cloud) throws RefusedException {
        fillIn(wanted.properties());
        InternalDomain.judge(wanted.fields().object("dnsSettings"), "properties.dnsSettings");
        return new Admission(wanted.body());
    }

    /** The members that Azure shows even if nobody set them. */
    static void fillIn(ObjectNode properties) {
        for (var flag :
                List.of(
                        "enableIPForwarding",
                        "enableAcceleratedNetworking",
                        "disableTcpStateTracking")) {
            properties.put(flag, properties.path(flag).asBoolean(false));
        }
        var dns = properties.withObjectProperty("dnsSettings");
        if (!dns.has("dnsServers")) {
            dns.putArray("dnsServers");
        }
        if (!properties.has("nicType")) {
            properties.put("nicType", "Standard");
        }
    }

    /** At least one IP configuration, exactly one primary, all in one subnet. */
    @Override
    public void settle(Resource nic, Resources cloud) throws RefusedException {
        var configurations = cloud.children(nic.id(), "ipConfigurations").map(Fields::of).toList();
        if (configurations.isEmpty()) {
            throw RefusedException.badRequest(
                    "NetworkInterfaceMustHaveAtLeastOneIpConfiguration",
                    "Network interface " + nic.id() + " needs an IP configuration.");
        }
        long primaries = configurations.stream().filter(one -> one.flag("primary")).count();
        if (primaries != 1) {
            throw RefusedException.badRequest(
                    "NetworkInterfaceMustHaveExactlyOnePrimaryIpConfiguration",
                    "Network interface "
                            + nic.id()
                            + " has "
                            + primaries
                            + " primary IP configurations; exactly one must be.");
        }
        var subnets =
                configurations.stream()
                        .flatMap(one -> one.reference("subnet").stream())
                        .collect(Collectors.toSet());
        if (subnets.size() > 1) {
            throw RefusedException.badRequest(
                    "IpConfigurationsOnSameNicCannotUseDifferentSubnets",
                    "IP configurations of network interface "
                            + nic.id()
                            + " are in different subnets: "
                            + subnets);
        }
    }

    @Override
    public ObjectNode computed(Resource nic, Resources cloud) {
        var computed = nic.body().objectNode();
        computed.put("macAddress", Derived.mac(nic).dashed());
        computed.put("resourceGuid", Derived.guid(nic));
        computed.put("vnetEncryptionSupported", false);
        computed.putArray("hostedWorkloads");
        computed.putArray("tapConfigurations");
        computed.set("dnsSettings", dnsSettings(nic, cloud));
        machine(nic.id(), cloud)
                .ifPresent(machine -> {
                    computed.set("virtualMachine", ShapeReader.referenceTo(machine.id()));
                    computed.put(
                            "primary", VirtualMachines.nics(machine).getFirst().equals(nic.id()));
                });
        return computed;
    }

    /** What was asked for, and the domain in which the NIC's machine is known. */
    static ObjectNode dnsSettings(Resource nic, Resources cloud) {
        var settings = Fields.of(nic).object("dnsSettings").node().deepCopy();
        cloud.find(vnet(nic, cloud))
                .ifPresent(
                        vnet -> settings.put("internalDomainNameSuffix", InternalDomain.of(vnet)));
        return settings;
    }

    @Override
    public List<Change> release(Resource nic, Resources cloud) throws RefusedException {
        var machine = machine(nic.id(), cloud);
        if (machine.isPresent()) {
            throw inUse(nic, machine.get());
        }
        return List.of();
    }

    /** The virtual machine that a NIC is attached to. */
    static Optional<Resource> machine(ArmId nic, Resources cloud) {
        return cloud.referrers(nic, Types.VIRTUAL_MACHINES).findFirst();
    }

    /** The refusal to delete a NIC, or to attach it twice. */
    static RefusedException inUse(Resource nic, Resource machine) {
        return RefusedException.badRequest(
                "NicInUse",
                "Network Interface "
                        + nic.id()
                        + " is used by existing resource "
                        + machine.id()
                        + ". In order to delete the network interface, it must be dissociated from"
                        + " the resource. To learn more, see aka.ms/deletenic.");
    }

    /** The subnet of a NIC, of a machine's or of a scale set's. */
    static ArmId subnet(Resource nic, Resources cloud) {
        return cloud.children(nic.id(), "ipConfigurations")
                .findFirst()
                .flatMap(one -> Fields.of(one).reference("subnet"))
                .orElseThrow();
    }

    /** The virtual network of a NIC. */
    static ArmId vnet(Resource nic, Resources cloud) {
        return subnet(nic, cloud).parent().orElseThrow();
    }
}
