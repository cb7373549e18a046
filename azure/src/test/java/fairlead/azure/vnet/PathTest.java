package fairlead.azure.vnet;

import static fairlead.azure.vnet.Networks.appliance;
import static fairlead.azure.vnet.Networks.learned;
import static fairlead.azure.vnet.Networks.learnedIn;
import static fairlead.azure.vnet.Networks.nicId;
import static fairlead.azure.vnet.Networks.user;
import static fairlead.azure.vnet.Networks.vnetId;
import static fairlead.azure.vnet.Topology.IpForwarding.DISABLED;
import static fairlead.azure.vnet.Topology.IpForwarding.ENABLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import fairlead.azure.arm.ArmId;
import fairlead.azure.vnet.Path.Hop;
import fairlead.azure.vnet.Topology.BgpPropagation;
import fairlead.azure.vnet.Topology.Peering.Flag;
import fairlead.azure.vnet.Topology.Peering.State;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A machine in spoke, whose routes lead through appliances in hub: nva1 and nva2 forward, closed
 * does not. vm and nva1 have public addresses. far takes from hub only what begins there.
 */
class PathTest {

    private static final Exits EXITS =
            new Exits(
                    Map.of(
                            inside("spoke", "10.2.0.4"), IpAddress.parse("20.50.0.4"),
                            inside("hub", "10.2.0.4"), IpAddress.parse("20.50.0.4"),
                            inside("hub", "10.1.0.5"), IpAddress.parse("20.50.0.5")),
                    Map.of(IpAddress.parse("20.50.0.5"), nicId("nva1")),
                    Prefix.parse("20.50.0.0/16"));

    private static final Flag[] OPEN = {
        Flag.ALLOW_VIRTUAL_NETWORK_ACCESS, Flag.ALLOW_FORWARDED_TRAFFIC
    };

    private static Exits.Inside inside(String vnet, String address) {
        return new Exits.Inside(vnetId(vnet), IpAddress.parse(address));
    }

    private static Networks base() {
        return new Networks()
                .vnet("hub", "10.1.0.0/16")
                .vnet("spoke", "10.2.0.0/16")
                .vnet("far", "10.3.0.0/16")
                .peer("hub", "spoke", State.CONNECTED, OPEN)
                .peer("spoke", "hub", State.CONNECTED, OPEN)
                .peer("hub", "far", State.CONNECTED, OPEN)
                .peer("far", "hub", State.CONNECTED, Flag.ALLOW_VIRTUAL_NETWORK_ACCESS)
                .nic("last", "far", "10.3.0.4", DISABLED)
                .nic("vm", "spoke", "10.2.0.4", DISABLED)
                .nic("nva1", "hub", "10.1.0.5", ENABLED)
                .nic("nva2", "hub", "10.1.0.6", ENABLED)
                .nic("closed", "hub", "10.1.0.7", DISABLED);
    }

    private static Networks with(Topology.UserRoute... routes) {
        return base().table("spoke", BgpPropagation.ENABLED, routes);
    }

    private static String way(Networks networks, LearnedRoutes learned, String to, ArmId... taken) {
        var topology = networks.topology();
        var path =
                Path.of(
                        topology,
                        subnet -> EffectiveRoutes.of(subnet, topology, learned),
                        EXITS,
                        Objects.requireNonNull(topology.nics().get(nicId("vm"))),
                        IpAddress.parse(to),
                        List.of(taken));
        return path.hops().stream().map(PathTest::text).collect(Collectors.joining(" > "))
                + (path.arrives() ? "" : " x");
    }

    private static String text(Hop hop) {
        return switch (hop) {
            case Hop.Sends(var nic, var why) ->
                    nic.id().name()
                            + why.chosen()
                                    .map(c -> " by " + c.entry().nextHop().azureName())
                                    .orElse("");
            case Hop.Arrives(var nic) -> "at " + nic.id().name();
            case Hop.Handed(var members, var taken) ->
                    "to " + taken.id().name() + "/" + members.size();
            case Hop.Leaves(var as) -> "as " + as;
            case Hop.MeetsPlatform() -> "platform";
            case Hop.Dropped(var reason) -> reason;
        };
    }

