package fairlead.azure.http;

import static fairlead.azure.http.TestCloud.S;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class GoodRequestTest {

    private static final String VERSION = "api-version=2024-05-01";

    private final AtomicReference<ArmRequest> seen = new AtomicReference<>();
    private TestCloud cloud;

    @BeforeEach
    void start() throws IOException {
        cloud =
                TestCloud.with(request -> {
                    seen.set(request);
                    return request.method().equals("HEAD")
                            ? ArmReply.empty(204)
                            : ArmReply.of(201, JsonNodeFactory.instance.objectNode())
                                    .with("Azure-AsyncOperation", "https://x/y");
                });
    }

    @AfterEach
    void stop() throws IOException {
        cloud.close();
    }

    @Test
    void thePathArrivesTidyDecodedAndInItsOwnCase() throws Exception {
        cloud.send(
                cloud.request(
                        "/"
                                + S
                                + "/resourcegroups/Rg%201/providers/microsoft.Network//vNets/a+b/?"
                                + VERSION));
        assertThat(seen.get().path())
                .isEqualTo(S + "/resourcegroups/Rg 1/providers/microsoft.Network/vNets/a+b");
        assertThat(seen.get().segments())
                .endsWith("Rg 1", "providers", "microsoft.Network", "vNets", "a+b");
    }

    @Test
    void parametersAreFoundInAnyCaseAndDecoded() throws Exception {
        cloud.send(
                cloud.request(
                        S
                                + "/resources?API-Version=2024-05-01-preview&%24filter=name%20eq+'x%26y'"));
        assertThat(seen.get().query()).containsEntry("$FILTER", "name eq 'x&y'");
        assertThat(seen.get().apiVersion()).contains("2024-05-01-preview");
    }

    @Test
    void theBodyTheChosenHeadersAndThePrincipalArrive() throws Exception {
        cloud.send(
                cloud.request(S + "/resourceGroups/rg1?" + VERSION)
                        .header("If-Match", "*")
                        .PUT(BodyPublishers.ofString("{\"n\":1.10}")));
        var request = seen.get();
        assertThat(request.method()).isEqualTo("PUT");
        assertThat(request.body().orElseThrow()).hasToString("{\"n\":1.10}");
        assertThat(request.headers())
                .containsEntry("if-match", "*")
                .doesNotContainKey("Authorization");
        assertThat(request.principal()).isEqualTo(Principal.ADMINISTRATOR);
    }

    @Test
    void anActionWithoutABodyHasNone() throws Exception {
        cloud.send(cloud.request(S + "/x/act?" + VERSION).POST(BodyPublishers.noBody()));
        assertThat(seen.get().body()).isEmpty();
    }

    @Test
    void theBaseIsTheServerAsTheClientAddressedIt() throws Exception {
        var byAddress = "https://127.0.0.1:" + cloud.server.port();
        cloud.send(
                HttpRequest.newBuilder(URI.create(byAddress + S + "/x/y?" + VERSION))
                        .header("Authorization", "Bearer " + cloud.secrets.administratorToken()));
        assertThat(seen.get().base()).isEqualTo(byAddress);
    }

    @Test
    void everyAnswerHasAzuresHeaders() throws Exception {
        var headers =
                cloud.send(
                                cloud.request(S + "/resourceGroups/rg1?" + VERSION)
                                        .header("x-ms-client-request-id", "mine")
                                        .header("x-ms-return-client-request-id", "true")
                                        .DELETE())
                        .headers();
        for (var name :
                List.of(
                        "x-ms-request-id",
                        "x-ms-correlation-request-id",
                        "x-ms-ratelimit-remaining-subscription-deletes",
                        "Strict-Transport-Security")) {
            assertThat(headers.firstValue(name)).as(name).isPresent();
        }
        assertThat(headers.firstValue("x-ms-client-request-id")).hasValue("mine");
        assertThat(headers.firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(headers.firstValue("Pragma")).hasValue("no-cache");
        assertThat(headers.firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
        assertThat(headers.firstValue("Azure-AsyncOperation")).hasValue("https://x/y");
        assertThat(headers.firstValue("Server")).isEmpty();
    }

    @Test
    void headReachesTheApiAndIsAnsweredWithoutABody() throws Exception {
        var answer =
                cloud.send(
                        cloud.request(S + "/resourceGroups/rg1?" + VERSION)
                                .method("HEAD", BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(204);
        var own =
                cloud.send(
                        cloud.bare("/metadata/aliases.json")
                                .method("HEAD", BodyPublishers.noBody()));
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(own.body()).isEmpty();
    }

    @Test
    void aRequestThatIsHeldOpenEndsWith503WhenTheServerStops() throws Exception {
        var entered = new SynchronousQueue<String>();
        try (var held =
                TestCloud.with(request -> {
                    entered.put(request.path());
                    entered.put("never taken");
                    return ArmReply.empty(204);
                })) {
            var answer =
                    held.http.sendAsync(
                            held.request(S + "/x/y?" + VERSION).build(),
                            java.net.http.HttpResponse.BodyHandlers.ofString());
            assertThat(entered.poll(10, TimeUnit.SECONDS)).isNotNull();
            held.server.close();
            // The connection may be gone before the words are out; both tell the client at once.
            assertThat(
                            answer.handle((ok, broken) -> broken != null || ok.statusCode() == 503)
                                    .get(10, TimeUnit.SECONDS))
                    .isTrue();
        }
    }
}
