package fairlead.azure.hub;

import static fairlead.azure.hub.Hubs.heard;
import static fairlead.azure.hub.Hubs.imports;
import static fairlead.azure.hub.Hubs.peer;
import static fairlead.azure.hub.Hubs.server;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import fairlead.azure.hub.HeardRoute.Freshness;
import fairlead.azure.hub.HeardRoute.Via;
import fairlead.azure.hub.Profile.InstanceViews;
import fairlead.azure.hub.RouteServer.RoutingPreference;
import fairlead.azure.hub.Selection.Outcome;
import fairlead.azure.hub.Selection.Rung;
import fairlead.azure.vnet.LearnedRoutes.Learned;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import fairlead.testkit.ForAll;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SelectionTest {

    private static final RouteServer SERVER =
            server(peer("nva_0", 65001, "10.1.2.4"), peer("nva_1", 65001, "10.1.2.5"));

    private static final HeardRoute BASE = heard(0, "nva_0", "9.0.0.0/8", "10.1.2.4", 65001);

    private static final HeardRoute OTHER = heard(0, "nva_1", "9.0.0.0/8", "10.1.2.5", 65001);

    @Test
    void equalPathsAreUsedTogetherAndTheReasonNamesThem() {
        assertThat(learned(SERVER, BASE, OTHER))
                .containsExactly(
                        new Learned(
                                Prefix.parse("9.0.0.0/8"),
                                List.of(IpAddress.parse("10.1.2.4"), IpAddress.parse("10.1.2.5")),
                                "BGP from nva_0, nva_1: AS path 65001"));
    }

    @Test
    void prependingTakesAPathOutWholly() {
        var prepended = heard(0, "nva_1", "9.0.0.0/8", "10.1.2.5", 65001, 65001, 65001);
        assertThat(hops(SERVER, BASE, prepended)).containsExactly("10.1.2.4");
    }

    static Stream<Arguments> rungs() {
        var expressRoute = via(OTHER, Via.EXPRESS_ROUTE);
        var vpn = via(OTHER, Via.VPN);
        return Stream.of(
                arguments(
                        Rung.PEERING,
                        RoutingPreference.EXPRESS_ROUTE,
                        BASE,
                        heard(0, "gone", "9.0.0.0/8", "10.1.2.6", 65001),
                        Outcome.REFUSED),
                arguments(
                        Rung.IMPORT,
                        RoutingPreference.EXPRESS_ROUTE,
                        BASE,
                        heard(0, "nva_1", "9.0.0.0/8", "10.1.2.5", 65001, 65515),
                        Outcome.REFUSED),
                arguments(
                        Rung.PREFERENCE,
                        RoutingPreference.EXPRESS_ROUTE,
                        longer(expressRoute),
                        BASE,
                        Outcome.LOST),
                arguments(
                        Rung.PREFERENCE,
                        RoutingPreference.VPN_GATEWAY,
                        longer(BASE),
                        expressRoute,
                        Outcome.LOST),
                arguments(
                        Rung.PREFERENCE,
                        RoutingPreference.VPN_GATEWAY,
                        longer(vpn),
                        via(BASE, Via.EXPRESS_ROUTE),
                        Outcome.LOST),
                arguments(
                        Rung.AS_PATH_LENGTH,
                        RoutingPreference.AS_PATH,
                        BASE,
                        longer(expressRoute),
                        Outcome.LOST),
                arguments(
                        Rung.AS_PATH_LENGTH,
                        RoutingPreference.EXPRESS_ROUTE,
                        BASE,
                        longer(OTHER),
                        Outcome.LOST),
                arguments(
                        Rung.AS_PATH_LENGTH,
                        RoutingPreference.EXPRESS_ROUTE,
                        BASE,
                        longer(vpn),
                        Outcome.LOST),
                arguments(
                        Rung.EQUAL_COST,
                        RoutingPreference.EXPRESS_ROUTE,
                        BASE,
                        vpn,
                        Outcome.MEMBER),
                arguments(
                        Rung.EQUAL_COST,
                        RoutingPreference.AS_PATH,
                        BASE,
                        expressRoute,
                        Outcome.MEMBER));
    }

    @ParameterizedTest(name = "{0} under {1}")
    @MethodSource("rungs")
    void theFirstRungThatDiffersDecides(
            Rung rung,
            RoutingPreference preference,
            HeardRoute winner,
            HeardRoute other,
            Outcome outcome) {
        var server = server(preference, SERVER.peers().toArray(RouteServer.Peer[]::new));
        for (var order : List.of(List.of(winner, other), List.of(other, winner))) {
            var choice = select(server, Profile.AZURE, order).choices().getFirst();
            assertThat(choice.verdicts())
                    .filteredOn(v -> v.route().equals(other))
                    .singleElement()
                    .satisfies(v -> {
                        assertThat(v.rung()).isEqualTo(rung);
                        assertThat(v.outcome()).isEqualTo(outcome);
                        assertThat(v.reason()).isNotBlank();
                    });
            assertThat(choice.nextHops()).contains(winner.nextHop());
            assertThat(choice.nextHops().contains(other.nextHop()))
                    .isEqualTo(outcome == Outcome.MEMBER);
        }
    }

    @Test
    void aPrefixOfWhichEveryPathIsRefusedIsNotLearnedButItsVerdictsStay() {
        var refused = heard(0, "nva_0", "9.0.0.0/8", "10.1.2.4", 65515);
        var selection = select(SERVER, Profile.AZURE, List.of(refused));
        assertThat(selection.learned()).isEmpty();
        assertThat(selection.choices().getFirst().verdicts())
                .singleElement()
                .satisfies(v -> assertThat(v.reason()).contains("65515"));
    }

    @Test
    void aPeerOnOneInstanceOnlyStillCountsAndOneOnBothCountsOnce() {
        assertThat(
                        hops(
                                SERVER,
                                BASE,
                                heard(1, "nva_0", "9.0.0.0/8", "10.1.2.4", 65001),
                                heard(1, "nva_1", "9.0.0.0/8", "10.1.2.5", 65001)))
                .containsExactly("10.1.2.4", "10.1.2.5");
    }

    @Test
    void aGatewaysRouteNeedsNeitherAPeeringNorANextHopInANetwork() {
        var gateway = via(heard(0, "gateway", "9.0.0.0/8", "172.31.0.1", 12076), Via.EXPRESS_ROUTE);
        assertThat(hops(SERVER, gateway)).containsExactly("172.31.0.1");
    }

    @Test
    void twoPeersMayNameTheSameNextHop() {
        assertThat(hops(SERVER, BASE, heard(0, "nva_1", "9.0.0.0/8", "10.1.2.4", 65001)))
                .containsExactly("10.1.2.4");
    }

    @Test
    void whetherInstancesChooseTogetherOrEachForItselfIsASetting() {
        var far = heard(1, "nva_1", "9.0.0.0/8", "10.1.2.5", 65001, 65001);
        var together = Profile.AZURE.with(InstanceViews.TOGETHER);
        var each = Profile.AZURE.with(InstanceViews.EACH);
        assertThat(select(SERVER, together, List.of(BASE, far)).learned().getFirst().nextHops())
                .containsExactly(IpAddress.parse("10.1.2.4"));
        assertThat(select(SERVER, each, List.of(BASE, far)).learned().getFirst().nextHops())
                .containsExactly(IpAddress.parse("10.1.2.4"), IpAddress.parse("10.1.2.5"));
    }

    @Test
    void aStaleRouteCountsAndIsCalledSo() {
        var stale =
                new HeardRoute(
                        0,
                        OTHER.peer(),
                        Via.APPLIANCE,
                        OTHER.prefix(),
                        OTHER.nextHop(),
                        OTHER.asPath(),
                        OTHER.origin(),
                        List.of(),
                        Freshness.STALE);
        assertThat(learned(SERVER, BASE, stale).getFirst().nextHops()).hasSize(2);
        assertThat(learned(SERVER, BASE, stale).getFirst().reason())
                .isEqualTo("BGP from nva_0, nva_1 (stale): AS path 65001");
    }

    @Test
    void nextHopsComeInTheOrderOfPeersNotOfAddresses() {
        var server = server(peer("b", 65001, "10.1.2.9"), peer("a", 65001, "10.1.2.4"));
        assertThat(
                        hops(
                                server,
                                heard(0, "a", "9.0.0.0/8", "10.1.2.4", 65001),
                                heard(0, "b", "9.0.0.0/8", "10.1.2.9", 65001)))
                .containsExactly("10.1.2.9", "10.1.2.4");
    }

    /** Said a second time: usable paths, the preferred source, the shortest, all of those. */
    @Test
    void theChoiceFollowsTheLadderAndNotTheOrderOfArrival() {
        ForAll.forAll(
                500,
                SelectionTest::draw,
                paths -> {
                    var selection = select(SERVER, Profile.AZURE, paths);
                    var expected =
                            paths.stream()
                                    .filter(p -> !p.asPath().contains(RouteServer.AZURE_ASN))
                                    .toList();
                    boolean expressRoute =
                            expected.stream().anyMatch(p -> p.via() == Via.EXPRESS_ROUTE);
                    expected =
                            expected.stream()
                                    .filter(p -> !expressRoute || p.via() == Via.EXPRESS_ROUTE)
                                    .toList();
                    int shortest =
                            expected.stream().mapToInt(p -> p.asPath().length()).min().orElse(0);
                    var hops =
                            expected.stream()
                                    .filter(p -> p.asPath().length() == shortest)
                                    .map(HeardRoute::nextHop)
                                    .distinct()
                                    .toList();
                    assertThat(selection.choices().getFirst().nextHops())
                            .containsExactlyInAnyOrderElementsOf(hops);
                    for (var road : roads(paths)) {
                        assertThat(select(SERVER, Profile.AZURE, road)).isEqualTo(selection);
                    }
                });
    }

    /** Backwards, each twice, and every rotation. */
    private static List<List<HeardRoute>> roads(List<HeardRoute> paths) {
        var roads = new ArrayList<List<HeardRoute>>();
        roads.add(paths.reversed());
        roads.add(paths.stream().flatMap(p -> Stream.of(p, p)).toList());
        for (int i = 1; i < paths.size(); i++) {
            roads.add(
                    Stream.concat(
                                    paths.subList(i, paths.size()).stream(),
                                    paths.subList(0, i).stream())
                            .toList());
        }
        return roads;
    }

    private static List<HeardRoute> draw(SplittableRandom random) {
        var paths = new ArrayList<HeardRoute>();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            var asns = new long[1 + random.nextInt(3)];
            for (int j = 0; j < asns.length; j++) {
                asns[j] = random.nextInt(8) == 0 ? 65515 : 65001 + random.nextInt(2);
            }
            int nva = random.nextInt(2);
            var path =
                    heard(
                            random.nextInt(2),
                            "nva_" + nva,
                            "9.0.0.0/8",
                            "10.1.2." + (4 + nva),
                            asns);
            boolean looped = path.asPath().contains(RouteServer.AZURE_ASN);
            paths.add(random.nextInt(4) == 0 && !looped ? via(path, Via.EXPRESS_ROUTE) : path);
        }
        return paths;
    }

    private static HeardRoute via(HeardRoute route, Via via) {
        return new HeardRoute(
                route.instance(),
                route.peer(),
                via,
                route.prefix(),
                route.nextHop(),
                route.asPath(),
                route.origin(),
                route.communities(),
                route.freshness());
    }

    private static HeardRoute longer(HeardRoute route) {
        return new HeardRoute(
                route.instance(),
                route.peer(),
                route.via(),
                route.prefix(),
                route.nextHop(),
                route.asPath().prepended(new fairlead.net.Asn(65001)),
                route.origin(),
                route.communities(),
                route.freshness());
    }

    private static Selection select(RouteServer server, Profile profile, List<HeardRoute> heard) {
        return Selection.of(server, imports(server), profile, heard);
    }

    private static List<Learned> learned(RouteServer server, HeardRoute... heard) {
        return select(server, Profile.AZURE, List.of(heard)).learned();
    }

    private static List<String> hops(RouteServer server, HeardRoute... heard) {
        return learned(server, heard).getFirst().nextHops().stream()
                .map(IpAddress::toString)
                .toList();
    }
}