    static Stream<Arguments> ways() {
        var none = LearnedRoutes.NONE;
        return Stream.of(
                arguments(base(), none, "10.2.0.4", "vm by VnetLocal > at vm"),
                arguments(base(), none, "10.1.0.6", "vm by VNetPeering > at nva2"),
                arguments(
                        base(),
                        none,
                        "10.1.0.99",
                        "vm by VNetPeering > no NIC in spoke or a network peered with it has 10.1.0.99 x"),
                arguments(base(), none, "8.8.8.8", "vm by Internet > as [20.50.0.4]"),
                arguments(base(), none, "168.63.129.16", "vm > platform"),
                arguments(base(), none, "2001:db8::1", "vm > no route holds 2001:db8::1 x"),
                arguments(base(), none, "20.50.0.5", "vm by Internet > as [20.50.0.4] > at nva1"),
                arguments(
                        base(),
                        none,
                        "20.50.0.9",
                        "vm by Internet > as [20.50.0.4] > no NIC stands behind the public address 20.50.0.9 x"),
                arguments(
                        with(user("9.0.0.0/8", new NextHop.None())),
                        none,
                        "9.9.9.9",
                        "vm by None > its next hop is None x"),
                arguments(
                        with(user("9.0.0.0/8", appliance("10.1.0.5"))),
                        none,
                        "9.9.9.9",
                        "vm by VirtualAppliance > to nva1/1 > nva1 by Internet > as [20.50.0.4, 20.50.0.5]"),
                arguments(
                        with(user("9.0.0.0/8", appliance("10.1.0.7"))),
                        none,
                        "9.9.9.9",
                        "vm by VirtualAppliance > closed 10.1.0.7 has IP forwarding off and is not handed packets to 9.9.9.9 x"),
                arguments(
                        with(user("9.0.0.0/8", appliance("10.1.0.99"))),
                        none,
                        "9.9.9.9",
                        "vm by VirtualAppliance > no NIC has the next hop 10.1.0.99 x"),
                arguments(
                        with(user("10.3.0.0/16", appliance("10.1.0.5"))),
                        none,
                        "10.3.0.4",
                        "vm by VirtualAppliance > to nva1/1 > nva1 by VNetPeering > the peering of far with hub"
                                + " takes nothing from 10.2.0.4, which is elsewhere (allowForwardedTraffic is false) x"),
                arguments(
                        with(user("10.1.0.7/32", appliance("10.1.0.7"))),
                        none,
                        "10.1.0.7",
                        "vm by VirtualAppliance > at closed"),
                arguments(
                        with(user("10.1.0.7/32", appliance("10.1.0.5"))),
                        none,
                        "10.1.0.7",
                        "vm by VirtualAppliance > to nva1/1 > nva1 by VnetLocal > at closed"),
                arguments(
                        new Networks()
                                .vnet("hub", "10.1.0.0/16")
                                .nic("vm", "hub", "10.1.0.4", DISABLED)
                                .nic("nva1", "hub", "10.1.0.5", ENABLED),
                        learnedIn("hub", learned("0.0.0.0/0", "10.1.0.5")),
                        "8.8.8.8",
                        "vm by VirtualNetworkGateway > to nva1/1 > nva1 by VirtualNetworkGateway > to nva1/1"
                                + " > it comes back to 10.1.0.5 again and again, until its TTL is used up x"),
                arguments(
                        new Networks()
                                .vnet("other", "10.3.0.0/16")
                                .nic("vm", "other", "10.3.0.4", DISABLED),
                        none,
                        "8.8.8.8",
                        "vm by Internet > 10.3.0.4 has no public address and no outbound rule, so nothing leaves x"));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void thePathFollowsTheEffectiveRoutesOfEachNicThatSends(
            Networks networks, LearnedRoutes learned, String to, String way) {
        assertThat(way(networks, learned, to)).isEqualTo(way);
    }

    @Test
    void aPeeringWithoutAccessEndsThePathThoughTheRouteIsThere() {
        var networks =
                new Networks()
                        .vnet("hub", "10.1.0.0/16")
                        .vnet("spoke", "10.2.0.0/16")
                        .peer("spoke", "hub", State.CONNECTED)
                        .peer("hub", "spoke", State.CONNECTED, Flag.ALLOW_VIRTUAL_NETWORK_ACCESS)
                        .nic("vm", "spoke", "10.2.0.4", DISABLED)
                        .nic("nva1", "hub", "10.1.0.5", ENABLED)
                        .table(
                                "spoke",
                                BgpPropagation.ENABLED,
                                user("10.9.0.0/16", appliance("10.1.0.5")));

        assertThat(way(networks, LearnedRoutes.NONE, "10.1.0.5"))
                .contains("spoke with hub lets nothing across")
                .endsWith(" x");
        assertThat(way(networks, LearnedRoutes.NONE, "10.9.0.1"))
                .contains("spoke with hub lets nothing across")
                .endsWith(" x");
    }

    @Test
    void ofEqualAppliancesTheOneThatTheFlowTookIsFollowed() {
        var networks =
                new Networks()
                        .vnet("hub", "10.1.0.0/16")
                        .nic("vm", "hub", "10.1.0.4", DISABLED)
                        .nic("nva1", "hub", "10.1.0.5", ENABLED)
                        .nic("nva2", "hub", "10.1.0.6", ENABLED);
        var learned = learnedIn("hub", learned("0.0.0.0/0", "10.1.0.5", "10.1.0.6"));

        assertThat(way(networks, learned, "8.8.8.8")).contains("> to nva1/2 > nva1 by");
        assertThat(way(networks, learned, "8.8.8.8", nicId("nva2")))
                .contains("> to nva2/2 > nva2 by");
        assertThat(way(networks, learned, "8.8.8.8", nicId("nva2"), nicId("nva1")))
                .contains("> to nva2/2 > nva2 by VirtualNetworkGateway > to nva1/2 > nva1 by");
    }
}
