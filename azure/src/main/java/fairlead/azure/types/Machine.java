package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.Resource;
import java.util.List;
import java.util.Optional;

/**
 * A virtual machine, or an instance of a scale set, as it is stored.
 *
 * @param name as people say it: {@code vm1}, {@code nva_0}
 * @param computerName what it calls itself: {@code vm1}, {@code nva000000}
 * @param customData base64, for its first boot
 * @param nics the primary one first
 */
public record Machine(
        ArmId id,
        int serial,
        String name,
        String computerName,
        String vmId,
        String size,
        Image image,
        Optional<String> adminUsername,
        List<String> sshKeys,
        Optional<String> customData,
        Optional<String> userData,
        List<ArmId> nics) {

    public Machine {
        sshKeys = List.copyOf(sshKeys);
        nics = List.copyOf(nics);
    }

    /** What a machine was made from; empty texts where the request named none. */
    public record Image(String publisher, String offer, String sku, String version) {}

    /**
     * Reads a stored {@code Microsoft.Compute/virtualMachines} or {@code
     * .../virtualMachineScaleSets/virtualMachines}.
     */
    public static Machine of(Resource machine) {
        var fields = Fields.of(machine);
        var os = fields.object("osProfile");
        var image = fields.object("storageProfile").object("imageReference");
        return new Machine(
                machine.id(),
                machine.serial(),
                Documents.nameOf(machine),
                os.needed("computerName"),
                Derived.guid(machine),
                fields.object("hardwareProfile").needed("vmSize"),
                new Image(
                        image.text("publisher").orElse(""),
                        image.text("offer").orElse(""),
                        image.text("sku").orElse(""),
                        image.text("version").orElse("")),
                os.text("adminUsername"),
                os.object("linuxConfiguration").object("ssh").objects("publicKeys").stream()
                        .flatMap(key -> key.text("keyData").stream())
                        .toList(),
                os.text("customData"),
                fields.text("userData"),
                VirtualMachines.nics(machine));
    }
}
