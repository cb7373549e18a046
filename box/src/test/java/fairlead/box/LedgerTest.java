package fairlead.box;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.arm.Resource;
import fairlead.azure.hub.AsPath;
import fairlead.azure.hub.Community;
import fairlead.azure.hub.HeardRoute;
import fairlead.box.store.SqliteStore;
import fairlead.box.store.Store;
import fairlead.box.store.StoreException;
import fairlead.cloud.Fact;
import fairlead.cloud.MachineSeen;
import fairlead.cloud.Operation;
import fairlead.cloud.SessionKey;
import fairlead.cloud.SessionSeen;
import fairlead.cloud.World;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every fact to the store and back. */
class LedgerTest {

    private static final ArmId HUB = ArmId.parse(Requests.HUB);
    private static final ArmId PEER = HUB.child("bgpConnections", "a");
    private static final SessionKey SESSION = new SessionKey(HUB, 1, PEER);
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123456789Z");

    @TempDir Path home;
    private Store store;
    private World world = World.EMPTY;

    @BeforeEach
    void open() throws StoreException {
        store = SqliteStore.open(home.resolve("store.sqlite"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void told(Fact... facts) throws StoreException {
        var list = List.of(facts);
        var after = world.after(list);
        store.commit(Ledger.entries(list, world, after));
        world = after;
    }

    private World loaded() throws StoreException {
        return Ledger.load(store);
    }

    private static Resource resource(ArmId id, int serial, ProvisioningState state) {
        return new Resource(
                id,
                serial,
                7,
                state,
                Requests.json("{'tags':{'a':'b'},'properties':{'n':1},'$x':2}"));
    }

    @ParameterizedTest
    @EnumSource
    void aResourceComesBackInEveryState(ProvisioningState state) throws StoreException {
        told(new Fact.Written(resource(PEER, 12, state)));

        assertThat(loaded().inventory()).isEqualTo(world.inventory());
        assertThat(loaded().version()).isGreaterThanOrEqualTo(7);
    }

    @Test
    void theIdKeepsItsCase() throws StoreException {
        told(new Fact.Written(resource(PEER, 12, ProvisioningState.SUCCEEDED)));

        assertThat(loaded().inventory().find(PEER).orElseThrow().id()).hasToString(PEER.toString());
    }

    @Test
    void aRemovedResourceStaysAwayAndItsSerialIsNotGivenAgain() throws StoreException {
        told(
                new Fact.Written(resource(HUB, 1, ProvisioningState.SUCCEEDED)),
                new Fact.Written(resource(PEER, 12, ProvisioningState.DELETING)));
        told(new Fact.Removed(PEER));

        assertThat(loaded().inventory().find(PEER)).isEmpty();
        assertThat(loaded().inventory().nextSerial()).isEqualTo(13);
        assertThat(loaded().inventory().byKey()).isEqualTo(world.inventory().byKey());
    }

    @ParameterizedTest
    @EnumSource
    void anOperationComesBackAtEveryStage(Operation.Kind kind) throws StoreException {
        var begun = Operation.started("one", kind, PEER, "westeurope", NOON);
        told(new Fact.OperationStarted(begun));
        assertThat(loaded().operations()).isEqualTo(world.operations());

        told(
                new Fact.OperationEnded(
                        begun.succeeded(NOON, Optional.of(Requests.json("{'value':[1]}")))));
        assertThat(loaded().operations()).isEqualTo(world.operations());

        var error =
                new ArmError("Outer", "outside", "it")
                        .because(
                                List.of(
                                        new ArmError("Inner", "inside")
                                                .because(List.of(new ArmError("Core", "deep")))));
        told(
                new Fact.OperationStarted(
                        Operation.started("two", kind, PEER, "global", NOON).failed(NOON, error)));
        assertThat(loaded().operations()).isEqualTo(world.operations());

        told(new Fact.OperationForgotten("one"));
        assertThat(loaded().operations().find("one")).isEmpty();
        assertThat(loaded().operations().find("two").orElseThrow().error()).contains(error);
    }

    private static HeardRoute route(String prefix, HeardRoute.Via via, HeardRoute.Origin origin) {
        return new HeardRoute(
                1,
                PEER,
                via,
                Prefix.parse(prefix),
                IpAddress.parse("10.1.2.4"),
                new AsPath(
                        List.of(
                                new AsPath.Hop.Single(new Asn(4200000000L)),
                                new AsPath.Hop.Aggregate(List.of(new Asn(1), new Asn(2))),
                                new AsPath.Hop.Single(new Asn(65001)))),
                origin,
                List.of(new Community(65001, 20), new Community(65535, 65281)),
                HeardRoute.Freshness.LIVE);
    }

    private static HeardRoute stale(HeardRoute route) {
        return new HeardRoute(
                route.instance(),
                route.peer(),
                route.via(),
                route.prefix(),
                route.nextHop(),
                route.asPath(),
                route.origin(),
                route.communities(),
                HeardRoute.Freshness.STALE);
    }

    @Test
    void heardRoutesComeBackAsStale() throws StoreException {
        var routes =
                List.of(
                        route("10.0.0.0/8", HeardRoute.Via.APPLIANCE, HeardRoute.Origin.IGP),
                        route("10.2.0.0/16", HeardRoute.Via.EXPRESS_ROUTE, HeardRoute.Origin.EGP),
                        route("2001:db8::/32", HeardRoute.Via.VPN, HeardRoute.Origin.INCOMPLETE));
        told(new Fact.Written(resource(PEER, 12, ProvisioningState.SUCCEEDED)));
        told(new Fact.RoutesHeard(SESSION, routes, Set.of()));

        assertThat(loaded().seen().heardOn(SESSION))
                .containsExactlyInAnyOrderElementsOf(
                        routes.stream().map(LedgerTest::stale).toList());
        assertThat(loaded().seen().staleSessions()).containsExactly(SESSION);
    }

    @Test
    void withdrawnRoutesAndForgottenOnesDoNotComeBack() throws StoreException {
        var one = route("10.0.0.0/8", HeardRoute.Via.APPLIANCE, HeardRoute.Origin.IGP);
        var other = stale(route("11.0.0.0/8", HeardRoute.Via.APPLIANCE, HeardRoute.Origin.IGP));
        told(new Fact.Written(resource(PEER, 12, ProvisioningState.SUCCEEDED)));
        told(new Fact.RoutesHeard(SESSION, List.of(one, other), Set.of()));
        told(new Fact.AllHeard(SESSION));
        assertThat(loaded().seen().heardOn(SESSION)).containsExactly(stale(one));

        told(new Fact.RoutesHeard(SESSION, List.of(), Set.of(one.prefix())));
        assertThat(loaded().seen().heard()).isEmpty();
    }

    @Test
    void whatIsHeardOfAPeeringThatIsGoneIsNotKept() throws StoreException {
        told(
                new Fact.RoutesHeard(
                        SESSION,
                        List.of(
                                route(
                                        "10.0.0.0/8",
                                        HeardRoute.Via.APPLIANCE,
                                        HeardRoute.Origin.IGP)),
                        Set.of()));

        assertThat(loaded().seen().heard()).isEmpty();
    }

    @Test
    void routesOfARemovedPeeringDoNotComeBack() throws StoreException {
        told(new Fact.Written(resource(PEER, 12, ProvisioningState.DELETING)));
        told(
                new Fact.RoutesHeard(
                        SESSION,
                        List.of(
                                route(
                                        "10.0.0.0/8",
                                        HeardRoute.Via.APPLIANCE,
                                        HeardRoute.Origin.IGP)),
                        Set.of()));
        told(new Fact.Removed(PEER));

        assertThat(loaded().seen().heard()).isEmpty();
    }

    @Test
    void whatTheNextDaemonSeesItselfIsNotKept() throws StoreException {
        told(
                new Fact.HostInForce(9, Optional.of("refused")),
                new Fact.MachineObserved(3, Optional.of(MachineSeen.STOPPED.running(77, 0))),
                new Fact.SessionObserved(
                        SESSION,
                        Optional.of(new SessionSeen("Established", NOON, Optional.empty()))));

        assertThat(loaded()).isEqualTo(World.EMPTY.after(List.of()));
    }
}
