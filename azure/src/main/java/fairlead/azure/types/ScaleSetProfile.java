package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resources;
import fairlead.azure.types.TypeRow.Wanted;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** Judges the model in a PUT of a scale set, before any instance is made from it. */
final class ScaleSetProfile {

    private static final String PROFILE = "properties.virtualMachineProfile";
    private static final String NIC_CONFIGURATIONS =
            PROFILE + ".networkProfile.networkInterfaceConfigurations";

    private ScaleSetProfile() {}

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
        InternalDomain.judge(
                nic.object("properties").object("dnsSettings"), path + ".properties.dnsSettings");
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
}
