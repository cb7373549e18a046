package fairlead.box;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.azure.http.ArmReply;
import fairlead.azure.http.ArmRequest;
import fairlead.azure.http.Principal;
import fairlead.box.store.SqliteStore;
import fairlead.box.store.StoreException;
import fairlead.cloud.CloudSettings.Speed;
import fairlead.cloud.Fact;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** From a request as the server reads it to an answer with the addresses that clients follow. */
@Timeout(30)
class CloudApiTest {

    private static final String BASE = "https://localhost:9443";

    @TempDir Path home;
    private SqliteStore store;
    private Loop loop;
    private Thread thread;
    private CloudApi api;

    @BeforeEach
    void begin() throws StoreException {
        store = SqliteStore.open(home.resolve("store.sqlite"));
        var cloud = Requests.cloud();
        loop =
                new Loop(
                        store,
                        Ledger.load(store),
                        cloud.commands(),
                        InstantSource.fixed(Instant.EPOCH),
                        UUID::randomUUID,
                        (facts, world) -> {});
        thread = Thread.ofPlatform().start(loop);
        api = new CloudApi(loop, cloud.queries(), List.of(), Speed.INSTANT);
    }

    @AfterEach
    void end() throws InterruptedException {
        thread.interrupt();
        thread.join();
        store.close();
    }

    private ArmReply send(
            String method, String path, Optional<ObjectNode> body, Map<String, String> headers)
            throws InterruptedException {
        return api.handle(
                new ArmRequest(
                        method,
                        path,
                        List.of(path.substring(1).split("/", -1)),
                        Map.of("Api-Version", "2024-07-01"),
                        Optional.of("2024-07-01"),
                        headers,
                        body.map(one -> one),
                        Principal.ADMINISTRATOR,
                        BASE,
                        "correlation"));
    }

    private ArmReply put(String path, String body) throws InterruptedException {
        return send("PUT", path, Optional.of(Requests.json(body)), Map.of());
    }

    private ArmReply bare(String method, String path) throws InterruptedException {
        return send(method, path, Optional.empty(), Map.of());
    }

    private void inForce() {
        loop.saw(new Fact.HostInForce(loop.world().version(), Optional.empty()));
    }

    private void made(String path, String body) throws InterruptedException {
        put(path, body);
        inForce();
        assertThat(
                        loop.await(
                                world -> world.inventory().unsettled().isEmpty(),
                                java.time.Duration.ofSeconds(10)))
                .isTrue();
    }

    /** Follows an address of a reply. */
    private ArmReply follow(ArmReply reply, String header) throws InterruptedException {
        var address = URI.create(reply.headers().get(header));
        assertThat(address.toString()).startsWith(BASE).endsWith("?api-version=2024-07-01");
        return bare("GET", address.getPath());
    }

    @Test
    void aPutGivesTheStatusAddressAlone() throws Exception {
        put(Requests.GROUP, Requests.LOCATED);

        var begun = put(Requests.TABLE, Requests.LOCATED);

        assertThat(begun.status()).isEqualTo(201);
        assertThat(begun.headers())
                .containsOnlyKeys(
                        "Azure-AsyncOperation",
                        "Retry-After",
                        "retry-after-ms",
                        "x-ms-retry-after-ms");
        assertThat(begun.headers().get("Azure-AsyncOperation"))
                .contains("/providers/Microsoft.Network/locations/westeurope/operations/");
        inForce();
        assertThat(
                        follow(begun, "Azure-AsyncOperation")
                                .body()
                                .orElseThrow()
                                .path("status")
                                .asString())
                .isEqualTo("Succeeded");
    }

    @Test
    void aDeleteGivesBothAddresses() throws Exception {
        put(Requests.GROUP, Requests.LOCATED);
        made(Requests.TABLE, Requests.LOCATED);

        var begun = bare("DELETE", Requests.TABLE);

        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.headers())
                .containsOnlyKeys(
                        "Azure-AsyncOperation",
                        "Location",
                        "Retry-After",
                        "retry-after-ms",
                        "x-ms-retry-after-ms");
        inForce();
        assertThat(follow(begun, "Azure-AsyncOperation").status()).isEqualTo(200);
        assertThat(follow(begun, "Location").status()).isEqualTo(204);
    }

    @Test
    void theDeletionOfAGroupGivesTheResultAddressAlone() throws Exception {
        put(Requests.GROUP, Requests.LOCATED);

        var begun = bare("DELETE", Requests.GROUP);

        assertThat(begun.headers())
                .containsOnlyKeys(
                        "Location", "Retry-After", "retry-after-ms", "x-ms-retry-after-ms");
        assertThat(begun.headers().get("Location"))
                .contains(Requests.SUBSCRIPTION + "/operationresults/");
        assertThat(follow(begun, "Location").status()).isEqualTo(200);
    }

    @Test
    void aDeploymentIsFollowedBelowItself() throws Exception {
        put(Requests.GROUP, Requests.LOCATED);
        var id = Requests.GROUP + "/providers/Microsoft.Resources/deployments/d";

        var begun =
                put(
                        id,
                        """
                        {'properties':{'mode':'Incremental','template':{'contentVersion':'1.0.0.0',
                          '$schema':'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
                          'resources':[{'type':'Microsoft.Network/routeTables','apiVersion':'2024-07-01',
                            'name':'rt','location':'westeurope'}]}}}
                        """);

        assertThat(begun.headers().get("Azure-AsyncOperation"))
                .contains("/deployments/d/operationStatuses/");
        inForce();
        assertThat(
                        follow(begun, "Azure-AsyncOperation")
                                .body()
                                .orElseThrow()
                                .path("status")
                                .asString())
                .isEqualTo("Succeeded");
    }

    @Test
    void whatIsDoneAtOnceHasNoAddress() throws Exception {
        assertThat(put(Requests.GROUP, Requests.LOCATED).headers()).isEmpty();
        assertThat(bare("GET", Requests.GROUP).headers()).isEmpty();
        assertThat(bare("HEAD", Requests.GROUP).status()).isEqualTo(204);
    }

    @Test
    void aPollIsHeldUntilTheOperationEnds() throws Exception {
        put(Requests.GROUP, Requests.LOCATED);
        var begun = put(Requests.TABLE, Requests.LOCATED);
        var poll =
                CompletableFuture.supplyAsync(() -> {
                    try {
                        return follow(begun, "Azure-AsyncOperation");
                    } catch (InterruptedException stop) {
                        throw new IllegalStateException(stop);
                    }
                });
        inForce();

        assertThat(poll.get(10, TimeUnit.SECONDS).body().orElseThrow().path("status").asString())
                .isEqualTo("Succeeded");
    }

    @Test
    void ifMatchArrivesWhateverItsCase() throws Exception {
        put(Requests.GROUP, Requests.LOCATED);
        made(Requests.TABLE, Requests.LOCATED);
        var headers = new HashMap<String, String>();
        headers.put("if-match", "W/\"old\"");

        var refused =
                send("PUT", Requests.TABLE, Optional.of(Requests.json(Requests.LOCATED)), headers);

        assertThat(refused.status()).isEqualTo(412);
    }
}
