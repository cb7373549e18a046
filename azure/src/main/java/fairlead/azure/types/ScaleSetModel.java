package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.Resources;
import fairlead.azure.types.TypeRow.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * From a scale set's model to its instances. Lives as long as one request: addresses that it gives
 * away are taken for the next instance.
 */
final class ScaleSetModel {

    private final ArmId set;
    private final ObjectNode body;
    private final Fields profile;
    private final Resources cloud;
    private final Map<ArmId, SubnetAddresses> addresses = new HashMap<>();

    /**
     * @param body of the scale set, admitted
     */
    ScaleSetModel(ArmId set, ObjectNode body, Resources cloud) {
        this.set = set;
        this.body = body;
        this.cloud = cloud;
        this.profile = new Fields(body).object("properties").object("virtualMachineProfile");
    }

    /**
     * What puts instance {@code name} into the state that the model asks for: a new one gets a name
     * and addresses; one that stands keeps both, and its custom data.
     */
    List<Change> instance(String name) throws RefusedException {
        var id = set.child("virtualMachines", name);
        var existing = cloud.find(id);
        var changes = new ArrayList<Change>();
        var nics = new ArrayList<Change>();
        var references = body.arrayNode();
        var wanted = new HashSet<ArmId>();
        var configurations =
                profile.object("networkProfile").objects("networkInterfaceConfigurations");
        for (var configuration : configurations) {
            var nic = id.child("networkInterfaces", configuration.needed("name"));
            wanted.add(nic);
            references
                    .addObject()
                    .put("id", nic.toString())
                    .putObject("properties")
                    .put("primary", configuration.object("properties").flag("primary"));
            nics.addAll(nic(nic, configuration.object("properties")));
        }
        var instance = machine(name, existing);
        var properties = instance.withObjectProperty("properties");
        properties.putObject("networkProfile").set("networkInterfaces", references);
        changes.add(new Change.Put(id, instance));
        cloud.children(id, "networkInterfaces")
                .filter(nic -> !wanted.contains(nic.id()))
                .forEach(nic -> changes.add(new Change.Remove(nic.id())));
        changes.addAll(nics);
        return changes;
    }

    private ObjectNode machine(String name, Optional<Resource> existing) {
        var instance = body.objectNode();
        for (var member : List.of("location", "tags", "zones")) {
            body.optional(member).ifPresent(value -> instance.set(member, value));
        }
        var sku = body.path("sku");
        instance.putObject("sku")
                .put("name", sku.path("name").asString())
                .put("tier", sku.path("tier").asString());
        instance.put("instanceId", name);
        var properties = instance.putObject("properties");
        profile.node()
                .properties()
                .forEach(member -> {
                    if (ScaleSetInstances.FROM_MODEL.contains(member.getKey())) {
                        properties.set(member.getKey(), member.getValue());
                    }
                });
        properties.putObject("hardwareProfile").put("vmSize", sku.path("name").asString());
        properties.set("osProfile", osProfile(name, existing));
        properties
                .putObject("networkProfileConfiguration")
                .set(
                        "networkInterfaceConfigurations",
                        profile.object("networkProfile")
                                .node()
                                .get("networkInterfaceConfigurations"));
        existing.map(Resource::properties)
                .flatMap(old -> old.optional("protectionPolicy"))
                .ifPresent(policy -> properties.set("protectionPolicy", policy));
        instance.putObject(Envelope.KEPT)
                .set(ScaleSets.MODEL, body.path(Envelope.KEPT).path(ScaleSets.MODEL));
        return instance;
    }

    private ObjectNode osProfile(String name, Optional<Resource> existing) {
        var os = profile.object("osProfile").node().deepCopy();
        var prefix = os.remove("computerNamePrefix").asString();
        os.put("computerName", prefix + sixDigits(Integer.parseInt(name)));
        existing.ifPresent(old -> {
            os.remove("customData");
            Fields.of(old)
                    .object("osProfile")
                    .text("customData")
                    .ifPresent(data -> os.put("customData", data));
        });
        return os;
    }

    /** {@code 00000A} for 10: Azure counts computer names in base 36. */
    private static String sixDigits(int number) {
        var digits = Integer.toString(number, 36).toUpperCase(Locale.ROOT);
        return "0".repeat(Math.max(0, 6 - digits.length())) + digits;
    }

    private List<Change> nic(ArmId id, Fields configuration) throws RefusedException {
        var nic = body.objectNode();
        body.optional("location").ifPresent(location -> nic.set("location", location));
        var properties = nic.putObject("properties");
        configuration
                .node()
                .properties()
                .forEach(member -> {
                    if (ScaleSetNics.FROM_MODEL.contains(member.getKey())) {
                        properties.set(member.getKey(), member.getValue().deepCopy());
                    }
                });
        NetworkInterfaces.fillIn(properties);
        var changes = new ArrayList<Change>();
        changes.add(new Change.Put(id, nic));
        var wanted = new HashSet<ArmId>();
        for (var one : configuration.objects("ipConfigurations")) {
            var child = id.child("ipConfigurations", one.needed("name"));
            wanted.add(child);
            changes.add(new Change.Put(child, ipConfiguration(child, one.object("properties"))));
        }
        cloud.children(id, "ipConfigurations")
                .filter(old -> !wanted.contains(old.id()))
                .forEach(old -> changes.add(new Change.Remove(old.id())));
        return changes;
    }

    private ObjectNode ipConfiguration(ArmId id, Fields configuration) throws RefusedException {
        var subnet = configuration.reference("subnet").orElseThrow();
        var before =
                cloud.find(id)
                        .map(Fields::of)
                        .filter(old -> old.reference("subnet").equals(Optional.of(subnet)))
                        .flatMap(old -> old.address("privateIPAddress"));
        var address =
                before.isPresent()
                        ? before.get()
                        : addresses
                                .computeIfAbsent(subnet, at -> SubnetAddresses.of(at, cloud))
                                .takeLowest(id);
        var document = body.objectNode();
        document.putObject("properties")
                .setAll(configuration.node())
                .put("privateIPAddress", address.toString())
                .put("privateIPAllocationMethod", "Dynamic")
                .remove(List.of("loadBalancerInboundNatPools", "publicIPAddressConfiguration"));
        return document;
    }
}
