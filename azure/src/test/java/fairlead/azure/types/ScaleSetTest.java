package fairlead.azure.types;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.types.TypeRow.Change;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleSetTest {

    private final SmallCloud cloud = Baseline.cloud();

    private void scale(int capacity) {
        cloud.put(
                Baseline.SET,
                "{'location':'westeurope','sku':{'name':'Standard_B1s','capacity':%d}}"
                        .formatted(capacity));
    }

    private List<String> names() {
        return ScaleSets.instances(cloud.get(Baseline.SET).id(), cloud).stream()
                .map(one -> Machine.of(one).name())
                .toList();
    }

    private List<String> addresses() {
        return ScaleSets.instances(cloud.get(Baseline.SET).id(), cloud).stream()
                .map(ScaleSetTest::nic)
                .map(nic -> NetworkInterface.of(cloud.get(nic), cloud))
                .map(nic -> nic.ipConfigurations().getFirst().address().toString())
                .toList();
    }

    private static String nic(Resource instance) {
        return instance.id() + "/networkInterfaces/nic";
    }

    private static String instance(int id) {
        return Baseline.SET + "/virtualMachines/" + id;
    }

    @Test
    void instancesCountFromZeroAndTakeTheLowestAddresses() {
        assertThat(names()).containsExactly("nva_0", "nva_1", "nva_2");
        assertThat(addresses()).containsExactly("10.1.2.4", "10.1.2.5", "10.1.2.6");
    }

    @Test
    void scalingWithSkuAloneKeepsTheModelAndTheInstances() {
        var before = cloud.document(instance(1));
        scale(8);
        assertThat(names())
                .containsExactly(
                        "nva_0", "nva_1", "nva_2", "nva_3", "nva_4", "nva_5", "nva_6", "nva_7");
        assertThat(addresses()).endsWith("10.1.2.10", "10.1.2.11");
        assertThat(cloud.document(instance(1))).isEqualTo(before);
        assertThat(cloud.shown(Baseline.SET, "/sku/capacity").intValue()).isEqualTo(8);
        assertThat(cloud.shown(Baseline.SET, "/properties/virtualMachineProfile").isEmpty())
                .isFalse();
    }

    @Test
    void theNewestGoFirstAndTheirIdsAreNotUsedAgain() {
        scale(8);
        scale(4);
        assertThat(names()).containsExactly("nva_0", "nva_1", "nva_2", "nva_3");
        scale(5);
        assertThat(names()).endsWith("nva_8");
        assertThat(addresses()).endsWith("10.1.2.8");
        scale(6);
        assertThat(names()).endsWith("nva_8", "nva_9");
    }

    @Test
    void protectedInstancesStayAndOldestVmTurnsTheOrder() {
        cloud.put(
                instance(2),
                "{'location':'westeurope','properties':{'protectionPolicy':{'protectFromScaleIn':true}}}");
        scale(2);
        assertThat(names()).containsExactly("nva_0", "nva_2");
        cloud.put(
                Baseline.SET,
                Baseline.scaleSet(1)
                        .replace("'overprovision':true", "'scaleInPolicy':{'rules':['OldestVM']}"));
        assertThat(names()).containsExactly("nva_2");
    }

    @Test
    void deletedInstancesTakeTheCapacityWithThemAndFreeTheirAddresses() throws RefusedException {
        var set = cloud.get(Baseline.SET);
        cloud.apply(cloud.catalogue.deleteInstances(set, List.of("0"), cloud));
        assertThat(names()).containsExactly("nva_1", "nva_2");
        assertThat(cloud.shown(Baseline.SET, "/sku/capacity").intValue()).isEqualTo(2);
        scale(3);
        assertThat(names()).containsExactly("nva_1", "nva_2", "nva_3");
        assertThat(addresses()).containsExactly("10.1.2.5", "10.1.2.6", "10.1.2.4");
        cloud.delete(instance(3));
        assertThat(cloud.shown(Baseline.SET, "/sku/capacity").intValue()).isEqualTo(2);
    }

    @Test
    void anUnknownInstanceIsRefused() {
        var set = cloud.get(Baseline.SET);
        assertThat(
                        SmallCloud.refused(
                                () -> cloud.catalogue.deleteInstances(set, List.of("9"), cloud)))
                .isEqualTo("InvalidParameter");
        assertThat(SmallCloud.refused(() -> cloud.catalogue.applyModel(set, List.of("9"), cloud)))
                .isEqualTo("InvalidParameter");
    }

    @Test
    void aModelReachesStandingInstancesOnlyWhenItIsApplied() throws RefusedException {
        var nic = instance(0) + "/networkInterfaces/nic";
        assertThat(cloud.shown(nic, "/properties/enableIPForwarding").booleanValue()).isTrue();
        cloud.put(
                Baseline.SET,
                Baseline.scaleSet(3)
                        .replace("'enableIpForwarding':true", "'enableIPForwarding':false"));
        assertThat(cloud.shown(nic, "/properties/enableIPForwarding").booleanValue()).isTrue();
        assertThat(cloud.shown(instance(0), "/properties/latestModelApplied").booleanValue())
                .isFalse();

        cloud.apply(cloud.catalogue.applyModel(cloud.get(Baseline.SET), List.of("0"), cloud));

        assertThat(cloud.shown(nic, "/properties/enableIPForwarding").booleanValue()).isFalse();
        assertThat(cloud.shown(instance(0), "/properties/latestModelApplied").booleanValue())
                .isTrue();
        assertThat(cloud.shown(instance(1), "/properties/latestModelApplied").booleanValue())
                .isFalse();
        assertThat(addresses()).containsExactly("10.1.2.4", "10.1.2.5", "10.1.2.6");
    }

    @Test
    void anAutomaticPolicyAppliesTheModelAtOnce() {
        cloud.put(
                Baseline.SET,
                Baseline.scaleSet(3)
                        .replace("'mode':'manual'", "'mode':'Automatic'")
                        .replace("'enableIpForwarding':true", "'enableIPForwarding':false"));
        assertThat(cloud.shown(instance(2), "/properties/latestModelApplied").booleanValue())
                .isTrue();
    }

    @Test
    void anInstanceIsNamedAsAzureNamesIt() {
        scale(11);
        var document = cloud.document(instance(10));
        assertThat(document.path("name").stringValue()).isEqualTo("nva_10");
        assertThat(document.path("instanceId").stringValue()).isEqualTo("10");
        assertThat(document.at("/properties/osProfile/computerName").stringValue())
                .isEqualTo("nva00000A");
        assertThat(document.at("/properties/networkProfile/networkInterfaces/0/id").stringValue())
                .isEqualTo(instance(10) + "/networkInterfaces/nic");
        assertThat(document.path("type").stringValue())
                .isEqualTo("Microsoft.Compute/virtualMachineScaleSets/virtualMachines");
    }

    @Test
    void customDataIsKeptForTheBootAndShownToNobody() {
        assertThat(Machine.of(cloud.get(instance(0))).customData())
                .contains("I2Nsb3VkLWNvbmZpZwo=");
        for (var id : List.of(instance(0), Baseline.SET, Baseline.VM)) {
            assertThat(cloud.document(id).toString())
                    .doesNotContain("customData")
                    .doesNotContain("kept");
        }
        cloud.put(Baseline.SET, cloud.document(Baseline.SET));
        scale(4);
        assertThat(Machine.of(cloud.get(instance(3))).customData()).isPresent();
    }

    @Test
    void anEmptySetStillHoldsItsSubnet() {
        scale(0);
        assertThat(names()).isEmpty();
        assertThat(cloud.refusalOfDelete(Baseline.NVAS)).isEqualTo("InUseSubnetCannotBeDeleted");
        scale(1);
        assertThat(names()).containsExactly("nva_3");
        assertThat(addresses()).containsExactly("10.1.2.4");
    }

    @Test
    void aThousandInstancesAreMadeAtOnce() {
        var wide = Baseline.VNET + "/subnets/wide";
        cloud.put(wide, RefusalTest.subnet("10.1.64.0/20"));
        cloud.put(Baseline.SET + "2", Baseline.scaleSet(1000).replace(Baseline.NVAS, wide));
        assertThat(
                        cloud.shown(
                                        Baseline.SET
                                                + "2/virtualMachines/999/networkInterfaces/nic",
                                        "/properties/ipConfigurations/0/properties/privateIPAddress")
                                .stringValue())
                .isEqualTo("10.1.67.235");
    }

    @Test
    void aDeletedSetLeavesNothing() {
        cloud.delete(Baseline.BINDING);
        var changes = cloud.delete(Baseline.SET);
        assertThat(changes.getLast())
                .isEqualTo(new Change.Remove(fairlead.azure.arm.ArmId.parse(Baseline.SET)));
        assertThat(cloud.all()).noneMatch(one -> one.id().toString().contains("/nva/"));
        cloud.delete(Baseline.LB);
    }
}
