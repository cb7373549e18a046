package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.Resources;
import fairlead.azure.types.TypeRow.Change;
import fairlead.azure.types.TypeRow.Wanted;
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

    private static final String PROFILE = "properties.virtualMachineProfile";
    private static final String NIC_CONFIGURATIONS =
            PROFILE + ".networkProfile.networkInterfaceConfigurations";

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

    /** Judges the model of a PUT and fills in its defaults. */
    static void complete(Wanted wanted, Resources cloud) throws RefusedException {
        var properties = wanted.properties();
        var fields = wanted.fields();
        if (fields.text("orchestrationMode").orElse("Uniform").equals("Flexible")) {
            throw Refusal.lacking("properties.orchestrationMode", "Flexible orchestration");
        }
        properties.put("orchestrationMode", "Uniform");
        var policy = properties.withObjectProperty("upgradePolicy");
        if (!policy.has("mode")) {
            policy.put("mode", "Manual");
        }
        var profile = properties.withObjectProperty("virtualMachineProfile");
        var os = profile.withObjectProperty("osProfile");
        if (!os.has("computerNamePrefix")) {
            os.put("computerNamePrefix", wanted.id().name());
        }
        MachineShapes.judge(new Fields(os), PROFILE + ".osProfile");
        var nics =
                new Fields(profile)
                        .object("networkProfile")
                        .objects("networkInterfaceConfigurations");
        if (nics.isEmpty()) {
            throw Refusal.missing(NIC_CONFIGURATIONS);
        }
        onePrimary(nics, NIC_CONFIGURATIONS);
        for (int i = 0; i < nics.size(); i++) {
            completeNic(wanted, nics.get(i), NIC_CONFIGURATIONS + "[" + i + "]", cloud);
        }
    }

    private static void completeNic(Wanted wanted, Fields nic, String path, Resources cloud)
            throws RefusedException {
        var properties = nic.node().withObjectProperty("properties");
        properties.put("enableIPForwarding", nic.object("properties").flag("enableIPForwarding"));
        properties.put(
                "enableAcceleratedNetworking",
                nic.object("properties").flag("enableAcceleratedNetworking"));
        var configurations = new Fields(properties).objects("ipConfigurations");
        if (configurations.isEmpty()) {
            throw Refusal.missing(path + ".properties.ipConfigurations");
        }
        onePrimary(configurations, path + ".properties.ipConfigurations");
        var subnets = new HashSet<ArmId>();
        for (int i = 0; i < configurations.size(); i++) {
            var at = path + ".properties.ipConfigurations[" + i + "].properties";
            var one = configurations.get(i).object("properties");
            var subnet =
                    one.reference("subnet").orElseThrow(() -> Refusal.missing(at + ".subnet.id"));
            subnets.add(subnet);
            var vnet = cloud.find(subnet.parent().orElseThrow()).orElseThrow();
            if (!vnet.body().path("location").equals(wanted.body().path("location"))) {
                throw Refusal.dangling(at + ".subnet.id", subnet);
            }
            if (Subnets.isForRouteServer(subnet)) {
                throw IpConfigurations.reserved(subnet);
            }
            if (one.node().has("publicIPAddressConfiguration")) {
                throw Refusal.lacking(
                        at + ".publicIPAddressConfiguration", "A public address per instance");
            }
            if (one.text("privateIPAddressVersion").orElse("IPv4").equals("IPv6")) {
                throw Refusal.lacking(at + ".privateIPAddressVersion", "IPv6");
            }
            one.node().put("privateIPAddressVersion", "IPv4");
        }
        if (subnets.size() > 1) {
            throw RefusedException.badRequest(
                    "IpConfigurationsOnSameNicCannotUseDifferentSubnets",
                    "IP configurations at " + path + " are in different subnets: " + subnets);
        }
    }

    /** Names are there and differ; the only member, or else the one that says so, is primary. */
    private static void onePrimary(List<Fields> members, String path) throws RefusedException {
        var names = new HashSet<String>();
        long primaries = 0;
        for (var member : members) {
            var name = member.text("name").orElseThrow(() -> Refusal.missing(path + ".name"));
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                throw Refusal.content(path, "Two members are named '" + name + "'.");
            }
            var properties = member.node().withObjectProperty("properties");
            properties.put(
                    "primary", members.size() == 1 || new Fields(properties).flag("primary"));
            primaries += new Fields(properties).flag("primary") ? 1 : 0;
        }
        if (primaries != 1) {
            throw RefusedException.badRequest(
                    "VirtualMachineMustHaveOneNetworkInterfaceAsPrimary",
                    "Exactly one member at " + path + " must be primary.");
        }
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
                .put("privateIPAllocationMethod", "Dynamic");
        return document;
    }
}
