package fairlead.azure.vnet;

import static fairlead.azure.vnet.Networks.learned;
import static fairlead.azure.vnet.Networks.learnedIn;
import static fairlead.azure.vnet.RouteLines.learnedRows;
import static fairlead.azure.vnet.RouteLines.print;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.azure.vnet.EffectiveRoutes.Entry;
import fairlead.azure.vnet.Topology.Peering.Flag;
import fairlead.azure.vnet.Topology.Peering.State;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a peering adds to the effective routes, and what it lets through. */
class PeeredRoutesTest {

    @Test
    void aSpokeSeesItsHubAndWhatTheHubLearnedButNotTheOtherSpoke() {
        var networks =
                new Networks()
                        .vnet("hub", "10.0.0.0/16")
                        .vnet("spoke1", "10.1.0.0/16")
                        .vnet("spoke2", "10.2.0.0/16", "10.3.0.0/16")
                        .in("North Europe", "spoke2")
                        .spoke("hub", "spoke1")
                        .spoke("hub", "spoke2");
        var learned =
                learnedIn(
                        "hub",
                        learned("0.0.0.0/0", "10.0.1.4"),
                        learned("10.2.0.0/16", "10.0.1.4"),
                        learned("192.168.0.0/16", "10.2.0.4"));
        assertThat(print(networks.routes("hub", learned)))
                .isEqualTo(
                        """
                        Default Active 10.0.0.0/16 VnetLocal
                        Default Active 10.1.0.0/16 VNetPeering
                        VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway 10.0.1.4
                        VirtualNetworkGateway Active 192.168.0.0/16 VirtualNetworkGateway 10.2.0.4
                        Default Active 10.2.0.0/16 VNetGlobalPeering
                        Default Active 10.3.0.0/16 VNetGlobalPeering
                        """);
        assertThat(print(networks.routes("spoke1", learned)))
                .isEqualTo(
                        """
                        Default Active 10.1.0.0/16 VnetLocal
                        Default Active 10.0.0.0/16 VNetPeering
                        VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway 10.0.1.4
                        VirtualNetworkGateway Active 10.2.0.0/16 VirtualNetworkGateway 10.0.1.4
                        VirtualNetworkGateway Active 192.168.0.0/16 None
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "West Europe, VNetPeering",
        "WESTEUROPE, VNetPeering",
        "West Europe 2, VNetGlobalPeering"
    })
    void aRegionIsTheSameHoweverItIsWritten(String location, String type) {
        var networks =
                new Networks()
                        .vnet("vnet", "10.1.0.0/16")
                        .vnet("peer", "10.2.0.0/16")
                        .in(location, "peer")
                        .peered("vnet", "peer");
        assertThat(print(networks.routes("vnet", LearnedRoutes.NONE)))
                .contains("10.2.0.0/16 " + type + "\n");
    }

    @Test
    void ofNextHopsThatAreOutOfReachOnlyTheOthersAreUsed() {
        var networks =
                new Networks()
                        .vnet("hub", "10.0.0.0/16")
                        .vnet("spoke1", "10.1.0.0/16")
                        .vnet("spoke2", "10.2.0.0/16")
                        .spoke("hub", "spoke1")
                        .spoke("hub", "spoke2");
        var table =
                networks.routes(
                        "spoke1", learnedIn("hub", learned("9.0.0.0/8", "10.2.0.4", "10.0.1.4")));
        assertThat(learnedRows(table))
                .containsExactly(
                        "VirtualNetworkGateway Active 9.0.0.0/8 VirtualNetworkGateway 10.0.1.4");
        assertThat(table.routes())
                .anySatisfy(e -> assertThat(e.reason()).contains("10.2.0.4", "not peered"));
    }

    @ParameterizedTest(name = "uses {0}, allows {1}, {2}: shared {3}")
    @CsvSource({
        "true,  true,  CONNECTED, true",
        "false, true,  CONNECTED, false",
        "true,  false, CONNECTED, false",
        "false, false, CONNECTED, false"
    })
    void aPeersGatewayCountsOnlyIfOneSideUsesItAndTheOtherAllowsIt(
            boolean uses, boolean allows, State state, boolean shared) {
        var networks =
                new Networks()
                        .vnet("hub", "10.0.0.0/16")
                        .vnet("spoke", "10.1.0.0/16")
                        .peer("hub", "spoke", state, flags(allows, Flag.ALLOW_GATEWAY_TRANSIT))
                        .peer("spoke", "hub", state, flags(uses, Flag.USE_REMOTE_GATEWAYS));
        var table = networks.routes("spoke", learnedIn("hub", learned("9.0.0.0/8", "10.0.1.4")));
        assertThat(learnedRows(table)).hasSize(shared ? 1 : 0);
        assertThat(table.hidden())
                .extracting(Entry::rung)
                .isEqualTo(shared ? List.of() : List.of(Rung.GATEWAY_TRANSIT));
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"INITIATED", "DISCONNECTED"})
    void aPeeringThatIsNotConnectedAddsNothing(State state) {
        var networks =
                new Networks()
                        .vnet("hub", "10.0.0.0/16")
                        .vnet("spoke", "10.1.0.0/16")
                        .peer("hub", "spoke", state, Flag.ALLOW_GATEWAY_TRANSIT)
                        .peer("spoke", "hub", state, Flag.USE_REMOTE_GATEWAYS);
        var table = networks.routes("spoke", learnedIn("hub", learned("9.0.0.0/8", "10.0.1.4")));
        assertThat(print(table))
                .isEqualTo(
                        print(
                                new Networks()
                                        .vnet("spoke", "10.1.0.0/16")
                                        .routes("spoke", LearnedRoutes.NONE)));
        assertThat(table.hidden()).isEmpty();
    }

    @ParameterizedTest(name = "access {0}")
    @CsvSource({"true, false", "false, true"})
    void theRowOfAPeerThatMayNotBeReachedStaysActiveAndSaysSo(boolean access, boolean drops) {
        var table =
                new Networks()
                        .vnet("hub", "10.0.0.0/16")
                        .vnet("spoke", "10.1.0.0/16")
                        .peer("hub", "spoke", State.CONNECTED)
                        .peer(
                                "spoke",
                                "hub",
                                State.CONNECTED,
                                flags(access, Flag.ALLOW_VIRTUAL_NETWORK_ACCESS))
                        .routes("spoke", LearnedRoutes.NONE);
        assertThat(print(table)).contains("Default Active 10.0.0.0/16 VNetPeering");
        assertThat(table.routes())
                .filteredOn(entry -> entry.prefix().toString().equals("10.0.0.0/16"))
                .allSatisfy(entry ->
                        assertThat(entry.reason().contains("drops every packet")).isEqualTo(drops));
    }

    private static Flag[] flags(boolean set, Flag flag) {
        return set ? new Flag[] {flag} : new Flag[0];
    }
}
