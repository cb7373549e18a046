package fairlead.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.hub.ImportRules;
import fairlead.azure.hub.Profile;
import fairlead.azure.hub.RouteServer;
import fairlead.azure.hub.Selection;
import fairlead.bgp.rib.AdvertisedRoute;
import fairlead.bgp.rib.HeardRoute;
import fairlead.bgp.rib.RejectedRoute;
import fairlead.bgp.session.PeerState;
import fairlead.bgp.speaker.IdleHold;
import fairlead.bgp.speaker.Neighbour;
import fairlead.bgp.speaker.SessionReport;
import fairlead.bgp.wire.AsPath;
import fairlead.bgp.wire.Community;
import fairlead.bgp.wire.Origin;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.cloud.Request;
import fairlead.cloud.SessionKey;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Two appliances at both instances; b's path is longer, and it tells three routes that nobody
 * takes.
 */
class LookingGlassTest {

    private static final ArmId HUB =
            ArmId.parse(
                    "/subscriptions/s/resourceGroups/lab/providers/Microsoft.Network/virtualHubs/rs");
    private static final Prefix DEFAULT = Prefix.ALL_V4;
    private static final RouteServer SERVER =
            new RouteServer(
                    HUB,
                    1,
                    HUB,
                    Prefix.parse("10.1.1.0/24"),
                    List.of(IpAddress.parse("10.1.1.4"), IpAddress.parse("10.1.1.5")),
                    RouteServer.AZURE_ASN,
                    RouteServer.BranchToBranch.NOT_ALLOWED,
                    RouteServer.RoutingPreference.EXPRESS_ROUTE,
                    List.of(peer("a", "10.1.2.4"), peer("b", "10.1.2.5")));

    private static RouteServer.Peer peer(String name, String address) {
        return new RouteServer.Peer(
                HUB.child("bgpConnections", name), name, new Asn(65001), IpAddress.parse(address));
    }

    private static HeardRoute heard(
            RouteServer.Peer peer, Prefix prefix, String hop, long... path) {
        return new HeardRoute(
                peer.id().toString(),
                prefix,
                PathAttributes.of(
                        new PathAttribute.OriginIs(Origin.IGP),
                        new PathAttribute.AsPathIs(AsPath.of(path)),
                        new PathAttribute.NextHopIs(IpAddress.parse(hop)),
                        new PathAttribute.Communities(List.of(Community.of(65001, 7)))));
    }

    private static final List<RejectedRoute> REFUSED =
            List.of(
                    new RejectedRoute(
                            heard(
                                    peer("b", "10.1.2.5"),
                                    Prefix.parse("10.7.0.0/16"),
                                    "10.1.2.5",
                                    65001,
                                    65515),
                            RejectedRoute.Reason.OWN_AS_IN_PATH,
                            "loop"),
                    new RejectedRoute(
                            heard(
                                    peer("b", "10.1.2.5"),
                                    Prefix.parse("10.1.1.0/24"),
                                    "10.1.2.5",
                                    65001),
                            RejectedRoute.Reason.IGNORED_PREFIX,
                            "ignored"),
                    new RejectedRoute(
                            heard(
                                    peer("b", "10.1.2.5"),
                                    Prefix.parse("10.8.0.0/16"),
                                    "192.0.2.1",
                                    65001),
                            RejectedRoute.Reason.NEXT_HOP_OUTSIDE,
                            "outside"));

    private static SessionTable table(int instance, RouteServer.Peer peer) {
        boolean a = peer.name().equals("a");
        var route =
                a
                        ? heard(peer, DEFAULT, "10.1.2.4", 65001)
                        : heard(peer, DEFAULT, "10.1.2.5", 65001, 65001);
        return new SessionTable(
                instance,
                new SessionReport(
                        new Neighbour(peer.id().toString(), peer.address(), peer.asn()),
                        PeerState.ESTABLISHED,
                        Instant.EPOCH,
                        Duration.ofSeconds(180),
                        "hold timer expired",
                        IdleHold.NONE,
                        new SessionReport.Counters(9, 8, 2, 1, 3, a ? 1 : 4, 1, 1)),
                List.of(route),
                a ? List.of() : REFUSED,
                List.of(
                        new AdvertisedRoute(
                                Prefix.parse("10.1.0.0/16"),
                                PathAttributes.of(
                                        new PathAttribute.OriginIs(Origin.IGP),
                                        new PathAttribute.AsPathIs(AsPath.of(65515)),
                                        new PathAttribute.NextHopIs(
                                                SERVER.instances().get(instance))))),
                a ? Set.of(DEFAULT) : Set.of());
    }

    private static ObjectNode json(
            Map<String, String> query, java.util.function.Function<LookingGlass, ObjectNode> what)
            throws RefusedException {
        return json(
                query,
                what,
                SERVER.peers().stream().flatMap(p -> Stream.of(table(0, p), table(1, p))).toList());
    }

    private static ObjectNode json(
            Map<String, String> query,
            java.util.function.Function<LookingGlass, ObjectNode> what,
            List<SessionTable> tables)
            throws RefusedException {
        var heard = new ArrayList<fairlead.azure.hub.HeardRoute>();
        for (var p : SERVER.peers()) {
            for (int i = 0; i < 2; i++) {
                heard.add(
                        SpeakerConfigs.heard(
                                new SessionKey(HUB, i, p.id()), table(i, p).accepted().getFirst()));
            }
        }
        if (tables.stream().allMatch(table -> table.accepted().isEmpty())) {
            heard.replaceAll(LookingGlassTest::stale);
        }
        var imports =
                new ImportRules(
                        SERVER.asn(), SERVER.subnet(), List.of(Prefix.parse("10.1.0.0/16")), 1000);
        var view =
                new LookingGlass.View(
                        SERVER, Selection.of(SERVER, imports, Profile.AZURE, heard), tables);
        var request =
                new Request(Request.Verb.GET, List.of(), query, Optional.empty(), Optional.empty());
        return what.apply(LookingGlass.of(BgpQuestion.of(request), List.of(view)));
    }

