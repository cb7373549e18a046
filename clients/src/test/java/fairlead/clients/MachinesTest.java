package fairlead.clients;

import static fairlead.clients.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.Context;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner;
import com.azure.resourcemanager.compute.models.DiskCreateOptionTypes;
import com.azure.resourcemanager.compute.models.HardwareProfile;
import com.azure.resourcemanager.compute.models.ImageReference;
import com.azure.resourcemanager.compute.models.InstanceViewStatus;
import com.azure.resourcemanager.compute.models.NetworkInterfaceReference;
import com.azure.resourcemanager.compute.models.NetworkProfile;
import com.azure.resourcemanager.compute.models.OSDisk;
import com.azure.resourcemanager.compute.models.OSProfile;
import com.azure.resourcemanager.compute.models.StorageProfile;
import com.azure.resourcemanager.compute.models.VirtualMachineSizeTypes;
import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceInner;
import com.azure.resourcemanager.network.models.EffectiveRoute;
import com.azure.resourcemanager.network.models.EffectiveRouteState;
import com.azure.resourcemanager.network.models.IpAllocationMethod;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Network interfaces and virtual machines. */
@OnCloud
class MachinesTest {

    private static VirtualMachineInner machine(NetworkInterfaceInner nic) {
        return new VirtualMachineInner()
                .withLocation(Sdk.REGION)
                .withHardwareProfile(
                        new HardwareProfile().withVmSize(VirtualMachineSizeTypes.STANDARD_B1S))
                .withStorageProfile(
                        new StorageProfile()
                                .withImageReference(
                                        new ImageReference()
                                                .withPublisher("Canonical")
                                                .withOffer("ubuntu-24_04-lts")
                                                .withSku("server")
                                                .withVersion("latest"))
                                .withOsDisk(
                                        new OSDisk()
                                                .withCreateOption(
                                                        DiskCreateOptionTypes.FROM_IMAGE)))
                .withOsProfile(new OSProfile().withComputerName("vm").withAdminUsername("lab"))
                .withNetworkProfile(
                        new NetworkProfile()
                                .withNetworkInterfaces(
                                        List.of(
                                                new NetworkInterfaceReference()
                                                        .withId(nic.id())
                                                        .withPrimary(true))));
    }

    @Test
    void anInterfaceTakesTheLowestFreeAddress(Sdk azure) {
        azure.group("nics");
        var subnets = azure.network("nics", "vnet", "apps", "10.1.0.0/24").subnets();
        var nics = azure.network().getNetworkInterfaces();

        var nic = azure.nic("nics", "nic", subnets.getFirst());
        var ip = nic.ipConfigurations().getFirst();
        assertThat(ip.privateIpAddress()).isEqualTo("10.1.0.4");
        ip.withPrivateIpAllocationMethod(IpAllocationMethod.STATIC)
                .withPrivateIpAddress("10.1.0.9");
        nics.createOrUpdate("nics", "nic", nic.withEnableIpForwarding(true));
        assertThat(nics.getByResourceGroup("nics", "nic").enableIpForwarding()).isTrue();
        var configurations = azure.network().getNetworkInterfaceIpConfigurations();
        assertThat(configurations.get("nics", "nic", "ip").privateIpAddress())
                .isEqualTo("10.1.0.9");
        assertThat(configurations.list("nics", "nic")).hasSize(1);
        assertThat(nics.listByResourceGroup("nics"))
                .extracting(NetworkInterfaceInner::macAddress)
                .doesNotContainNull();
        refused(
                400,
                "InUseSubnetCannotBeDeleted",
                () -> azure.network().getSubnets().delete("nics", "vnet", "apps"));

        nics.delete("nics", "nic");
        refused(404, "ResourceNotFound", () -> nics.getByResourceGroup("nics", "nic"));
    }

    @Test
    void aMachineRunsStopsAndGoes(Sdk azure) {
        azure.group("machines");
        var subnets = azure.network("machines", "vnet", "apps", "10.1.0.0/24").subnets();
        var nic = azure.nic("machines", "nic", subnets.getFirst());
        var machines = azure.compute().getVirtualMachines();

        var made = machines.createOrUpdate("machines", "vm", machine(nic));
        assertThat(made.provisioningState()).isEqualTo("Succeeded");
        assertThat(made.vmId()).isNotBlank();
        assertThat(power(azure)).contains("PowerState/running");
        assertThat(machines.listByResourceGroup("machines"))
                .extracting(VirtualMachineInner::name)
                .containsExactly("vm");
        assertThat(
                        azure.network()
                                .getNetworkInterfaces()
                                .getByResourceGroup("machines", "nic")
                                .virtualMachine()
                                .id())
                .isEqualTo(made.id());
        routesAreInEffect(azure);
        refused(
                400,
                "NicInUse",
                () -> azure.network().getNetworkInterfaces().delete("machines", "nic"));

        machines.deallocate("machines", "vm");
        assertThat(power(azure)).contains("PowerState/deallocated");
        machines.start("machines", "vm");
        machines.restart("machines", "vm");
        assertThat(power(azure)).contains("PowerState/running");
        refused(
                412,
                "PreconditionFailed",
                () ->
                        machines.createOrUpdate(
                                "machines",
                                "vm",
                                machine(nic),
                                "\"of another day\"",
                                null,
                                Context.NONE));

        machines.delete("machines", "vm");
        refused(404, "ResourceNotFound", () -> machines.getByResourceGroup("machines", "vm"));
    }

    private static List<String> power(Sdk azure) {
        return azure
                .compute()
                .getVirtualMachines()
                .instanceView("machines", "vm")
                .statuses()
                .stream()
                .map(InstanceViewStatus::code)
                .toList();
    }

    private static void routesAreInEffect(Sdk azure) {
        var nics = azure.network().getNetworkInterfaces();
        assertThat(nics.getEffectiveRouteTable("machines", "nic").value())
                .filteredOn(route -> route.state().equals(EffectiveRouteState.ACTIVE))
                .flatExtracting(EffectiveRoute::addressPrefix)
                .contains("10.1.0.0/16", "0.0.0.0/0");
        assertThat(nics.listEffectiveNetworkSecurityGroups("machines", "nic").value()).isEmpty();
    }
}
