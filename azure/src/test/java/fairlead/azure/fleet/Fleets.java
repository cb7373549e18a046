package fairlead.azure.fleet;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.fleet.Seen.HubState;
import fairlead.azure.fleet.Seen.Peering;
import fairlead.azure.fleet.Wanted.Instance;
import fairlead.azure.fleet.Wanted.Readiness;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;
import java.util.stream.IntStream;

/** Fleets for tests: AS 65001 in 10.1.2.0/24. */
final class Fleets {

    static final Asn ASN = new Asn(65001);
    static final Prefix SUBNET = Prefix.parse("10.1.2.0/24");

    private static final ArmId GROUP = ArmId.group("s", "g");

    private Fleets() {}

    static Wanted wanted(Instance... instances) {
        return wanted(List.of(instances), 8);
    }

    static Wanted wanted(List<Instance> instances, int limit) {
        return new Wanted(
                GROUP.resource(new ResourceType("Microsoft.Network/virtualHubs"), "rs"),
                GROUP.resource(
                        new ResourceType("Microsoft.Compute/virtualMachineScaleSets"), "nva"),
                ASN,
                List.of(SUBNET),
                instances,
                limit);
    }

    /** Instances {@code nva_FIRST...}, as many as {@code count}. */
    static Wanted scaled(int count, int first) {
        return wanted(
                IntStream.range(first, first + count)
                        .mapToObj(i -> instance("nva_" + i, "10.1.2." + (4 + i)))
                        .toList(),
                8);
    }

    static List<Peering> peerings(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> peering("nva_" + i, "10.1.2." + (4 + i)))
                .toList();
    }

    static Instance instance(String name, String address) {
        return instance(name, address, Readiness.READY);
    }

    static Instance instance(String name, String address, Readiness readiness) {
        return new Instance(name, IpAddress.parse(address), readiness);
    }

    static Peering peering(String name, String address) {
        return peering(name, address, ProvisioningState.SUCCEEDED);
    }

    static Peering peering(String name, String address, ProvisioningState state) {
        return new Peering(name, IpAddress.parse(address), ASN, state);
    }

    static Peering peering(String name, String address, Asn asn) {
        return new Peering(name, IpAddress.parse(address), asn, ProvisioningState.SUCCEEDED);
    }

    static Seen seen(List<Peering> peerings) {
        return new Seen(HubState.READY, peerings);
    }

    static Step creation(String name, String address) {
        return new Step.CreatePeering(name, IpAddress.parse(address), ASN);
    }

    static Step deletion(String name) {
        return new Step.DeletePeering(name);
    }

    /** The steps that change something. */
    static List<Step> writes(Decision decision) {
        return decision.steps().stream().filter(s -> !(s instanceof Step.WaitFor)).toList();
    }
}