    private static fairlead.azure.hub.HeardRoute stale(fairlead.azure.hub.HeardRoute route) {
        return new fairlead.azure.hub.HeardRoute(
                route.instance(),
                route.peer(),
                route.via(),
                route.prefix(),
                route.nextHop(),
                route.asPath(),
                route.origin(),
                route.communities(),
                fairlead.azure.hub.HeardRoute.Freshness.STALE);
    }

    private static List<String> rows(JsonNode answer, String... members) {
        return answer.path("value")
                .valueStream()
                .map(row ->
                        String.join(
                                " ",
                                Stream.of(members).map(m -> row.path(m).asString("")).toList()))
                .toList();
    }

    @Test
    void everyRouteSaysWhetherItIsUsedAndWhichRuleDecided() throws Exception {
        var answer = json(Map.of("instance", "0"), LookingGlass::routes);

        assertThat(rows(answer, "prefix", "peer", "state", "best", "rung", "reason"))
                .containsExactly(
                        "0.0.0.0/0 a used true equal cost AS path 65001 is as short as any",
                        "0.0.0.0/0 b lost false AS path length AS path 65001 65001 has 2 hops, the shortest 1");
        assertThat(answer.at("/value/0/communities/0").asString()).isEqualTo("65001:7");
    }

    @Test
    void whatIsRefusedSaysWhyInAzuresWords() throws Exception {
        assertThat(rows(json(Map.of("instance", "1"), LookingGlass::rejected), "prefix", "reason"))
                .containsExactly(
                        "10.7.0.0/16 AS_PATH contains 65515",
                        "10.1.1.0/24 is the RouteServerSubnet",
                        "10.8.0.0/16 next hop 192.0.2.1 is not in the VNet or a peered VNet");
    }

    @Test
    void whatWasReceivedIsWhatIsAcceptedAndWhatIsRefused() throws Exception {
        var received =
                json(
                        Map.of("peer", "10.1.2.5", "instance", "0", "received", "true"),
                        LookingGlass::routes);

        assertThat(rows(received, "prefix", "state"))
                .containsExactly(
                        "0.0.0.0/0 lost",
                        "10.1.1.0/24 rejected",
                        "10.7.0.0/16 rejected",
                        "10.8.0.0/16 rejected");
    }

    @Test
    void aSessionTellsHowOftenItFellAndHowMuchItHolds() throws Exception {
        assertThat(
                        rows(
                                json(Map.of("peer", "b"), LookingGlass::peers),
                                "localAddress",
                                "state",
                                "flaps",
                                "lastError",
                                "received",
                                "accepted",
                                "rejected",
                                "advertised"))
                .containsExactly(
                        "10.1.1.4 Established 2 hold timer expired 4 1 3 1",
                        "10.1.1.5 Established 2 hold timer expired 4 1 3 1");
    }

    @Test
    void whatAPeerWasToldNamesTheInstanceAsNextHop() throws Exception {
        assertThat(
                        rows(
                                json(Map.of("peer", "a"), LookingGlass::advertised),
                                "prefix",
                                "nextHop",
                                "asPath"))
                .containsExactly("10.1.0.0/16 10.1.1.4 65515", "10.1.0.0/16 10.1.1.5 65515");
    }

    @Test
    void aRouteFromBeforeTheDaemonIsShownAsStale() throws Exception {
        var silent =
                SERVER.peers().stream()
                        .map(p -> table(0, p))
                        .map(t ->
                                new SessionTable(
                                        0, t.report(), List.of(), List.of(), List.of(), Set.of()))
                        .toList();

        assertThat(rows(json(Map.of(), LookingGlass::routes, silent), "peer", "state", "stale"))
                .containsExactly("a used true", "b lost true");
    }

    @ParameterizedTest
    @CsvSource({
        "prefix,0.0.0.0/0,4",
        "prefix,203.0.113.10,4",
        "prefix,10.9.0.0/16,0",
        "peer,A,2",
        "peer,10.1.2.4,2",
        "instance,1,2",
        "instance,10.1.1.5,2",
        "instance,RouteServiceRole_IN_1,2",
        "routeServer,rs,4",
        "routeServer,lab/rs,4"
    })
    void aQuestionNarrowsTheAnswer(String name, String value, int rows) throws Exception {
        assertThat(
                        json(
                                        Map.of(name.toLowerCase(java.util.Locale.ROOT), value),
                                        LookingGlass::routes)
                                .path("value"))
                .hasSize(rows);
    }

    @ParameterizedTest
    @CsvSource({
        "routeserver,other,404,There is no Route Server 'other'. There are: lab/rs.",
        "peer,c,404,'There is no peer ''c''. There are: a, b.'",
        "instance,2,404,'There is no instance ''2''. There are: 0 (10.1.1.4), 1 (10.1.1.5).'",
        "prefix,nonsense,400,'nonsense'' is neither a prefix nor an address'"
    })
    void aNameThatNobodyHasIsRefusedWithTheNamesThatThereAre(
            String name, String value, int status, String message) {
        assertThatThrownBy(() -> json(Map.of(name, value), LookingGlass::routes))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.status()).isEqualTo(status))
                .hasMessageContaining(message);
    }
}
