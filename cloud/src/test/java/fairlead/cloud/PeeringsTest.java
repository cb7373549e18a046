package fairlead.cloud;

import static fairlead.cloud.Bodies.HUB;
import static fairlead.cloud.Bodies.PEERS;
import static fairlead.cloud.Bodies.peer;
import static fairlead.cloud.TestCloud.error;
import static fairlead.cloud.TestCloud.operation;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.azure.arm.ArmId;
import fairlead.azure.hub.AsPath;
import fairlead.azure.hub.HeardRoute;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Route Servers: peers one at a time and no more than eight, and what they tell. */
class PeeringsTest {

    private final TestCloud cloud = Bodies.hub();

    private SessionKey session(int instance, String name) {
        return new SessionKey(ArmId.parse(HUB), instance, ArmId.parse(PEERS + "/" + name));
    }

    private static HeardRoute route(int instance, String peer, String prefix) {
        return HeardRoute.of(
                instance,
                ArmId.parse(PEERS + "/" + peer),
                Prefix.parse(prefix),
                IpAddress.parse("10.1.2.4"),
                new AsPath(List.of(new AsPath.Hop.Single(new Asn(65001)))));
    }

    @Test
    void aRouteServerHasItsTwoAddressesAndSpeakers() {
        assertThat(cloud.shown(HUB, "/properties/routingState").asString())
                .isEqualTo("Provisioned");
        assertThat(cloud.shown(HUB, "/properties/virtualRouterIps").valueStream())
                .extracting(ip -> ip.asString())
                .containsExactly("10.1.1.4", "10.1.1.5");
        assertThat(cloud.decided().speakers())
                .extracting(place -> place.nic().address().toString())
                .containsExactlyInAnyOrder("10.1.1.4", "10.1.1.5");
    }

    @Test
    void aSecondPeerWaitsForTheFirst() {
        var first = cloud.put(PEERS + "/a", peer(65001, "10.1.2.4"));
        var before = cloud.world();

        var second = cloud.put(PEERS + "/b", peer(65001, "10.1.2.5"));

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(409);
        assertThat(error(second)).isEqualTo("AnotherOperationInProgress");
        assertThat(error(cloud.delete(PEERS + "/a"))).isEqualTo("AnotherOperationInProgress");
        assertThat(cloud.world()).isEqualTo(before);
        cloud.inForce();
        assertThat(cloud.put(PEERS + "/b", peer(65001, "10.1.2.5")).status()).isEqualTo(201);
    }

    @Test
    void aPeerThatIsBeingDeletedHoldsTheOthersUpToo() {
        cloud.make(PEERS + "/a", peer(65001, "10.1.2.4"));
        cloud.delete(PEERS + "/a");

        assertThat(error(cloud.put(PEERS + "/b", peer(65001, "10.1.2.5"))))
                .isEqualTo("AnotherOperationInProgress");
    }

    @Test
    void theNinthPeerIsAcceptedAndFails() {
        for (int i = 0; i < 8; i++) {
            cloud.make(PEERS + "/p" + i, peer(65001, "10.1.2.1" + i));
        }

        var ninth = cloud.put(PEERS + "/p8", peer(65001, "10.1.2.18"));

        assertThat(ninth.status()).isEqualTo(201);
        cloud.inForce();
        assertThat(cloud.stateOf(PEERS + "/p8")).isEqualTo("Failed");
        var status = cloud.status(operation(ninth)).body().orElseThrow();
        assertThat(status.path("status").asString()).isEqualTo("Failed");
        assertThat(status.at("/error/message").asString())
                .isEqualTo(
                        "Maximum connection limit reached. Current site to site connections : 9,"
                                + " max limit : 8. Delete a peer, then write this one again.");
        assertThat(cloud.decided().speakers().getFirst().speaker().toString())
                .contains("10.1.2.17")
                .doesNotContain("10.1.2.18");
    }

