package fairlead.azure.metadata;

import static fairlead.azure.metadata.ComputeDocument.text;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The part {@code compute.storageProfile}: what the request for the machine said of its disks. No
 * disk stands behind it.
 */
final class StorageDocument {

    private StorageDocument() {}

    static ObjectNode of(JsonNode properties) {
        var stored = properties.path("storageProfile");
        var document = JsonNodeFactory.instance.objectNode();
        var disks = document.putArray("dataDisks");
        for (var disk : stored.path("dataDisks")) {
            disks.add(disk(disk).put("lun", text(disk.path("lun"))));
        }
        var image = document.putObject("imageReference");
        for (var member : new String[] {"id", "offer", "publisher", "sku", "version"}) {
            image.put(member, text(stored.path("imageReference").path(member)));
        }
        document.set("osDisk", disk(stored.path("osDisk")).put("osType", "Linux"));
        document.putObject("resourceDisk").put("size", "0");
        return document;
    }

    private static ObjectNode disk(JsonNode stored) {
        var disk = JsonNodeFactory.instance.objectNode();
        for (var member : new String[] {"caching", "createOption", "diskSizeGB", "name"}) {
            disk.put(member, text(stored.path(member)));
        }
        disk.putObject("diffDiskSettings")
                .put("option", text(stored.path("diffDiskSettings").path("option")));
        disk.putObject("encryptionSettings").put("enabled", "false");
        disk.putObject("image").put("uri", text(stored.path("image").path("uri")));
        var managed = stored.path("managedDisk");
        disk.putObject("managedDisk")
                .put("id", text(managed.path("id")))
                .put("storageAccountType", text(managed.path("storageAccountType")));
        disk.putObject("vhd").put("uri", text(stored.path("vhd").path("uri")));
        disk.put(
                "writeAcceleratorEnabled",
                Boolean.toString(stored.path("writeAcceleratorEnabled").asBoolean(false)));
        return disk;
    }
}
