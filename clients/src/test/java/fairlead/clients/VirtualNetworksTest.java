package fairlead.clients;

import static com.azure.core.util.polling.LongRunningOperationStatus.IN_PROGRESS;
import static com.azure.core.util.polling.LongRunningOperationStatus.SUCCESSFULLY_COMPLETED;
import static fairlead.clients.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.management.SubResource;
import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import com.azure.resourcemanager.network.fluent.models.VirtualNetworkInner;
import com.azure.resourcemanager.network.fluent.models.VirtualNetworkPeeringInner;
import com.azure.resourcemanager.network.models.AddressSpace;
import com.azure.resourcemanager.network.models.ProvisioningState;
import com.azure.resourcemanager.network.models.TagsObject;
import com.azure.resourcemanager.network.models.VirtualNetworkPeeringState;
import com.azure.resourcemanager.resources.fluent.models.GenericResourceExpandedInner;
import com.azure.resourcemanager.resources.fluent.models.ResourceGroupInner;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Resource groups, virtual networks, subnets and peerings by the SDK. */
@OnCloud
class VirtualNetworksTest {

    private static VirtualNetworkInner network(String prefix) {
        return new VirtualNetworkInner()
                .withLocation(Sdk.REGION)
                .withAddressSpace(new AddressSpace().withAddressPrefixes(List.of(prefix)));
    }

    @Test
    void aGroupLivesFromItsCreationToItsDeletion(Sdk azure) {
        var groups = azure.resources().getResourceGroups();

        var made =
                groups.createOrUpdate(
                        "groups",
                        new ResourceGroupInner()
                                .withLocation(Sdk.REGION)
                                .withTags(Map.of("stage", "test")));
        assertThat(made.properties().provisioningState()).isEqualTo("Succeeded");
        assertThat(groups.get("groups").tags()).containsEntry("stage", "test");
        assertThat(groups.list()).extracting(ResourceGroupInner::name).contains("groups");
        assertThat(groups.checkExistence("groups")).isTrue();
        azure.network("groups", "vnet");
        assertThat(azure.resources().getResources().listByResourceGroup("groups"))
                .extracting(GenericResourceExpandedInner::type)
                .containsExactly("Microsoft.Network/virtualNetworks");

        groups.delete("groups");
        assertThat(groups.checkExistence("groups")).isFalse();
        refused(404, "ResourceGroupNotFound", () -> groups.get("groups"));
    }

    @Test
    void aNetworkLivesFromItsCreationToItsDeletion(Sdk azure) {
        var networks = azure.network().getVirtualNetworks();
        azure.group("networks");

        var creation = networks.beginCreateOrUpdate("networks", "vnet", network("10.1.0.0/16"));
        assertThat(creation.poll().getStatus()).isIn(IN_PROGRESS, SUCCESSFULLY_COMPLETED);
        assertThat(creation.waitForCompletion().getStatus()).isEqualTo(SUCCESSFULLY_COMPLETED);
        var made = creation.getFinalResult();

        assertThat(made.provisioningState()).isEqualTo(ProvisioningState.SUCCEEDED);
        assertThat(made.addressSpace().addressPrefixes()).containsExactly("10.1.0.0/16");
        assertThat(networks.listByResourceGroup("networks"))
                .extracting(VirtualNetworkInner::id)
                .containsExactly(made.id());
        networks.updateTags("networks", "vnet", new TagsObject().withTags(Map.of("a", "b")));
        assertThat(networks.getByResourceGroup("networks", "vnet").tags())
                .containsExactly(Map.entry("a", "b"));

        networks.delete("networks", "vnet");
        refused(404, "ResourceNotFound", () -> networks.getByResourceGroup("networks", "vnet"));
        networks.delete("networks", "vnet"); // again: 204, as Azure says of what is gone
    }

    @Test
    void aSubnetIsWrittenBesideItsNetwork(Sdk azure) {
        azure.group("subnets");
        azure.network("subnets", "vnet", "apps", "10.1.0.0/24");
        var subnets = azure.network().getSubnets();

        var made =
                subnets.createOrUpdate(
                        "subnets",
                        "vnet",
                        "more",
                        new SubnetInner().withAddressPrefix("10.1.1.0/24"));
        assertThat(made.provisioningState()).isEqualTo(ProvisioningState.SUCCEEDED);
        subnets.createOrUpdate("subnets", "vnet", "more", made.withAddressPrefix("10.1.2.0/24"));
        assertThat(subnets.get("subnets", "vnet", "more").addressPrefix()).isEqualTo("10.1.2.0/24");
        assertThat(subnets.list("subnets", "vnet"))
                .extracting(SubnetInner::name)
                .containsExactlyInAnyOrder("apps", "more");

        subnets.delete("subnets", "vnet", "more");
        assertThat(
                        azure.network()
                                .getVirtualNetworks()
                                .getByResourceGroup("subnets", "vnet")
                                .subnets())
                .extracting(SubnetInner::name)
                .containsExactly("apps");
        refused(404, "ResourceNotFound", () -> subnets.get("subnets", "vnet", "more"));
    }

    @Test
    void aPeeringIsConnectedByItsSecondHalf(Sdk azure) {
        azure.group("peered");
        var networks = azure.network().getVirtualNetworks();
        var hub = networks.createOrUpdate("peered", "hub", network("10.1.0.0/16"));
        var spoke = networks.createOrUpdate("peered", "spoke", network("10.2.0.0/16"));
        var peerings = azure.network().getVirtualNetworkPeerings();

        var there = peerings.createOrUpdate("peered", "hub", "to-spoke", towards(spoke));
        assertThat(there.peeringState()).isEqualTo(VirtualNetworkPeeringState.INITIATED);
        peerings.createOrUpdate("peered", "spoke", "to-hub", towards(hub));

        var met = peerings.get("peered", "hub", "to-spoke");
        assertThat(met.peeringState()).isEqualTo(VirtualNetworkPeeringState.CONNECTED);
        assertThat(met.remoteAddressSpace().addressPrefixes()).containsExactly("10.2.0.0/16");
        peerings.createOrUpdate("peered", "hub", "to-spoke", met.withAllowForwardedTraffic(true));
        assertThat(peerings.list("peered", "hub"))
                .singleElement()
                .satisfies(one -> assertThat(one.allowForwardedTraffic()).isTrue());

        peerings.delete("peered", "spoke", "to-hub");
        assertThat(peerings.get("peered", "hub", "to-spoke").peeringState())
                .isEqualTo(VirtualNetworkPeeringState.DISCONNECTED);
        peerings.delete("peered", "hub", "to-spoke");
        assertThat(peerings.list("peered", "hub")).isEmpty();
    }

    private static VirtualNetworkPeeringInner towards(VirtualNetworkInner network) {
        return new VirtualNetworkPeeringInner()
                .withRemoteVirtualNetwork(new SubResource().withId(network.id()))
                .withAllowVirtualNetworkAccess(true);
    }
}
