package fairlead.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.Resource;
import fairlead.host.desired.Forwarding;
import fairlead.host.desired.Forwarding.Action;
import fairlead.host.desired.Home;
import fairlead.host.desired.NicPart;
import fairlead.host.desired.Part;
import fairlead.host.desired.PartKey;
import fairlead.host.desired.SubnetPart;
import fairlead.net.Prefix;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the flags of a peering are to the host. A machine is in each of two peered networks. */
class VnetPartsTest {

    private static final String FAR_NIC = Bodies.NET + "networkInterfaces/far";
    private static final String HUB_SIDE = Bodies.VNET + "/virtualNetworkPeerings/out";
    private static final String SPOKE_SIDE = Bodies.SPOKE + "/virtualNetworkPeerings/in";
    private static final Set<String> OPEN =
            Set.of("allowVirtualNetworkAccess", "allowForwardedTraffic");

    private final TestCloud cloud = Bodies.hub();

    @BeforeEach
    void twoPeeredNetworks() {
        cloud.make(Bodies.SPOKE, Bodies.SPOKE_NETWORK);
        cloud.make(Bodies.NIC, Bodies.nic(Bodies.APPS));
        cloud.make(FAR_NIC, Bodies.nic(Bodies.SPOKE + "/subnets/far"));
        cloud.make(Bodies.VM, Bodies.machine("vm", Bodies.NIC));
        cloud.make(Bodies.COMPUTE + "virtualMachines/far", Bodies.machine("far", FAR_NIC));
        peer(OPEN, OPEN);
    }

    private void peer(Set<String> hubSide, Set<String> spokeSide) {
        cloud.make(HUB_SIDE, peering(Bodies.SPOKE, hubSide));
        cloud.make(SPOKE_SIDE, peering(Bodies.VNET, spokeSide));
    }

    private static String peering(String remote, Set<String> flags) {
        return """
        {'properties':{'allowVirtualNetworkAccess':%s,'allowForwardedTraffic':%s,
          'remoteVirtualNetwork':{'id':'%s'}}}
        """
                .formatted(
                        flags.contains("allowVirtualNetworkAccess"),
                        flags.contains("allowForwardedTraffic"),
                        remote);
    }

    private int serial(String id) {
        return cloud.world().inventory().find(ArmId.parse(id)).map(Resource::serial).orElseThrow();
    }

    private Part part(PartKey key) {
        return Optional.ofNullable(cloud.decided().parts().get(key)).orElseThrow();
    }

    private Home home(String nic) {
        return ((NicPart) part(PartKey.nic(serial(nic)))).home();
    }

    @Test
    void openOnBothSidesEitherIsSeenFromTheOther() {
        var hub = serial(Bodies.VNET);
        var spoke = serial(Bodies.SPOKE);

        assertThat(home(Bodies.NIC))
                .isEqualTo(
                        new Home(
                                hub,
                                List.of(Prefix.parse("10.1.0.0/16")),
                                List.of(spoke),
                                List.of()));
        assertThat(home(FAR_NIC).seenFrom()).containsExactly(hub);
        assertThat(home(FAR_NIC).unforwardedOnly()).isEmpty();
    }

    @Test
    void theSideThatSendsSaysWhetherItsPacketsReachTheOther() {
        peer(OPEN, Set.of("allowForwardedTraffic"));

        assertThat(home(Bodies.NIC).seenFrom()).as("the hub, from the spoke").isEmpty();
        assertThat(home(FAR_NIC).seenFrom())
                .as("the spoke, from the hub")
                .containsExactly(serial(Bodies.VNET));
    }

    @Test
    void theSideThatReceivesSaysWhetherItTakesWhatIsForwarded() {
        peer(OPEN, Set.of("allowVirtualNetworkAccess"));

        assertThat(home(FAR_NIC).unforwardedOnly()).containsExactly(serial(Bodies.VNET));
        assertThat(home(Bodies.NIC).unforwardedOnly()).isEmpty();
    }

    @Test
    void instancesOfARouteServerAreSeenLikeAnyNic() {
        peer(OPEN, Set.of());

        assertThat(cloud.decided().parts().values())
                .filteredOn(NicPart.class::isInstance)
                .extracting(part -> ((NicPart) part).home())
                .filteredOn(home -> home.vnetSerial() == serial(Bodies.VNET))
                .hasSize(3)
                .allSatisfy(home -> assertThat(home.seenFrom()).isEmpty());
    }

    @Test
    void anApplianceInANetworkThatMayNotBeReachedSwallowsItsPackets() {
        var table = Bodies.NET + "routeTables/t";
        var anywhere =
                new Forwarding(Prefix.ALL_V4, new Action.Appliances(List.of(serial(Bodies.NIC))));
        cloud.make(
                table,
                """
                {'location':'westeurope','properties':{'routes':[{'name':'all','properties':{
                  'addressPrefix':'0.0.0.0/0','nextHopType':'VirtualAppliance',
                  'nextHopIpAddress':'10.1.0.4'}}]}}
                """);
        cloud.make(
                Bodies.SPOKE + "/subnets/far",
                "{'properties':{'addressPrefix':'10.2.0.0/24','routeTable':{'id':'%s'}}}"
                        .formatted(table));
        assertThat(farTable()).contains(anywhere);

        peer(OPEN, Set.of());

        assertThat(farTable())
                .contains(
                        new Forwarding(Prefix.ALL_V4, new Action.Drop()),
                        new Forwarding(Prefix.parse("10.1.0.0/16"), new Action.Local()));
    }

    private List<Forwarding> farTable() {
        var key = PartKey.subnet(serial(Bodies.SPOKE + "/subnets/far"));
        return ((SubnetPart) part(key)).entries();
    }
}
