package fairlead.azure.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MeteringTest {

    private TestCloud cloud;

    @BeforeEach
    void start() throws Exception {
        cloud = TestCloud.with(_ -> ArmReply.empty(204));
    }

    @AfterEach
    void stop() throws Exception {
        cloud.close();
    }

    @Test
    void theNumbersAreForThoseWithAToken() throws Exception {
        var stranger = HttpRequest.newBuilder(URI.create(cloud.server.base() + "/metrics"));

        assertThat(cloud.send(stranger).statusCode()).isEqualTo(401);
        var answer = cloud.send(cloud.request("/metrics"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("fairlead_test 1\n");
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("text/plain; version=0.0.4; charset=utf-8");
    }

    @Test
    void everyRequestIsCountedWithItsMethodAndStatus() throws Exception {
        cloud.send(cloud.request(TestCloud.S + "?api-version=2024-05-01"));
        cloud.send(cloud.request("/subscriptions/other?api-version=2024-05-01"));
        cloud.send(cloud.request("/metrics").method("BREW", BodyPublishers.noBody()));

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(cloud.answered)
                                .containsExactly("GET 200", "GET 404", "OTHER 405"));
    }
}
