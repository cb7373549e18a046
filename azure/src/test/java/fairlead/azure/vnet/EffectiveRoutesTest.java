package fairlead.azure.vnet;

import static fairlead.azure.vnet.Networks.appliance;
import static fairlead.azure.vnet.Networks.learned;
import static fairlead.azure.vnet.Networks.learnedIn;
import static fairlead.azure.vnet.Networks.subnetId;
import static fairlead.azure.vnet.Networks.user;
import static fairlead.azure.vnet.RouteLines.learnedRows;
import static fairlead.azure.vnet.RouteLines.print;
import static fairlead.azure.vnet.RouteLines.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import fairlead.azure.vnet.EffectiveRoutes.Entry;
import fairlead.azure.vnet.LearnedRoutes.Learned;
import fairlead.azure.vnet.Topology.BgpPropagation;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectiveRoutesTest {

    private static final String[] EIGHT = {
        "10.1.2.5",
        "10.1.2.7",
        "10.1.2.8",
        "10.1.2.9",
        "10.1.2.10",
        "10.1.2.11",
        "10.1.2.13",
        "10.1.2.4"
    };

    private static Networks alone() {
        return new Networks().vnet("vnet", "10.1.0.0/16");
    }

    @Test
    void aLonelyNetworkHasItsSpaceTheInternetAndTheReservedRangesInAzuresOrder() {
        assertThat(print(alone().routes("vnet", LearnedRoutes.NONE)))
                .isEqualTo(
                        """
                        Default Active 10.1.0.0/16 VnetLocal
                        Default Active 0.0.0.0/0 Internet
                        Default Active 10.0.0.0/8 None
                        Default Active 127.0.0.0/8 None
                        Default Active 100.64.0.0/10 None
                        Default Active 172.16.0.0/12 None
                        Default Active 25.176.0.0/13 None
                        Default Active 25.152.0.0/14 None
                        Default Active 25.184.0.0/14 None
                        Default Active 25.4.0.0/14 None
                        Default Active 25.148.0.0/15 None
                        Default Active 198.18.0.0/15 None
                        Default Active 25.150.0.0/16 None
                        Default Active 25.156.0.0/16 None
                        Default Active 25.159.0.0/16 None
                        Default Active 40.109.0.0/16 None
                        Default Active 192.168.0.0/16 None
                        Default Active 104.147.0.0/16 None
                        Default Active 157.59.0.0/16 None
                        Default Active 40.108.0.0/17 None
                        Default Active 104.146.0.0/17 None
                        Default Active 23.103.0.0/18 None
                        Default Active 20.35.252.0/22 None
                        """);
    }

    @Test
    void eightAppliancesThatAnnounceADefaultTakeThePlaceOfTheSystemsAndOfTheReservedRanges() {
        var networks =
                alone().table(
                                "vnet",
                                BgpPropagation.ENABLED,
                                user("109.125.124.132/32", new NextHop.Internet()));
        var learned = learnedIn("vnet", learned("0.0.0.0/0", EIGHT), learned("10.1.0.0/16", EIGHT));
        assertThat(print(networks.routes("vnet", learned)))
                .isEqualTo(
                        """
                        Default Active 10.1.0.0/16 VnetLocal
                        VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway 10.1.2.5
                        VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway 10.1.2.7
                        VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway 10.1.2.8
                        VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway 10.1.2.9
                        VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway 10.1.2.10
                        VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway 10.1.2.11
                        VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway 10.1.2.13
                        VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway 10.1.2.4
                        User Active 109.125.124.132/32 Internet
                        """);
    }

    @Test
    void equalPathsAreTwoRowsAndAPrependLeavesOne() {
        var networks = new Networks().vnet("vnet", "10.1.0.0/16");
        var both = learnedIn("vnet", learned("192.168.255.0/24", "10.1.0.4", "10.1.0.5"));
        var one = learnedIn("vnet", learned("192.168.255.0/24", "10.1.0.4"));
        assertThat(learnedRows(networks.routes("vnet", both)))
                .containsExactly(
                        "VirtualNetworkGateway Active 192.168.255.0/24 VirtualNetworkGateway 10.1.0.4",
                        "VirtualNetworkGateway Active 192.168.255.0/24 VirtualNetworkGateway 10.1.0.5");
        assertThat(learnedRows(networks.routes("vnet", one)))
                .containsExactly(
                        "VirtualNetworkGateway Active 192.168.255.0/24 VirtualNetworkGateway 10.1.0.4");
    }

    @Test
    void aUsersDefaultLeavesTheSystemsAsInvalidAndTheReservedRangesVanish() {
        var networks =
                alone().table(
                                "vnet",
                                BgpPropagation.ENABLED,
                                user("0.0.0.0/0", appliance("10.1.2.4")));
        assertThat(print(networks.routes("vnet", LearnedRoutes.NONE)))
                .isEqualTo(
                        """
                        Default Active 10.1.0.0/16 VnetLocal
                        Default Invalid 0.0.0.0/0 Internet
                        User Active 0.0.0.0/0 VirtualAppliance 10.1.2.4
                        """);
    }

    @Test
    void underAUsersAndALearnedDefaultTheSystemsIsNotEvenInvalid() {
        var networks =
                alone().table(
                                "vnet",
                                BgpPropagation.ENABLED,
                                user("0.0.0.0/0", new NextHop.Internet()));
        assertThat(
                        print(
                                networks.routes(
                                        "vnet",
                                        learnedIn("vnet", learned("0.0.0.0/0", "10.1.2.4")))))
                .isEqualTo(
                        """
                        Default Active 10.1.0.0/16 VnetLocal
                        VirtualNetworkGateway Invalid 0.0.0.0/0 VirtualNetworkGateway 10.1.2.4
                        User Active 0.0.0.0/0 Internet
                        """);
    }

    @Test
    void withoutPropagationNothingLearnedIsLeftAndTheSystemsDefaultIsBack() {
        var learned =
                learnedIn(
                        "vnet", learned("0.0.0.0/0", "10.1.2.4"), learned("9.0.0.0/8", "10.1.2.4"));
        var off = alone().table("vnet", BgpPropagation.DISABLED).routes("vnet", learned);
        assertThat(print(off)).isEqualTo(print(alone().routes("vnet", LearnedRoutes.NONE)));
        assertThat(off.hidden())
                .extracting(Entry::rung)
                .containsExactly(Rung.PROPAGATION, Rung.PROPAGATION);
        var on = alone().table("vnet", BgpPropagation.ENABLED).routes("vnet", learned);
        assertThat(learnedRows(on)).hasSize(2);
    }

    @Test
    void aNextHopInNoNetworkIsTheGatewaysOwnAndStays() {
        var table = alone().routes("vnet", learnedIn("vnet", learned("9.0.0.0/8", "172.31.0.1")));
        assertThat(learnedRows(table))
                .containsExactly(
                        "VirtualNetworkGateway Active 9.0.0.0/8 VirtualNetworkGateway 172.31.0.1");
    }

    @ParameterizedTest(name = "{0} is hidden: {1}")
    @CsvSource({
        "10.1.0.0/16, true",
        "10.1.2.0/24, true",
        "10.1.2.4/32, true",
        "10.0.0.0/15, false",
        "10.2.0.0/16, true",
        "10.2.9.0/24, true",
        "10.3.0.0/16, false"
    })
    void bgpDoesNotReachIntoOwnOrPeeredSpaceButASupernetIsTaken(String prefix, boolean hidden) {
        var networks =
                new Networks()
                        .vnet("vnet", "10.1.0.0/16")
                        .vnet("peer", "10.2.0.0/16")
                        .peered("vnet", "peer");
        var table = networks.routes("vnet", learnedIn("vnet", learned(prefix, "10.1.2.4")));
        assertThat(learnedRows(table)).hasSize(hidden ? 0 : 1);
        assertThat(table.hidden().stream().anyMatch(e -> e.rung() == Rung.SYSTEM_SPACE))
                .isEqualTo(hidden);
    }

    @Test
    void aUsersRouteOverridesOwnAndPeeredSpaceWhichIsThenInvalid() {
        var networks =
                new Networks()
                        .vnet("vnet", "10.1.0.0/16")
                        .vnet("peer", "10.2.0.0/16")
                        .peered("vnet", "peer")
                        .table(
                                "vnet",
                                BgpPropagation.ENABLED,
                                user("10.1.0.0/16", appliance("10.1.2.4")),
                                user("10.2.0.0/16", appliance("10.1.2.4")),
                                user("10.1.9.0/24", new NextHop.None()));
        assertThat(
                        networks.routes("vnet", LearnedRoutes.NONE).routes().stream()
                                .filter(e -> !e.reason().contains("Azure sends nowhere"))
                                .flatMap(e -> rows(e).stream()))
                .containsExactly(
                        "Default Invalid 10.1.0.0/16 VnetLocal",
                        "Default Invalid 10.2.0.0/16 VNetPeering",
                        "Default Active 0.0.0.0/0 Internet",
                        "User Active 10.1.0.0/16 VirtualAppliance 10.1.2.4",
                        "User Active 10.2.0.0/16 VirtualAppliance 10.1.2.4",
                        "User Active 10.1.9.0/24 None");
    }

    @Test
    void aNetworkThatIsAReservedRangeTakesItsPlaceAndOneInsideLeavesIt() {
        var exactly = new Networks().vnet("vnet", "192.168.0.0/16");
        assertThat(print(exactly.routes("vnet", LearnedRoutes.NONE)))
                .contains("192.168.0.0/16 VnetLocal")
                .doesNotContain("192.168.0.0/16 None");
        assertThat(print(alone().routes("vnet", LearnedRoutes.NONE)))
                .contains("10.1.0.0/16 VnetLocal", "10.0.0.0/8 None");
    }

    @Test
    void aReservedRangeYieldsToALearnedOneAndIsInvalidUnderAUsers() {
        var learned = learnedIn("vnet", learned("172.16.0.0/12", "10.1.2.4"));
        assertThat(print(alone().routes("vnet", learned)))
                .contains("VirtualNetworkGateway Active 172.16.0.0/12")
                .doesNotContain("172.16.0.0/12 None");
        var ruled =
                alone().table(
                                "vnet",
                                BgpPropagation.ENABLED,
                                user("172.16.0.0/12", appliance("10.1.2.4")));
        assertThat(print(ruled.routes("vnet", LearnedRoutes.NONE)))
                .contains(
                        "Default Invalid 172.16.0.0/12 None",
                        "User Active 172.16.0.0/12 VirtualAppliance 10.1.2.4");
    }

    @Test
    void underAUsersAndALearnedRouteOfTheSamePrefixAReservedRangeIsNotEvenInvalid() {
        var ruled =
                alone().table(
                                "vnet",
                                BgpPropagation.ENABLED,
                                user("172.16.0.0/12", appliance("10.1.2.4")));
        var learned = learnedIn("vnet", learned("172.16.0.0/12", "10.1.2.4"));
        assertThat(print(ruled.routes("vnet", learned)))
                .contains(
                        "User Active 172.16.0.0/12", "VirtualNetworkGateway Invalid 172.16.0.0/12")
                .doesNotContain("172.16.0.0/12 None");
    }

    @Test
    void anActiveRouteSaysWhetherItHadARivalOfItsPrefix() {
        var table = alone().routes("vnet", learnedIn("vnet", learned("0.0.0.0/0", "10.1.2.4")));
        assertThat(table.routes())
                .extracting(e -> e.prefix() + " " + e.rung())
                .containsExactly("10.1.0.0/16 UNDISPUTED", "0.0.0.0/0 SOURCE");
    }

    @Test
    void theReadingSaysWhichRangesAreReservedAndWhetherAnOverruledLearnedRouteIsShown() {
        var networks =
                alone().table(
                                "vnet",
                                BgpPropagation.ENABLED,
                                user("9.0.0.0/8", appliance("10.1.2.5")));
        var learned = learnedIn("vnet", learned("9.0.0.0/8", "10.1.2.4"));
        assertThat(print(networks.routes("vnet", learned)))
                .contains("VirtualNetworkGateway Invalid 9.0.0.0/8", "25.176.0.0/13 None");
        var other =
                new RouteReading(
                        RouteReading.DOCUMENTED_RESERVED, RouteReading.OverruledBgp.HIDDEN);
        assertThat(print(EffectiveRoutes.of(subnetId("vnet"), networks.topology(), learned, other)))
                .isEqualTo(
                        """
                        Default Active 10.1.0.0/16 VnetLocal
                        Default Active 0.0.0.0/0 Internet
                        Default Active 10.0.0.0/8 None
                        Default Active 172.16.0.0/12 None
                        Default Active 192.168.0.0/16 None
                        Default Active 100.64.0.0/10 None
                        User Active 9.0.0.0/8 VirtualAppliance 10.1.2.5
                        """);
    }

    @Test
    void theTableDoesNotDependOnTheOrderInWhichRoutesWereLearned() {
        var routes =
                List.of(
                        learned("0.0.0.0/0", EIGHT),
                        learned("9.0.0.0/8", "10.1.2.5"),
                        learned("9.1.0.0/16", "10.1.2.7"),
                        learned("10.1.0.0/16", EIGHT));
        var expected =
                alone().routes("vnet", new LearnedRoutes(Map.of(Networks.vnetId("vnet"), routes)));
        var random = new Random(1);
        for (int i = 0; i < 24; i++) {
            var shuffled = new ArrayList<Learned>(routes);
            Collections.shuffle(shuffled, random);
            assertThat(
                            alone().routes(
                                            "vnet",
                                            new LearnedRoutes(
                                                    Map.of(Networks.vnetId("vnet"), shuffled))))
                    .isEqualTo(expected);
        }
    }

    @Test
    void ofEveryPrefixExactlyOneRouteIsActiveOrNone() {
        var networks =
                alone().table(
                                "vnet",
                                BgpPropagation.ENABLED,
                                user("0.0.0.0/0", appliance("10.1.2.4")),
                                user("10.1.0.0/16", appliance("10.1.2.4")));
        var table =
                networks.routes(
                        "vnet",
                        learnedIn(
                                "vnet", learned("0.0.0.0/0", EIGHT), learned("9.0.0.0/8", EIGHT)));
        assertThat(
                        table.routes().stream()
                                .filter(e -> e.state() == EffectiveRoutes.State.ACTIVE)
                                .map(Entry::prefix))
                .doesNotHaveDuplicates()
                .contains(Prefix.ALL_V4, Prefix.parse("10.1.0.0/16"), Prefix.parse("9.0.0.0/8"));
    }

    @Test
    void aSubnetThatIsNotThereIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> alone().routes("other", LearnedRoutes.NONE))
                .withMessageContaining("virtualNetworks/other/subnets/default");
    }
}
