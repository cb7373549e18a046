package fairlead.azure.types;

import static fairlead.azure.types.SmallCloud.NET;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.types.TypeRow.Change;
import fairlead.azure.vnet.Topology.Peering;
import fairlead.net.Asn;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RouteServerTest {

    private final SmallCloud cloud = Baseline.cloud();

    @Test
    void itIsMadeBeforeItsSubnetIsKnownAndRoutesAfterwards() {
        var hub = NET + "virtualHubs/second";
        cloud.put(hub, "{'location':'westeurope','properties':{'sku':'Standard'}}");
        assertThat(cloud.shown(hub, "/properties/routingState").stringValue()).isEqualTo("None");
        assertThat(cloud.shown(hub, "/properties/virtualRouterIps").isEmpty()).isTrue();
        assertThat(RouteServer.of(cloud.get(hub), cloud)).isEmpty();
        assertThat(cloud.refusal(hub + "/bgpConnections/p", Baseline.peer(65001, "10.1.2.9")))
                .isEqualTo("HubBgpConnectionParentHubMustHaveProvisionedRoutingState");

        cloud.put(
                Baseline.SPOKE + "/subnets/RouteServersubnet", RefusalTest.subnet("10.2.0.64/27"));
        cloud.put(
                hub + "/ipConfigurations/Default",
                Baseline.reference("subnet", Baseline.SPOKE + "/subnets/routeserversubnet"));

        assertThat(cloud.shown(hub, "/properties/routingState").stringValue())
                .isEqualTo("Provisioned");
        assertThat(cloud.shown(hub, "/properties/virtualRouterIps").toString())
                .isEqualTo("[\"10.2.0.68\",\"10.2.0.69\"]");
        assertThat(cloud.shown(hub, "/properties/virtualRouterAsn").intValue()).isEqualTo(65515);
        assertThat(cloud.shown(hub, "/kind").stringValue()).isEqualTo("RouteServer");
    }

    @Test
    void aSubnetSmallerThanSlash27IsRefused() {
        var hub = NET + "virtualHubs/second";
        cloud.put(hub, "{'location':'westeurope'}");
        cloud.put(
                Baseline.SPOKE + "/subnets/RouteServerSubnet", RefusalTest.subnet("10.2.0.64/28"));
        assertThat(
                        cloud.refusal(
                                hub + "/ipConfigurations/Default",
                                Baseline.reference(
                                        "subnet", Baseline.SPOKE + "/subnets/RouteServerSubnet")))
                .isEqualTo("RouteServerSubnetTooSmall");
    }

    @Test
    void aTextualAsNumberIsEchoedAsANumber() {
        assertThat(cloud.shown(Baseline.PEER, "/properties/peerAsn").isInt()).isTrue();
        cloud.put(Baseline.PEER, Baseline.peer("'4200000000'", "10.1.2.4"));
        assertThat(cloud.shown(Baseline.PEER, "/properties/peerAsn").longValue())
                .isEqualTo(4_200_000_000L);
    }

    @Test
    void aPutReplacesAndMergesNothing() {
        cloud.put(
                Baseline.PEER,
                "{'properties':{'peerAsn':65001,'peerIp':'10.1.2.4','routingConfiguration':{'a':{}}}}");
        assertThat(cloud.shown(Baseline.PEER, "/properties").has("routingConfiguration")).isTrue();
        cloud.put(Baseline.PEER, Baseline.peer(65001, "10.1.2.4"));
        assertThat(cloud.shown(Baseline.PEER, "/properties").has("routingConfiguration")).isFalse();
    }

    @Test
    void theNinthPeerIsStoredAndFails() {
        for (int i = 1; i < 8; i++) {
            cloud.put(Baseline.HUB + "/bgpConnections/p" + i, Baseline.peer(65001, "10.1.2.2" + i));
        }
        var changes =
                cloud.put(Baseline.HUB + "/bgpConnections/p8", Baseline.peer(65001, "10.1.2.28"));
        assertThat(((Change.Put) changes.getFirst()).failed().map(ArmError::code))
                .contains("MaximumLocalNetworkSitesLimitReachedForGateway");
        assertThat(
                        cloud.shown(
                                        Baseline.HUB + "/bgpConnections/p8",
                                        "/properties/provisioningState")
                                .stringValue())
                .isEqualTo("Failed");
        cloud.delete(Baseline.PEER);
        cloud.put(Baseline.HUB + "/bgpConnections/p8", Baseline.peer(65001, "10.1.2.28"));
        assertThat(cloud.get(Baseline.HUB + "/bgpConnections/p8").state())
                .isEqualTo(ProvisioningState.SUCCEEDED);
    }

    @Test
    void aPeerMayBeInADirectlyPeeredNetwork() {
        cloud.put(Baseline.HUB + "/bgpConnections/far", Baseline.peer(65002, "10.2.0.4"));
        var read = RouteServer.of(cloud.get(Baseline.HUB), cloud).orElseThrow();
        assertThat(read.peers())
                .extracting(RouteServer.Peer::asn)
                .containsExactly(new Asn(65001), new Asn(65002));
        cloud.delete(Baseline.SPOKE + "/virtualNetworkPeerings/back");
        assertThat(
                        cloud.refusal(
                                Baseline.HUB + "/bgpConnections/far",
                                Baseline.peer(65002, "10.2.0.4")))
                .isEqualTo("InvalidPeerIp");
    }

    @Test
    void aPeeringIsInitiatedThenConnectedThenDisconnected() {
        var there = NET + "virtualNetworks/there";
        cloud.put(there, RefusalTest.vnet("'10.3.0.0/16'", ""));
        var out = Baseline.VNET + "/virtualNetworkPeerings/there";
        var back = there + "/virtualNetworkPeerings/back";
        cloud.put(out, Baseline.peering(there));
        assertThat(state(out)).isEqualTo("Initiated");
        assertThat(
                        cloud.shown(out, "/properties/remoteAddressSpace/addressPrefixes/0")
                                .stringValue())
                .isEqualTo("10.3.0.0/16");
        cloud.put(back, Baseline.peering(Baseline.VNET));
        assertThat(state(out)).isEqualTo("Connected");
        assertThat(state(back)).isEqualTo("Connected");
        cloud.delete(back);
        assertThat(state(out)).isEqualTo("Disconnected");
        assertThat(cloud.refusal(back, Baseline.peering(Baseline.VNET)))
                .isEqualTo("RemotePeeringIsDisconnected");
        cloud.put(out, Baseline.peering(there));
        assertThat(state(out)).isEqualTo("Initiated");
        cloud.put(back, Baseline.peering(Baseline.VNET));
        assertThat(state(out)).isEqualTo("Connected");
        cloud.delete(there);
        assertThat(Topologies.vnet(cloud.get(Baseline.VNET), cloud).peerings())
                .extracting(Peering::state)
                .contains(Peering.State.DISCONNECTED);
    }

    private String state(String peering) {
        return cloud.shown(peering, "/properties/peeringState").stringValue();
    }

    @Test
    void aSpokeMayUseTheRouteServerOfAHubThatAllowsTransit() {
        var back = Baseline.SPOKE + "/virtualNetworkPeerings/back";
        cloud.put(
                Baseline.VNET + "/virtualNetworkPeerings/out",
                Baseline.peering(Baseline.SPOKE)
                        .replace("'allowForwardedTraffic'", "'allowGatewayTransit'"));
        cloud.put(
                back,
                Baseline.peering(Baseline.VNET)
                        .replace("'useRemoteGateways':false", "'useRemoteGateways':true"));
        assertThat(Topologies.peering(cloud.get(back), cloud).flags())
                .contains(Peering.Flag.USE_REMOTE_GATEWAYS);
    }

    @Test
    void aBindingIsReadBack() {
        var read = FleetBinding.of(cloud.get(Baseline.BINDING));
        assertThat(read.routeServer().toString()).isEqualTo(Baseline.HUB);
        assertThat(read.scaleSet().toString()).isEqualTo(Baseline.SET);
        assertThat(read.peerAsn()).isEqualTo(new Asn(65001));
        assertThat(Optional.of(cloud.document(Baseline.BINDING).has("location"))).contains(false);
    }
}
