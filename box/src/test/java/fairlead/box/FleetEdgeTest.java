package fairlead.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.arm.ResourceType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A fleet kept through the real REST face, store and loop; only the host is imagined. */
@Timeout(60)
class FleetEdgeTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String VERSION = "2024-07-01";

    @TempDir Path folder;
    private RunningCloud cloud;
    private FleetEdge fleets;

    @BeforeEach
    void begin() throws Exception {
        cloud = new RunningCloud(folder);
        put(Requests.GROUP, Requests.LOCATED);
        put(Requests.VNET, Requests.NETWORK);
        put(Requests.NET + "publicIPAddresses/rs", Requests.PUBLIC_ADDRESS);
        put(Requests.HUB, "{'location':'westeurope','properties':{'sku':'Standard'}}");
        put(Requests.HUB + "/ipConfigurations/Default", Requests.HUB_ADDRESS);
        put(Requests.HUB + "/bgpConnections/foreign", Requests.peer(65100, "10.1.0.77"));
        put(Requests.SET, Requests.scaleSet(2));
        fleets = cloud.fleets();
        put(Requests.GROUP + "/providers/Fairlead.Fleet/routeServerPeerings/fleet", Requests.BOUND);
    }

    @AfterEach
    void end() throws InterruptedException {
        cloud.close();
    }

    private void put(String path, String body) throws Exception {
        cloud.client.put(ArmId.parse(path), VERSION, Requests.json(body));
    }

    private Map<String, String> peerings() {
        var peerings = new TreeMap<String, String>();
        cloud.loop
                .world()
                .inventory()
                .children(ArmId.parse(Requests.HUB), "bgpConnections")
                .filter(peer -> peer.state() == ProvisioningState.SUCCEEDED)
                .forEach(peer ->
                        peerings.put(
                                peer.id().name(), peer.properties().path("peerIp").asString()));
        return peerings;
    }

    private void awaitPeerings(String... pairs) {
        var expected = new TreeMap<>(Map.of("foreign", "10.1.0.77"));
        for (int i = 0; i < pairs.length; i += 2) {
            expected.put(pairs[i], pairs[i + 1]);
        }
        await().atMost(LONG).untilAsserted(() -> assertThat(peerings()).isEqualTo(expected));
    }

    @Test
    void peeringsFollowTheScaleSetOneAtATime() throws Exception {
        awaitPeerings("nva_0", "10.1.2.4", "nva_1", "10.1.2.5");

        put(Requests.SET, Requests.scaleSet(4));
        awaitPeerings(
                "nva_0", "10.1.2.4", "nva_1", "10.1.2.5", "nva_2", "10.1.2.6", "nva_3", "10.1.2.7");
        put(Requests.SET, Requests.scaleSet(1));
        awaitPeerings("nva_0", "10.1.2.4");

        assertThat(cloud.conflicts).as("the driver waits for each write").hasValue(0);
        var type = new ResourceType("Microsoft.Network/virtualHubs/bgpConnections");
        assertThat(cloud.worlds)
                .allMatch(world ->
                        world.inventory()
                                        .ofType(type)
                                        .filter(peer -> !peer.state().isFinal())
                                        .count()
                                < 2);
    }

    @Test
    void aPeeringThatWasDeletedByHandComesBackAtTheNextWake() throws Exception {
        awaitPeerings("nva_0", "10.1.2.4", "nva_1", "10.1.2.5");
        cloud.fleetsHear(false);
        cloud.client.delete(ArmId.parse(Requests.HUB + "/bgpConnections/nva_1"), VERSION);
        assertThat(peerings()).doesNotContainKey("nva_1");
        assertThat(fleets.plan().values())
                .singleElement()
                .satisfies(plan -> assertThat(plan.log().toString()).contains("10.1.2.5"));

        fleets.wakeAll(cloud.loop.world());

        awaitPeerings("nva_0", "10.1.2.4", "nva_1", "10.1.2.5");
    }

    @Test
    void aPeeringWithAnotherAsnIsMadeAgain() throws Exception {
        awaitPeerings("nva_0", "10.1.2.4", "nva_1", "10.1.2.5");
        put(Requests.HUB + "/bgpConnections/nva_0", Requests.peer(65009, "10.1.2.4"));

        fleets.wakeAll(cloud.loop.world());

        var id = ArmId.parse(Requests.HUB + "/bgpConnections/nva_0");
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(cloud.loop.world().inventory().find(id))
                                .hasValueSatisfying(peer ->
                                        assertThat(peer.properties().path("peerAsn").asLong())
                                                .isEqualTo(65001)));
    }

    @Test
    void withoutABindingNothingIsTouched() throws Exception {
        awaitPeerings("nva_0", "10.1.2.4", "nva_1", "10.1.2.5");
        cloud.client.delete(
                ArmId.parse(Requests.GROUP + "/providers/Fairlead.Fleet/routeServerPeerings/fleet"),
                VERSION);

        put(Requests.SET, Requests.scaleSet(3));

        assertThat(fleets.plan()).isEmpty();
        awaitPeerings("nva_0", "10.1.2.4", "nva_1", "10.1.2.5");
    }
}
