package fairlead.azure.client;

import static fairlead.azure.http.TestCloud.S;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.http.Api;
import fairlead.azure.http.ArmReply;
import fairlead.azure.http.ArmRequest;
import fairlead.azure.http.TestCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The client against the real server, whose Api plays back what a test has put in line. */
class ArmClientTest {

    private static final String VERSION = "2024-05-01";
    private static final ArmId ID =
            ArmId.parse(S + "/resourceGroups/rg1/providers/Microsoft.Network/virtualNetworks/v");
    private static final String OPERATION =
            S + "/providers/Microsoft.Network/locations/l/operations/1?api-version=" + VERSION;

    private final Queue<Api> line = new ConcurrentLinkedQueue<>();
    private final List<String> seen = new ArrayList<>();
    private final List<String> states = new ArrayList<>();
    private TestCloud cloud;
    private ArmClient client;

    @BeforeEach
    void start() throws IOException {
        cloud = TestCloud.with(this::play);
        client =
                cloud.client()
                        .following(Duration.ofSeconds(20), (_, state, _) -> states.add(state));
    }

    private ArmReply play(ArmRequest request) throws RefusedException, InterruptedException {
        var last = request.segments().getLast();
        seen.add(request.method() + " " + last);
        var next = line.poll();
        if (next == null) {
            throw new AssertionError("nothing in line for " + request.method() + " " + last);
        }
        return next.handle(request);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        cloud.close();
    }

    @Test
    void anAnswerThatIsFinalIsNotFollowed() throws Exception {
        reply(201, "{\"properties\":{\"provisioningState\":\"Succeeded\"}}");
        assertThat(client.put(ID, VERSION, json("{\"location\":\"l\"}")).status()).isEqualTo(201);
        assertThat(seen).containsExactly("PUT v");
        assertThat(states).isEmpty();
    }

    @Test
    void anAsyncOperationIsPolledAndThenTheResourceIsRead() throws Exception {
        line.add(_ -> started(201, "Azure-AsyncOperation"));
        running("{\"status\":\"InProgress\"}");
        running("{\"status\":\"InProgress\"}");
        reply(200, "{\"status\":\"Succeeded\"}");
        reply(200, "{\"name\":\"v\"}");
        var answer = client.put(ID, VERSION, json("{}"));
        assertThat(answer.document().get("name").asString()).isEqualTo("v");
        assertThat(seen).containsExactly("PUT v", "GET 1", "GET 1", "GET 1", "GET v");
        assertThat(states).containsExactly("InProgress", "InProgress");
    }

    @Test
    void aDeleteIsFollowedAlongItsLocation() throws Exception {
        line.add(_ -> started(202, "Location"));
        line.add(_ -> ArmReply.empty(202).with("retry-after-ms", "1"));
        line.add(_ -> ArmReply.empty(204));
        assertThat(client.delete(ID, VERSION).status()).isEqualTo(204);
        assertThat(seen).containsExactly("DELETE v", "GET 1", "GET 1");
    }

    @Test
    void anActionsResultComesFromItsLocationWhenBothSignsAreThere() throws Exception {
        line.add(_ ->
                started(202, "Azure-AsyncOperation")
                        .with("Location", cloud.base() + S + "/results/9?api-version=" + VERSION));
        reply(200, "{\"status\":\"Succeeded\"}");
        reply(200, "{\"value\":[1]}");
        assertThat(client.post(ID + "/effectiveRouteTable", VERSION).document())
                .hasToString("{\"value\":[1]}");
        assertThat(seen).containsExactly("POST effectiveRouteTable", "GET 1", "GET 9");
    }

    @Test
    void aResourceThatIsStillBeingMadeIsReadUntilItIsNot() throws Exception {
        running("{\"properties\":{\"provisioningState\":\"Updating\"}}");
        running("{\"properties\":{\"provisioningState\":\"Updating\"}}");
        reply(200, "{\"properties\":{\"provisioningState\":\"Succeeded\"}}");
        client.put(ID, VERSION, json("{}"));
        assertThat(seen).containsExactly("PUT v", "GET v", "GET v");
        assertThat(states).containsExactly("Updating", "Updating");
    }

    @Test
    void anOperationThatFailsSaysWhy() throws Exception {
        line.add(_ -> started(202, "Azure-AsyncOperation"));
        reply(200, "{\"status\":\"Failed\",\"error\":{\"code\":\"Why\",\"message\":\"because\"}}");
        var failure = failure(() -> client.delete(ID, VERSION));
        assertThat(failure.error()).isEqualTo(new ArmError("Why", "because"));
    }

    @Test
    void aResourceThatEndsAsFailedIsAFailure() throws Exception {
        reply(201, "{\"properties\":{\"provisioningState\":\"Failed\"}}");
        assertThat(failure(() -> client.put(ID, VERSION, json("{}"))).error().code())
                .isEqualTo("OperationFailed");
    }

