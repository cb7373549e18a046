package fairlead.azure.vnet;

import static fairlead.azure.vnet.Networks.appliance;
import static fairlead.azure.vnet.Networks.learned;
import static fairlead.azure.vnet.Networks.learnedIn;
import static fairlead.azure.vnet.Networks.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import fairlead.azure.vnet.Topology.BgpPropagation;
import fairlead.azure.vnet.Topology.Peering.State;
import fairlead.azure.vnet.Why.Candidate;
import fairlead.azure.vnet.Why.Outcome;
import fairlead.net.IpAddress;
import fairlead.testkit.ForAll;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhyTest {

    private static Networks base() {
        return new Networks().vnet("vnet", "10.1.0.0/16");
    }

    private static Networks with(Topology.UserRoute... routes) {
        return base().table("vnet", BgpPropagation.ENABLED, routes);
    }

    private static LearnedRoutes bgp(String prefix) {
        return learnedIn("vnet", learned(prefix, "10.1.2.4"));
    }

    static Stream<Arguments> decisions() {
        return Stream.of(
                // rung, networks, learned, address, winner, loser
                arguments(
                        Rung.LONGEST_PREFIX,
                        base(),
                        bgp("9.1.0.0/16"),
                        "9.1.2.3",
                        "9.1.0.0/16 VirtualNetworkGateway",
                        "0.0.0.0/0 Internet"),
                arguments(
                        Rung.LONGEST_PREFIX,
                        with(user("9.0.0.0/8", appliance("10.1.2.5"))),
                        bgp("9.1.0.0/16"),
                        "9.1.2.3",
                        "9.1.0.0/16 VirtualNetworkGateway",
                        "9.0.0.0/8 VirtualAppliance"),
                arguments(
                        Rung.LONGEST_PREFIX,
                        with(user("9.1.0.0/16", appliance("10.1.2.5"))),
                        bgp("9.0.0.0/8"),
                        "9.1.2.3",
                        "9.1.0.0/16 VirtualAppliance",
                        "9.0.0.0/8 VirtualNetworkGateway"),
                arguments(
                        Rung.SOURCE,
                        with(user("9.1.0.0/16", appliance("10.1.2.5"))),
                        bgp("9.1.0.0/16"),
                        "9.1.2.3",
                        "9.1.0.0/16 VirtualAppliance",
                        "9.1.0.0/16 VirtualNetworkGateway"),
                arguments(
                        Rung.SOURCE,
                        base(),
                        bgp("0.0.0.0/0"),
                        "9.1.2.3",
                        "0.0.0.0/0 VirtualNetworkGateway",
                        "0.0.0.0/0 Internet"),
                arguments(
                        Rung.SOURCE,
                        with(user("10.1.0.0/16", appliance("10.1.2.5"))),
                        LearnedRoutes.NONE,
                        "10.1.9.9",
                        "10.1.0.0/16 VirtualAppliance",
                        "10.1.0.0/16 VnetLocal"),
                arguments(
                        Rung.SYSTEM_SPACE,
                        base(),
                        bgp("10.1.9.0/24"),
                        "10.1.9.9",
                        "10.1.0.0/16 VnetLocal",
                        "10.1.9.0/24 VirtualNetworkGateway"),
                arguments(
                        Rung.SYSTEM_SPACE,
                        base(),
                        bgp("10.1.0.0/16"),
                        "10.1.9.9",
                        "10.1.0.0/16 VnetLocal",
                        "10.1.0.0/16 VirtualNetworkGateway"),
                arguments(
                        Rung.PROPAGATION,
                        base().table("vnet", BgpPropagation.DISABLED),
                        bgp("9.1.0.0/16"),
                        "9.1.2.3",
                        "0.0.0.0/0 Internet",
                        "9.1.0.0/16 VirtualNetworkGateway"),
                arguments(
                        Rung.GATEWAY_TRANSIT,
                        base().vnet("hub", "10.0.0.0/16")
                                .peer("vnet", "hub", State.CONNECTED)
                                .peer("hub", "vnet", State.CONNECTED),
                        learnedIn("hub", learned("9.1.0.0/16", "10.0.0.4")),
                        "9.1.2.3",
                        "0.0.0.0/0 Internet",
                        "9.1.0.0/16 VirtualNetworkGateway"),
                arguments(
                        Rung.RESERVED_SPACE,
                        base(),
                        bgp("0.0.0.0/0"),
                        "172.16.0.1",
                        "0.0.0.0/0 VirtualNetworkGateway",
                        "172.16.0.0/12 None"),
                arguments(
                        Rung.RESERVED_SPACE,
                        with(user("0.0.0.0/0", appliance("10.1.2.5"))),
                        LearnedRoutes.NONE,
                        "172.16.0.1",
                        "0.0.0.0/0 VirtualAppliance",
                        "172.16.0.0/12 None"));
    }

    @ParameterizedTest(name = "{0}: {4} beats {5}")
    @MethodSource("decisions")
    void theRungThatDecidesIsNamedForTheWinnerAndForTheLoser(
            Rung rung,
            Networks networks,
            LearnedRoutes learned,
            String address,
            String winner,
            String loser) {
        var why = Why.of(networks.routes("vnet", learned), IpAddress.parse(address));
        assertThat(why.chosen())
                .hasValueSatisfying(c -> {
                    assertThat(text(c)).isEqualTo(winner);
                    assertThat(c.rung()).isEqualTo(rung);
                });
        assertThat(why.candidates())
                .filteredOn(c -> text(c).equals(loser))
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.outcome()).isEqualTo(Outcome.LOST);
                    assertThat(c.rung()).isEqualTo(rung);
                    assertThat(c.reason()).isNotBlank();
                });
    }

    @Test
    void withNoOtherCandidateNothingHadToBeDecided() {
        var why = Why.of(base().routes("vnet", LearnedRoutes.NONE), IpAddress.parse("9.1.2.3"));
        assertThat(why.candidates())
                .singleElement()
                .satisfies(c -> {
                    assertThat(text(c)).isEqualTo("0.0.0.0/0 Internet");
                    assertThat(c.rung()).isEqualTo(Rung.UNDISPUTED);
                });
    }

    @Test
    void allCandidatesAreListedLongestFirst() {
        var networks =
                with(
                        user("0.0.0.0/0", appliance("10.1.2.5")),
                        user("9.0.0.0/8", appliance("10.1.2.5")));
        var learned =
                learnedIn(
                        "vnet",
                        learned("9.1.0.0/16", "10.1.2.4"),
                        learned("0.0.0.0/0", "10.1.2.4"));
        var why = Why.of(networks.routes("vnet", learned), IpAddress.parse("9.1.2.3"));
        assertThat(why.candidates().stream().map(c -> c.outcome() + " " + text(c) + " " + c.rung()))
                .containsExactly(
                        "CHOSEN 9.1.0.0/16 VirtualNetworkGateway LONGEST_PREFIX",
                        "LOST 9.0.0.0/8 VirtualAppliance LONGEST_PREFIX",
                        "LOST 0.0.0.0/0 VirtualAppliance LONGEST_PREFIX",
                        "LOST 0.0.0.0/0 VirtualNetworkGateway SOURCE",
                        "LOST 0.0.0.0/0 Internet SOURCE");
    }

    @Test
    void theMembersAreTheNextHopsThatShareTheFlows() {
        var learned = learnedIn("vnet", learned("0.0.0.0/0", "10.1.2.7", "10.1.2.4"));
        var why = Why.of(base().routes("vnet", learned), IpAddress.parse("9.1.2.3"));
        assertThat(why.members())
                .containsExactly(IpAddress.parse("10.1.2.7"), IpAddress.parse("10.1.2.4"));
        assertThat(
                        Why.of(
                                        base().routes("vnet", LearnedRoutes.NONE),
                                        IpAddress.parse("9.1.2.3"))
                                .members())
                .isEmpty();
    }

    @Test
    void anAddressThatNothingHoldsHasNoChoice() {
        var why = Why.of(base().routes("vnet", LearnedRoutes.NONE), IpAddress.parse("2001:db8::1"));
        assertThat(why.candidates()).isEmpty();
        assertThat(why.chosen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"168.63.129.16", "169.254.169.254"})
    void thePlatformsAddressesFollowNoRouteAtAll(String address) {
        var networks =
                with(
                        user("0.0.0.0/0", appliance("10.1.2.5")),
                        user(address + "/32", appliance("10.1.2.5")));
        var why = Why.of(networks.routes("vnet", LearnedRoutes.NONE), IpAddress.parse(address));
        assertThat(why.chosen()).isEmpty();
        assertThat(why.members()).isEmpty();
        assertThat(why.candidates())
                .isNotEmpty()
                .allSatisfy(c -> assertThat(c.rung()).isEqualTo(Rung.PLATFORM));
    }

    /** The lookup is written a second time, as a person would: the longest active prefix. */
    @Test
    void theChoiceIsTheLongestActivePrefixWhateverTheRoutes() {
        ForAll.forAll(
                300,
                WhyTest::drawTable,
                table -> {
                    var random = new SplittableRandom(table.hashCode());
                    for (int i = 0; i < 20; i++) {
                        var address = IpAddress.v4(near(random));
                        var why = Why.of(table, address);
                        var active =
                                table.routes().stream()
                                        .filter(e -> e.state() == EffectiveRoutes.State.ACTIVE)
                                        .filter(e -> e.prefix().contains(address))
                                        .toList();
                        int longest =
                                active.stream()
                                        .mapToInt(e -> e.prefix().length())
                                        .max()
                                        .orElseThrow();
                        assertThat(active.stream().filter(e -> e.prefix().length() == longest))
                                .containsExactly(why.chosen().orElseThrow().entry());
                        assertThat(why.candidates())
                                .filteredOn(c -> c.outcome() == Outcome.CHOSEN)
                                .hasSize(1);
                    }
                });
    }

    private static EffectiveRoutes drawTable(SplittableRandom random) {
        var learned = new ArrayList<LearnedRoutes.Learned>();
        var users = new ArrayList<Topology.UserRoute>();
        for (int i = 0; i < 6; i++) {
            var prefix =
                    new fairlead.net.Prefix(IpAddress.v4(near(random)), random.nextInt(33))
                            .toString();
            if (random.nextBoolean()) {
                learned.add(learned(prefix, "10.1.2.4"));
            } else if (users.stream().noneMatch(u -> u.prefix().toString().equals(prefix))) {
                users.add(user(prefix, appliance("10.1.2.5")));
            }
        }
        return with(users.toArray(Topology.UserRoute[]::new))
                .routes("vnet", new LearnedRoutes(Map.of(Networks.vnetId("vnet"), learned)));
    }

    private static int near(SplittableRandom random) {
        return (random.nextInt(2) == 0 ? 0x0a01_0000 : 0x0900_0000) | random.nextInt(0x400);
    }

    private static String text(Candidate candidate) {
        return candidate.entry().prefix() + " " + candidate.entry().nextHop().azureName();
    }

    @Test
    void reasonsNameWhatAPersonWouldLookFor() {
        var off =
                Why.of(
                        base().table("vnet", BgpPropagation.DISABLED)
                                .routes("vnet", bgp("9.1.0.0/16")),
                        IpAddress.parse("9.1.2.3"));
        assertThat(reasons(off)).anyMatch(r -> r.contains("rt-vnet") && r.contains("disableBgp"));
        var space = Why.of(base().routes("vnet", bgp("10.1.9.0/24")), IpAddress.parse("10.1.9.9"));
        assertThat(reasons(space)).anyMatch(r -> r.contains("address space of vnet"));
        var rule =
                Why.of(
                        with(user("9.1.0.0/16", appliance("10.1.2.5")))
                                .routes("vnet", bgp("9.1.0.0/16")),
                        IpAddress.parse("9.1.2.3"));
        assertThat(reasons(rule)).anyMatch(r -> r.contains("by User: route user of table rt-vnet"));
    }

    private static List<String> reasons(Why why) {
        return why.candidates().stream().map(Candidate::reason).toList();
    }
}
