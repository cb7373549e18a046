package fairlead.azure.types;

import fairlead.azure.arm.RefusedException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** What virtual machines, scale sets and their instances have in common. */
final class MachineShapes {

    private static final int LONGEST_CUSTOM_DATA = 87_380;

    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,63}");
    private static final Pattern USER_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,31}");

    private static final Shape LINUX =
            Shape.empty()
                    .flag("disablePasswordAuthentication", "provisionVMAgent")
                    .flag("enableVMAgentPlatformUpdates")
                    .object(
                            "ssh",
                            Shape.empty()
                                    .objects("publicKeys", Shape.empty().text("path", "keyData")))
                    .opaque("patchSettings");

    /** One IP configuration of a scale set's model. */
    private static final Shape MODEL_IP_CONFIGURATION =
            Shape.empty()
                    .text("name")
                    .object(
                            "properties",
                            Shape.empty()
                                    .reference("subnet", Types.SUBNETS)
                                    .flag("primary")
                                    .choice("privateIPAddressVersion", "IPv4", "IPv6")
                                    .opaque("publicIPAddressConfiguration")
                                    .opaque("applicationGatewayBackendAddressPools")
                                    .opaque("applicationSecurityGroups")
                                    .references(
                                            "loadBalancerBackendAddressPools", Types.BACKEND_POOLS)
                                    .references(
                                            "loadBalancerInboundNatPools",
                                            Types.INBOUND_NAT_POOLS));

    /** One NIC of a scale set's model. */
    static final Shape MODEL_NIC =
            Shape.empty()
                    .text("name")
                    .opaque("tags")
                    .later("2024-11-01", "tags")
                    .object(
                            "properties",
                            Shape.empty()
                                    .flag("primary", "enableAcceleratedNetworking")
                                    .flag("enableIPForwarding", "disableTcpStateTracking")
                                    .flag("enableFpga")
                                    .reference("networkSecurityGroup", Types.SECURITY_GROUPS)
                                    .object("dnsSettings", Shape.empty().texts("dnsServers"))
                                    .objects("ipConfigurations", MODEL_IP_CONFIGURATION)
                                    .choice("deleteOption", "Delete", "Detach")
                                    .opaque("auxiliaryMode", "auxiliarySku")
                                    .later("2022-11-01", "auxiliaryMode", "auxiliarySku"));

    /** References to NICs, each with what is said about it. */
    static final Shape NIC_REFERENCE =
            Shape.empty()
                    .text("id")
                    .object(
                            "properties",
                            Shape.empty()
                                    .flag("primary")
                                    .choice("deleteOption", "Delete", "Detach"));

    /** The disks of one machine. */
    static final Shape STORAGE =
            storage("encryptionSettings", "vhd")
                    .flag("alignRegionalDisksToVMZone")
                    .later("2022-11-01", "alignRegionalDisksToVMZone");

    /** The disks of a model. */
    static final Shape MODEL_STORAGE = storage("vhdContainers");

    private MachineShapes() {}

    /**
     * What machines and models of machines have.
     *
     * @param storage {@link #STORAGE} or {@link #MODEL_STORAGE}
     */
    static Shape machine(Shape storage) {
        return Shape.empty()
                .object("storageProfile", storage)
                .opaque("securityProfile", "diagnosticsProfile")
                .text("licenseType")
                .secret("userData")
                .readOnly("timeCreated")
                .later("2022-11-01", "timeCreated");
    }

    private static Shape storage(String... ofOsDisk) {
        return Shape.empty()
                .opaque("imageReference", "dataDisks")
                .text("diskControllerType")
                .object(
                        "osDisk",
                        Shape.empty()
                                .text("name")
                                .choice("osType", "Windows", "Linux")
                                .choice("caching", "None", "ReadOnly", "ReadWrite")
                                .choice(
                                        "createOption",
                                        "FromImage",
                                        "Empty",
                                        "Attach",
                                        "Copy",
                                        "Restore")
                                .choice("deleteOption", "Delete", "Detach")
                                .number("diskSizeGB", 0, 4095)
                                .flag("writeAcceleratorEnabled")
                                .opaque("image", "managedDisk", "diffDiskSettings")
                                .opaque(ofOsDisk));
    }

    /** The size of one machine. */
    static Shape hardware() {
        return Shape.empty().text("vmSize").opaque("vmSizeProperties");
    }

    /** Adds how machines are paid for, kept and looked after. */
    static Shape offered(Shape shape) {
        return shape.opaque("billingProfile", "scheduledEventsProfile")
                .opaque("capacityReservation", "applicationProfile")
                .text("priority", "evictionPolicy");
    }

    /**
     * @param name {@code computerName} or {@code computerNamePrefix}
     */
    static Shape osProfile(String name) {
        return Shape.empty()
                .text(name, "adminUsername")
                .secret("adminPassword", "customData")
                .object("linuxConfiguration", LINUX)
                .opaque("windowsConfiguration", "secrets")
                .flag("allowExtensionOperations", "requireGuestProvisionSignal");
    }

    /** Judges an OS profile of either kind. */
    static void judge(Fields osProfile, String path) throws RefusedException {
        if (osProfile.node().has("windowsConfiguration")) {
            throw Refusal.lacking(path + ".windowsConfiguration", "Windows");
        }
        for (var member : List.of("computerName", "computerNamePrefix")) {
            var name = osProfile.text(member).orElse("a");
            if (!HOST_NAME.matcher(name).matches()) {
                throw Refusal.parameter(
                        path + "." + member,
                        "'"
                                + name
                                + "' is no Linux host name: up to 64 letters, digits, periods and"
                                + " hyphens, a letter or digit first.");
            }
        }
        var user = osProfile.text("adminUsername").orElse("a");
        if (!USER_NAME.matcher(user).matches() || user.equals("root")) {
            throw Refusal.parameter(
                    path + ".adminUsername", "The Admin Username '" + user + "' is not allowed.");
        }
        var customData = osProfile.text("customData");
        if (customData.isPresent() && !isBase64(customData.get())) {
            throw Refusal.parameter(
                    path + ".customData",
                    "Custom data in OSProfile must be in Base64 encoding and with a maximum length"
                            + " of "
                            + LONGEST_CUSTOM_DATA
                            + " characters.");
        }
    }

    private static boolean isBase64(String text) {
        if (text.length() > LONGEST_CUSTOM_DATA) {
            return false;
        }
        try {
            Base64.getDecoder().decode(text);
            return true;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
