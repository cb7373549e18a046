package fairlead.clients;

import static fairlead.clients.Refusals.refused;

import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetVMInstanceRequiredIDs;
import com.azure.resourcemanager.network.fluent.models.RouteTableInner;
import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client has to reckon with: others, and things that are not there. */
@OnCloud
class ConflictsTest {

    @Test
    void whatIsNotThereIsSaidSo(Sdk azure) {
        azure.group("empty");
        var network = azure.network();

        refused(
                404,
                "ResourceGroupNotFound",
                () -> network.getVirtualNetworks().getByResourceGroup("nowhere", "vnet"));
        refused(
                404,
                "ResourceGroupNotFound",
                () ->
                        network.getRouteTables()
                                .createOrUpdate(
                                        "nowhere",
                                        "rt",
                                        new RouteTableInner().withLocation(Sdk.REGION)));
        refused(
                404,
                "ParentResourceNotFound",
                () ->
                        network.getSubnets()
                                .createOrUpdate(
                                        "empty",
                                        "vnet",
                                        "apps",
                                        new SubnetInner().withAddressPrefix("10.1.0.0/24")));
        refused(
                404,
                "ResourceNotFound",
                () -> azure.compute().getVirtualMachines().start("empty", "vm"));
        refused(
                404,
                "ResourceNotFound",
                () ->
                        azure.compute()
                                .getVirtualMachineScaleSets()
                                .deleteInstances(
                                        "empty",
                                        "set",
                                        new VirtualMachineScaleSetVMInstanceRequiredIDs()
                                                .withInstanceIds(List.of("0"))));
        azure.resources().getResourceGroups().delete("empty");
    }
}