    @Test
    void aPeerIsDoneWithoutBgpAndKeepsItsSessionsToItselfAsInAzure() {
        cloud.make(PEERS + "/a", peer(65001, "10.1.2.4"));

        assertThat(cloud.stateOf(PEERS + "/a")).isEqualTo("Succeeded");
        cloud.saw(seen(0, "Established"), seen(1, "Established"));
        assertThat(cloud.shown(PEERS + "/a", "/properties").has("connectionState")).isFalse();
    }

    private Fact.Seen seen(int instance, String state) {
        return new Fact.SessionObserved(
                session(instance, "a"),
                Optional.of(new SessionSeen(state, Instant.EPOCH, Optional.empty())));
    }

    @Test
    void learnedRoutesAreListedByInstance() {
        cloud.make(PEERS + "/a", peer(65001, "10.1.2.4"));
        cloud.saw(
                new Fact.RoutesHeard(
                        session(0, "a"), List.of(route(0, "a", "172.16.0.0/16")), Set.of()));

        var begun = cloud.post(PEERS + "/a/learnedRoutes");

        assertThat(begun.status()).isEqualTo(202);
        var answer = cloud.result(operation(begun)).body().orElseThrow();
        assertThat(answer.propertyNames())
                .containsExactly("RouteServiceRole_IN_0", "RouteServiceRole_IN_1");
        assertThat(answer.at("/RouteServiceRole_IN_0/0/network").asString())
                .isEqualTo("172.16.0.0/16");
        assertThat(answer.at("/RouteServiceRole_IN_0/0/asPath").asString()).isEqualTo("65001");
        assertThat(answer.path("RouteServiceRole_IN_1")).isEmpty();
        assertThat(cloud.status(operation(begun)).body().orElseThrow().path("properties"))
                .isEqualTo(answer);
    }

    @Test
    void whatIsHeardRoutesEverySubnetUntilItIsWithdrawn() {
        cloud.make(PEERS + "/a", peer(65001, "10.1.2.4"));
        var route = route(0, "a", "172.16.0.0/16");

        cloud.saw(new Fact.RoutesHeard(session(0, "a"), List.of(route), Set.of()));
        assertThat(cloud.decided().routes(ArmId.parse(Bodies.APPS)).orElseThrow().routes())
                .anyMatch(entry -> entry.prefix().equals(route.prefix()));

        cloud.saw(new Fact.RoutesHeard(session(0, "a"), List.of(), Set.of(route.prefix())));
        assertThat(cloud.decided().routes(ArmId.parse(Bodies.APPS)).orElseThrow().routes())
                .noneMatch(entry -> entry.prefix().equals(route.prefix()));
        assertThat(cloud.world().seen().heard()).isEmpty();
    }

    @Test
    void staleRoutesCountUntilEverythingIsHeard() {
        cloud.make(PEERS + "/a", peer(65001, "10.1.2.4"));
        var live = route(0, "a", "172.16.0.0/16");
        var stale =
                new HeardRoute(
                        0,
                        live.peer(),
                        live.via(),
                        Prefix.parse("172.17.0.0/16"),
                        live.nextHop(),
                        live.asPath(),
                        live.origin(),
                        live.communities(),
                        HeardRoute.Freshness.STALE);
        cloud.saw(new Fact.RoutesHeard(session(0, "a"), List.of(stale, live), Set.of()));
        assertThat(cloud.world().seen().staleSessions()).containsExactly(session(0, "a"));

        cloud.saw(new Fact.AllHeard(session(0, "a")));

        assertThat(cloud.world().seen().heardOn(session(0, "a"))).containsExactly(live);
        assertThat(cloud.world().seen().staleSessions()).isEmpty();
    }

    @Test
    void aDeletedPeerTakesItsRoutesAndSessionsWithIt() {
        cloud.make(PEERS + "/a", peer(65001, "10.1.2.4"));
        cloud.saw(
                new Fact.RoutesHeard(
                        session(0, "a"), List.of(route(0, "a", "172.16.0.0/16")), Set.of()));
        cloud.saw(seen(0, "Established"));

        cloud.delete(PEERS + "/a");
        cloud.settle();

        assertThat(cloud.world().seen().heard()).isEmpty();
        assertThat(cloud.world().seen().sessions()).isEmpty();
    }
}