    @Test
    void theDeadlineIsKeptAndTheAnswerSaysThatItGoesOn() throws Exception {
        line.add(_ -> started(202, "Azure-AsyncOperation"));
        line.add(_ -> ArmReply.ok(json("{\"status\":\"Running\"}")).with("Retry-After", "600"));
        assertThatThrownBy(() -> client.delete(ID, VERSION))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(ArmFailure.class)
                .hasMessageContaining("still Running");
    }

    @Test
    void aRefusalCarriesStatusAndErrorWithDetails() throws Exception {
        var error =
                new ArmError("Outer", "message", "target")
                        .because(List.of(new ArmError("Inner", "detail")));
        line.add(_ -> {
            throw new RefusedException(409, error);
        });
        var failure = failure(() -> client.get(ID, VERSION));
        assertThat(failure.status()).isEqualTo(409);
        assertThat(failure.error()).isEqualTo(error);
    }

    @Test
    void whatIsNotThereIsEmptyAndNotAnException() throws Exception {
        Api absent =
                _ -> {
                    throw RefusedException.notFound(ID);
                };
        line.addAll(List.of(absent, absent));
        assertThat(client.find(ID, VERSION)).isEmpty();
        assertThat(client.head(ID, VERSION)).isFalse();
        line.add(_ -> ArmReply.empty(204));
        assertThat(client.head(ID, VERSION)).isTrue();
    }

    @Test
    void aListIsReadToItsLastPage() throws Exception {
        line.add(request ->
                ArmReply.ok(
                        json(
                                "{\"value\":[1,2],\"nextLink\":\""
                                        + request.base()
                                        + S
                                        + "/page2?api-version="
                                        + VERSION
                                        + "\"}")));
        reply(200, "{\"value\":[3]}");
        assertThat(client.list(S + "/resourceGroups", VERSION))
                .extracting(JsonNode::asInt)
                .containsExactly(1, 2, 3);
    }

    @Test
    void aThrottledRequestIsSentAgain() throws Exception {
        line.add(_ -> ArmReply.empty(429).with("retry-after-ms", "1"));
        reply(201, "{}");
        assertThat(client.put(ID, VERSION, json("{}")).status()).isEqualTo(201);
    }

    @Test
    void noTokenGoesToAnotherOriginWhateverALinkSays() throws Exception {
        line.add(_ -> ArmReply.empty(202).with("Location", "https://localhost.example:1/x"));
        assertThatThrownBy(() -> client.delete(ID, VERSION))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gets no token");
    }

    @Test
    void aServicePrincipalLogsInWhenFirstNeededAndAgainWhenItsTokenIsRefused() throws Exception {
        var tokens =
                TokenSource.clientCredentials(
                        cloud.base().resolve("/adfs/oauth2/token"),
                        cloud.credential().clientId(),
                        cloud.credential().secret(),
                        cloud.base() + "/.default",
                        cloud.trust());
        var first = tokens.token();
        assertThat(tokens.token()).isEqualTo(first);
        tokens.refused("another");
        assertThat(tokens.token()).isEqualTo(first);
        tokens.refused(first);
        assertThat(tokens.token()).isNotEqualTo(first);
        try (var principal = new ArmClient(cloud.base(), tokens, cloud.trust())) {
            assertThat(principal.list("/subscriptions", VERSION)).hasSize(1);
        }
    }

    @Test
    void aWrongSecretIsARefusal() throws Exception {
        var tokens =
                TokenSource.clientCredentials(
                        cloud.base().resolve("/adfs/oauth2/token"),
                        cloud.credential().clientId(),
                        "wrong",
                        "scope",
                        cloud.trust());
        assertThat(failure(tokens::token).error().code()).isEqualTo("invalid_client");
    }

    @Test
    void aTokenThatIsRefusedIsReplacedOnceAndTheRequestSentAgain() throws Exception {
        var stale = new ConcurrentLinkedQueue<>(List.of("stale"));
        var good = cloud.administratorToken();
        var tokens =
                new TokenSource() {
                    @Override
                    public String token() {
                        return stale.isEmpty() ? good : stale.peek();
                    }

                    @Override
                    public void refused(String token) {
                        stale.remove(token);
                    }
                };
        reply(200, "{}");
        try (var renewing = new ArmClient(cloud.base(), tokens, cloud.trust())) {
            assertThat(renewing.get(ID, VERSION).status()).isEqualTo(200);
        }
    }

    @Test
    void aFileWithoutACertificateIsNotTrust(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("ca.pem"), "");
        assertThatThrownBy(() -> Trust.pem(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no certificate");
    }

    private ArmReply started(int status, String header) {
        return ArmReply.empty(status).with(header, cloud.base() + OPERATION);
    }

    private void reply(int status, String body) {
        line.add(_ -> ArmReply.of(status, json(body)));
    }

    private void running(String body) {
        line.add(_ -> ArmReply.of(200, json(body)).with("x-ms-retry-after-ms", "1"));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static ArmFailure failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(ArmFailure.class, call);
    }
}
