package fairlead.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.azure.types.Types;
import fairlead.cloud.CloudSettings.Speed;
import fairlead.cloud.CloudSettings.Strictness;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writes that take Azure's time, on a clock that the test moves. */
class PaceTest {

    private static final String PEER = Bodies.PEERS + "/nva";

    private TestCloud cloud;

    @BeforeEach
    void begin() {
        cloud = TestCloud.withGroup(CloudSettings.of(Strictness.AZURE, Speed.AZURE));
    }

    /** The clock moves on, and everything ends that can. */
    private void after(long seconds) {
        cloud.pass(Duration.ofSeconds(seconds));
        cloud.settle();
    }

    private void routeServer() {
        cloud.put(Bodies.VNET, Bodies.NETWORK);
        cloud.put(Bodies.NET + "publicIPAddresses/rs", Bodies.PUBLIC_ADDRESS);
        cloud.put(Bodies.HUB, "{'location':'westeurope','properties':{'sku':'Standard'}}");
        after(120);
        cloud.put(
                Bodies.HUB + "/ipConfigurations/Default",
                "{'properties':{'subnet':{'id':'%s'},'publicIPAddress':{'id':'%s'}}}"
                        .formatted(Bodies.HUB_SUBNET, Bodies.NET + "publicIPAddresses/rs"));
    }

    @Test
    void whatIsInForceIsUpdatingUntilItsTimeIsOver() {
        var begun = cloud.put(Bodies.VNET, Bodies.NETWORK);

        after(4);
        assertThat(cloud.stateOf(Bodies.VNET)).isEqualTo("Updating");
        assertThat(cloud.stateOf(Bodies.APPS)).isEqualTo("Updating");
        assertThat(cloud.statusOf(begun)).isEqualTo("InProgress");

        after(1);
        assertThat(cloud.stateOf(Bodies.VNET)).isEqualTo("Succeeded");
        assertThat(cloud.stateOf(Bodies.APPS)).isEqualTo("Succeeded");
        assertThat(cloud.statusOf(begun)).isEqualTo("Succeeded");
    }

    @Test
    void whatIsNotInForceDoesNotEndHoweverLongItTakes() {
        cloud.put(Bodies.VNET, Bodies.NETWORK);

        cloud.pass(Duration.ofHours(1));
        cloud.take(java.util.List.of());

        assertThat(cloud.stateOf(Bodies.VNET)).isEqualTo("Updating");
    }

    @Test
    void aRouteServerTakesAQuarterOfAnHourAndNoPeerBefore() {
        routeServer();

        after(600);
        var early = cloud.put(PEER, Bodies.peer(65001, "10.1.2.4"));
        assertThat(TestCloud.error(early))
                .isEqualTo("HubBgpConnectionParentHubMustHaveProvisionedRoutingState");

        after(300);
        assertThat(cloud.put(PEER, Bodies.peer(65001, "10.1.2.4")).status()).isEqualTo(201);
    }

    @Test
    void aSecondPeerMeetsTheFirstUntilThatIsDone() {
        routeServer();
        after(900);
        cloud.put(PEER, Bodies.peer(65001, "10.1.2.4"));

        after(44);
        var second = cloud.put(Bodies.PEERS + "/other", Bodies.peer(65002, "10.1.2.5"));
        assertThat(second.status()).isEqualTo(409);
        assertThat(TestCloud.error(second)).isEqualTo("AnotherOperationInProgress");

        after(1);
        assertThat(cloud.put(Bodies.PEERS + "/other", Bodies.peer(65002, "10.1.2.5")).status())
                .isEqualTo(201);
    }

    @Test
    void aDeletedPeerIsDeletingUntilItsTimeIsOver() {
        routeServer();
        after(900);
        cloud.put(PEER, Bodies.peer(65001, "10.1.2.4"));
        after(45);

        cloud.delete(PEER);

        after(29);
        assertThat(cloud.stateOf(PEER)).isEqualTo("Deleting");
        after(1);
        assertThat(cloud.stateOf(PEER)).isEqualTo("absent");
    }

    /** What a client sees of it is the state, and nothing else. */
    @Test
    void theTimeIsNotShownAndNotKept() {
        cloud.put(Bodies.VNET, Bodies.NETWORK);
        assertThat(cloud.resource(Bodies.VNET).body().toString()).contains("$due");
        assertThat(cloud.get(Bodies.VNET).toString()).doesNotContain("$due");

        after(5);
        assertThat(cloud.resource(Bodies.VNET).body().toString()).doesNotContain("$due");
        assertThat(cloud.put(Bodies.VNET, Bodies.NETWORK).poll()).isEmpty();
    }

    @Test
    void theNextTimeThatSomethingMayEndIsKnown() {
        assertThat(Settling.nextDue(cloud.world(), cloud.moment().now())).isEmpty();
        cloud.put(Bodies.VNET, Bodies.NETWORK);
        cloud.put(Bodies.NET + "virtualHubs/other", "{'location':'westeurope','properties':{}}");
        var now = cloud.moment().now();

        assertThat(Settling.nextDue(cloud.world(), now)).hasValue(now.plusSeconds(5));
        assertThat(Settling.nextDue(cloud.world(), now.plusSeconds(5)))
                .hasValue(now.plusSeconds(120));
    }

    @Test
    void timesOfATypeAreASetting() {
        var quick = Pace.INSTANT.with(Types.VIRTUAL_NETWORKS, Pace.Times.seconds(60, 0, 0));
        cloud = TestCloud.withGroup(CloudSettings.USUAL.with(quick));
        cloud.put(Bodies.VNET, Bodies.NETWORK);

        after(59);
        assertThat(cloud.stateOf(Bodies.APPS)).isEqualTo("Succeeded");
        assertThat(cloud.stateOf(Bodies.VNET)).isEqualTo("Updating");
        after(1);
        assertThat(cloud.stateOf(Bodies.VNET)).isEqualTo("Succeeded");
    }
}
