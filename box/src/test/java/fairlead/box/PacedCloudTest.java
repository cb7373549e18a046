package fairlead.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.types.Types;
import fairlead.cloud.CloudSettings;
import fairlead.cloud.CloudSettings.Speed;
import fairlead.cloud.CloudSettings.Strictness;
import fairlead.cloud.Pace;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A cloud at Azure's pace, over its real API and its real clock; only a peer's time is shorter. */
@Timeout(60)
class PacedCloudTest {

    private static final String PEER = Requests.HUB + "/bgpConnections/nva";

    @TempDir Path home;

    private static CloudSettings settings() {
        var none = new Pace.Times(Duration.ZERO, Duration.ZERO, Duration.ZERO);
        var peer = Duration.ofMillis(600);
        return CloudSettings.of(Strictness.AZURE, Speed.AZURE)
                .with(
                        new Pace(java.util.Map.of(), none)
                                .with(Types.BGP_CONNECTIONS, new Pace.Times(peer, peer, peer)));
    }

    private static void made(RunningCloud cloud, String path, String body) throws Exception {
        assertThat(cloud.send("PUT", path, body).statusCode()).isIn(200, 201);
        await().until(() -> state(cloud, path) == ProvisioningState.SUCCEEDED);
    }

    private static void routeServer(RunningCloud cloud) throws Exception {
        made(cloud, Requests.GROUP, Requests.LOCATED);
        made(cloud, Requests.VNET, Requests.NETWORK);
        made(cloud, Requests.NET + "publicIPAddresses/rs", Requests.PUBLIC_ADDRESS);
        made(cloud, Requests.HUB, "{'location':'westeurope','properties':{'sku':'Standard'}}");
        made(cloud, Requests.HUB + "/ipConfigurations/Default", Requests.HUB_ADDRESS);
    }

    private static ProvisioningState state(RunningCloud cloud, String path) {
        return cloud.loop.world().inventory().find(ArmId.parse(path)).orElseThrow().state();
    }

    /** The time is kept with the resource, so the next daemon waits for what is left of it. */
    @Test
    void aWriteThatADaemonLeftBehindEndsWithTheNextOne() throws Exception {
        try (var cloud = new RunningCloud(home, settings())) {
            routeServer(cloud);
            cloud.send("PUT", PEER, Requests.peer(65001, "10.1.2.4"));
            assertThat(state(cloud, PEER)).isEqualTo(ProvisioningState.UPDATING);
        }

        try (var cloud = new RunningCloud(home, settings())) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> state(cloud, PEER) == ProvisioningState.SUCCEEDED);
        }
    }

    @Test
    void aPeerIsUpdatingAndMeetsConflictsUntilItsTimeIsOverAndNobodyHasToAsk() throws Exception {
        try (var cloud = new RunningCloud(home, settings())) {
            routeServer(cloud);

            var begun = cloud.send("PUT", PEER, Requests.peer(65001, "10.1.2.4"));
            var other =
                    cloud.send(
                            "PUT",
                            Requests.HUB + "/bgpConnections/b",
                            Requests.peer(65002, "10.1.2.5"));

            assertThat(begun.headers().firstValue("Retry-After")).hasValue("10");
            assertThat(begun.headers().firstValue("retry-after-ms")).isEmpty();
            var body = JsonMapper.shared().readTree(begun.body());
            assertThat(body.at("/properties/provisioningState").asString()).isEqualTo("Updating");
            assertThat(other.statusCode()).isEqualTo(409);
            assertThat(other.body()).contains("AnotherOperationInProgress");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> state(cloud, PEER) == ProvisioningState.SUCCEEDED);
        }
    }
}
