package fairlead.clients;

import static fairlead.clients.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.resourcemanager.compute.fluent.models.VirtualMachineScaleSetInner;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineScaleSetVMInner;
import com.azure.resourcemanager.compute.models.ApiEntityReference;
import com.azure.resourcemanager.compute.models.DiskCreateOptionTypes;
import com.azure.resourcemanager.compute.models.ImageReference;
import com.azure.resourcemanager.compute.models.OrchestrationMode;
import com.azure.resourcemanager.compute.models.Sku;
import com.azure.resourcemanager.compute.models.UpgradeMode;
import com.azure.resourcemanager.compute.models.UpgradePolicy;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetIpConfiguration;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetNetworkConfiguration;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetNetworkProfile;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetOSDisk;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetOSProfile;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetStorageProfile;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetUpdate;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetVMInstanceRequiredIDs;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetVMProfile;
import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceInner;
import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scale sets, their instances, and the interfaces of these. */
@OnCloud
class ScaleSetsTest {

    private static Sku capacity(long machines) {
        return new Sku().withName("Standard_B1s").withCapacity(machines);
    }

    private static VirtualMachineScaleSetInner scaleSet(SubnetInner subnet) {
        var nic =
                new VirtualMachineScaleSetNetworkConfiguration()
                        .withName("nic")
                        .withPrimary(true)
                        .withEnableIpForwarding(true)
                        .withIpConfigurations(
                                List.of(
                                        new VirtualMachineScaleSetIpConfiguration()
                                                .withName("ip")
                                                .withSubnet(
                                                        new ApiEntityReference()
                                                                .withId(subnet.id()))));
        return new VirtualMachineScaleSetInner()
                .withLocation(Sdk.REGION)
                .withSku(capacity(1))
                .withOrchestrationMode(OrchestrationMode.UNIFORM)
                .withUpgradePolicy(new UpgradePolicy().withMode(UpgradeMode.MANUAL))
                .withVirtualMachineProfile(
                        new VirtualMachineScaleSetVMProfile()
                                .withStorageProfile(
                                        new VirtualMachineScaleSetStorageProfile()
                                                .withImageReference(
                                                        new ImageReference()
                                                                .withPublisher("Canonical")
                                                                .withOffer("ubuntu-24_04-lts")
                                                                .withSku("server")
                                                                .withVersion("latest"))
                                                .withOsDisk(
                                                        new VirtualMachineScaleSetOSDisk()
                                                                .withCreateOption(
                                                                        DiskCreateOptionTypes
                                                                                .FROM_IMAGE)))
                                .withOsProfile(
                                        new VirtualMachineScaleSetOSProfile()
                                                .withComputerNamePrefix("nva")
                                                .withAdminUsername("lab"))
                                .withNetworkProfile(
                                        new VirtualMachineScaleSetNetworkProfile()
                                                .withNetworkInterfaceConfigurations(List.of(nic))));
    }

    @Test
    void aScaleSetGrowsShrinksAndGoes(Sdk azure) {
        azure.group("sets");
        var subnets = azure.network("sets", "vnet", "nvas", "10.1.2.0/24").subnets();
        var sets = azure.compute().getVirtualMachineScaleSets();
        var instances = azure.compute().getVirtualMachineScaleSetVMs();

        var made = sets.createOrUpdate("sets", "nva", scaleSet(subnets.getFirst()));
        assertThat(made.provisioningState()).isEqualTo("Succeeded");
        sets.update("sets", "nva", new VirtualMachineScaleSetUpdate().withSku(capacity(3)));
        assertThat(instances.list("sets", "nva"))
                .extracting(VirtualMachineScaleSetVMInner::name)
                .containsExactlyInAnyOrder("nva_0", "nva_1", "nva_2");
        assertThat(instances.get("sets", "nva", "2").instanceId()).isEqualTo("2");
        interfacesAreTheInstances(azure);

        instances.powerOff("sets", "nva", "1");
        assertThat(instances.getInstanceView("sets", "nva", "1").statuses())
                .extracting(status -> status.code())
                .contains("PowerState/stopped");
        instances.start("sets", "nva", "1");
        sets.updateInstances(
                "sets",
                "nva",
                new VirtualMachineScaleSetVMInstanceRequiredIDs().withInstanceIds(List.of("*")));
        sets.deleteInstances(
                "sets",
                "nva",
                new VirtualMachineScaleSetVMInstanceRequiredIDs().withInstanceIds(List.of("0")));
        instances.delete("sets", "nva", "1");
        assertThat(instances.list("sets", "nva"))
                .extracting(VirtualMachineScaleSetVMInner::instanceId)
                .containsExactly("2");
        assertThat(sets.getByResourceGroup("sets", "nva").sku().capacity()).isEqualTo(1L);
        refused(404, "ResourceNotFound", () -> instances.get("sets", "nva", "0"));

        assertThat(sets.listByResourceGroup("sets")).hasSize(1);
        sets.delete("sets", "nva");
        refused(404, "ResourceNotFound", () -> sets.getByResourceGroup("sets", "nva"));
    }

    private static void interfacesAreTheInstances(Sdk azure) {
        var nics = azure.network().getNetworkInterfaces();
        assertThat(nics.listVirtualMachineScaleSetNetworkInterfaces("sets", "nva"))
                .hasSize(3)
                .extracting(NetworkInterfaceInner::enableIpForwarding)
                .containsOnly(true);
        assertThat(nics.listVirtualMachineScaleSetVMNetworkInterfaces("sets", "nva", "0"))
                .extracting(NetworkInterfaceInner::name)
                .containsExactly("nic");
        var first = nics.getVirtualMachineScaleSetNetworkInterface("sets", "nva", "0", "nic");
        assertThat(first.ipConfigurations().getFirst().privateIpAddress()).isEqualTo("10.1.2.4");
        assertThat(nics.listVirtualMachineScaleSetIpConfigurations("sets", "nva", "0", "nic"))
                .hasSize(1);
        assertThat(
                        nics.getVirtualMachineScaleSetIpConfiguration(
                                        "sets", "nva", "0", "nic", "ip")
                                .privateIpAddress())
                .isEqualTo("10.1.2.4");
    }
}
