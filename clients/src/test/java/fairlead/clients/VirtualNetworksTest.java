package fairlead.clients;

import static com.azure.core.util.polling.LongRunningOperationStatus.IN_PROGRESS;
import static com.azure.core.util.polling.LongRunningOperationStatus.SUCCESSFULLY_COMPLETED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.management.exception.ManagementException;
import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import com.azure.resourcemanager.network.fluent.models.VirtualNetworkInner;
import com.azure.resourcemanager.network.models.AddressSpace;
import com.azure.resourcemanager.network.models.ProvisioningState;
import com.azure.resourcemanager.network.models.TagsObject;
import com.azure.resourcemanager.resources.fluent.models.ResourceGroupInner;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Resource groups and virtual networks by the SDK. */
@OnCloud
class VirtualNetworksTest {

    private static final String GROUP = "networks";

    private static VirtualNetworkInner network() {
        return new VirtualNetworkInner()
                .withLocation(Sdk.REGION)
                .withAddressSpace(new AddressSpace().withAddressPrefixes(List.of("10.1.0.0/16")))
                .withSubnets(
                        List.of(
                                new SubnetInner()
                                        .withName("apps")
                                        .withAddressPrefix("10.1.0.0/24")));
    }

    @Test
    void aNetworkLivesFromItsCreationToItsDeletion(Sdk azure) {
        var groups = azure.resources().getResourceGroups();
        var networks = azure.network().getVirtualNetworks();
        groups.createOrUpdate(GROUP, new ResourceGroupInner().withLocation(Sdk.REGION));
        assertThat(groups.checkExistence(GROUP)).isTrue();

        var creation = networks.beginCreateOrUpdate(GROUP, "vnet", network());
        assertThat(creation.poll().getStatus()).isIn(IN_PROGRESS, SUCCESSFULLY_COMPLETED);
        assertThat(creation.waitForCompletion().getStatus()).isEqualTo(SUCCESSFULLY_COMPLETED);
        var made = creation.getFinalResult();

        assertThat(made.provisioningState()).isEqualTo(ProvisioningState.SUCCEEDED);
        assertThat(made.addressSpace().addressPrefixes()).containsExactly("10.1.0.0/16");
        assertThat(made.subnets()).extracting(SubnetInner::name).containsExactly("apps");
        assertThat(networks.listByResourceGroup(GROUP))
                .extracting(VirtualNetworkInner::id)
                .containsExactly(made.id());

        networks.updateTags(GROUP, "vnet", new TagsObject().withTags(Map.of("stage", "test")));
        assertThat(networks.getByResourceGroup(GROUP, "vnet").tags())
                .containsExactly(Map.entry("stage", "test"));

        networks.delete(GROUP, "vnet");
        assertThatThrownBy(() -> networks.getByResourceGroup(GROUP, "vnet"))
                .isInstanceOfSatisfying(
                        ManagementException.class,
                        refused -> {
                            assertThat(refused.getResponse().getStatusCode()).isEqualTo(404);
                            assertThat(refused.getValue().getCode()).isEqualTo("ResourceNotFound");
                        });
        groups.delete(GROUP);
        assertThat(groups.checkExistence(GROUP)).isFalse();
    }
}
