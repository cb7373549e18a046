package fairlead.clients;

import static fairlead.clients.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.polling.LongRunningOperationStatus;
import com.azure.core.util.polling.SyncPoller;
import com.azure.resourcemanager.network.fluent.models.BgpConnectionInner;
import com.azure.resourcemanager.network.fluent.models.HubIpConfigurationInner;
import com.azure.resourcemanager.network.fluent.models.PublicIpAddressInner;
import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import com.azure.resourcemanager.network.fluent.models.VirtualHubInner;
import com.azure.resourcemanager.network.models.HubRoutingPreference;
import com.azure.resourcemanager.network.models.ProvisioningState;
import com.azure.resourcemanager.network.models.RoutingState;
import org.junit.jupiter.api.Test;

/** A Route Server, which is a virtual hub, with its address and its peerings. */
@OnCloud
class RouteServersTest {

    private static BgpConnectionInner peer(long asn, String address) {
        return new BgpConnectionInner().withPeerAsn(asn).withPeerIp(address);
    }

    /** A hub with its address on the way; the poller leads to its end. */
    private static SyncPoller<?, ?> begin(Sdk azure, String group) {
        azure.group(group);
        var network =
                azure.network(
                        group, "vnet", "RouteServerSubnet", "10.1.1.0/27", "nvas", "10.1.2.0/24");
        var address = azure.address(group, "pip");
        azure.network()
                .getVirtualHubs()
                .createOrUpdate(
                        group,
                        "rs",
                        new VirtualHubInner().withLocation(Sdk.REGION).withSku("Standard"));
        var place =
                new HubIpConfigurationInner()
                        .withSubnet(new SubnetInner().withId(network.subnets().getFirst().id()))
                        .withPublicIpAddress(new PublicIpAddressInner().withId(address.id()));
        return azure.network()
                .getVirtualHubIpConfigurations()
                .beginCreateOrUpdate(group, "rs", "ip", place);
    }

    private static void place(Sdk azure, String group) {
        begin(azure, group).waitForCompletion();
    }

    @Test
    void aRouteServerLivesFromItsCreationToItsDeletion(Sdk azure) {
        place(azure, "hubs");
        var hubs = azure.network().getVirtualHubs();
        var configurations = azure.network().getVirtualHubIpConfigurations();

        var hub = hubs.getByResourceGroup("hubs", "rs");
        assertThat(hub.provisioningState()).isEqualTo(ProvisioningState.SUCCEEDED);
        assertThat(hub.routingState()).isEqualTo(RoutingState.PROVISIONED);
        assertThat(hub.virtualRouterAsn()).isEqualTo(65515L);
        assertThat(hub.virtualRouterIps()).containsExactlyInAnyOrder("10.1.1.4", "10.1.1.5");
        assertThat(hub.kind()).isEqualTo("RouteServer");
        hubs.createOrUpdate(
                "hubs",
                "rs",
                hub.withAllowBranchToBranchTraffic(true)
                        .withHubRoutingPreference(HubRoutingPreference.ASPATH));
        assertThat(hubs.getByResourceGroup("hubs", "rs").hubRoutingPreference())
                .isEqualTo(HubRoutingPreference.ASPATH);
        assertThat(hubs.listByResourceGroup("hubs"))
                .extracting(VirtualHubInner::allowBranchToBranchTraffic)
                .containsExactly(true);
        assertThat(configurations.get("hubs", "rs", "ip").subnet().id())
                .endsWith("/subnets/RouteServerSubnet");
        assertThat(configurations.list("hubs", "rs")).hasSize(1);
        refused(
                400,
                "InUseSubnetCannotBeDeleted",
                () -> azure.network().getSubnets().delete("hubs", "vnet", "RouteServerSubnet"));

        configurations.delete("hubs", "rs", "ip");
        hubs.delete("hubs", "rs");
        refused(404, "ResourceNotFound", () -> hubs.getByResourceGroup("hubs", "rs"));
    }

    @Test
    void aPeeringTellsWhatItHeardAndTold(Sdk azure) {
        place(azure, "peers");
        var peers = azure.network().getVirtualHubBgpConnections();

        var made = peers.createOrUpdate("peers", "rs", "nva", peer(65001, "10.1.2.4"));
        assertThat(made.peerAsn()).isEqualTo(65001L);
        assertThat(made.provisioningState()).isEqualTo(ProvisioningState.SUCCEEDED);
        peers.createOrUpdate("peers", "rs", "nva", peer(65002, "10.1.2.4"));
        assertThat(peers.list("peers", "rs"))
                .extracting(BgpConnectionInner::peerAsn)
                .containsExactly(65002L);
        // Nobody speaks BGP at 10.1.2.4: both instances answer, and have heard nothing.
        assertThat(peers.listLearnedRoutes("peers", "rs", "nva"))
                .containsOnlyKeys("RouteServiceRole_IN_0", "RouteServiceRole_IN_1")
                .allSatisfy((_, routes) -> assertThat(routes).isEmpty());
        assertThat(peers.listAdvertisedRoutes("peers", "rs", "nva"))
                .containsOnlyKeys("RouteServiceRole_IN_0", "RouteServiceRole_IN_1");
        refused(
                400,
                "InvalidPeerAsn",
                () -> peers.createOrUpdate("peers", "rs", "bad", peer(65515, "10.1.2.5")));

        peers.delete("peers", "rs", "nva");
        refused(404, "ResourceNotFound", () -> peers.get("peers", "rs", "nva"));
    }

    @Test
    void peeringsAreWrittenOneAfterTheOther(Sdk azure) {
        var peers = azure.network().getVirtualHubBgpConnections();

        place(azure, "turns");
        begin(azure, "busy"); // another server keeps the host busy while the next two come
        var first = peers.beginCreateOrUpdate("turns", "rs", "first", peer(65001, "10.1.2.4"));
        refused(
                409,
                "AnotherOperationInProgress",
                () -> peers.createOrUpdate("turns", "rs", "second", peer(65001, "10.1.2.5")));

        assertThat(first.waitForCompletion().getStatus())
                .isEqualTo(LongRunningOperationStatus.SUCCESSFULLY_COMPLETED);
        peers.createOrUpdate("turns", "rs", "second", peer(65001, "10.1.2.5"));
        assertThat(peers.list("turns", "rs")).hasSize(2);
    }
}
