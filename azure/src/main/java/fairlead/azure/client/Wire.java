package fairlead.azure.client;

import fairlead.azure.arm.ArmError;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One request and its answer, with a token, to the cloud's own origin. */
final class Wire implements AutoCloseable {

    /** Longer than a server holds a status request open. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final URI base;
    private final TokenSource tokens;
    private final HttpClient http;

    Wire(URI base, TokenSource tokens, SSLContext tls) {
        this.base = base;
        this.tokens = tokens;
        this.http = http(tls);
    }

    static HttpClient http(SSLContext tls) {
        return HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /**
     * Sends, logs in once more after a 401, and waits while the cloud asks for patience.
     *
     * @throws ArmFailure for every status of 400 and above
     */
    ArmAnswer send(String method, URI target, Optional<JsonNode> body, Deadline deadline)
            throws IOException, InterruptedException {
        checkOrigin(target);
        boolean renewed = false;
        while (true) {
            var token = tokens.token();
            var answer = exchange(method, target, body, token, deadline);
            int status = answer.status();
            if (status == 401 && !renewed) {
                renewed = true;
                tokens.refused(token);
                if (!tokens.token().equals(token)) {
                    continue;
                }
            }
            // 429: not done at all. 503 to a read: no harm in asking again.
            if (status == 429 || (status == 503 && method.equals("GET"))) {
                var wait = Pacing.wait(answer.headers());
                if (deadline.allows(wait)) {
                    Thread.sleep(wait);
                    continue;
                }
            }
            if (status >= 400) {
                throw new ArmFailure(status, error(method, target, answer));
            }
            return answer;
        }
    }

    URI resolve(String pathAndQuery) {
        return base.resolve(pathAndQuery);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private ArmAnswer exchange(
            String method, URI target, Optional<JsonNode> body, String token, Deadline deadline)
            throws IOException, InterruptedException {
        var patience = deadline.left().compareTo(PATIENCE) < 0 ? deadline.left() : PATIENCE;
        var request =
                HttpRequest.newBuilder(target)
                        .timeout(patience.isPositive() ? patience : Duration.ofMillis(1))
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", "application/json");
        if (body.isPresent()) {
            request.header("Content-Type", "application/json");
        }
        request.method(
                method,
                body.map(JSON::writeValueAsBytes)
                        .map(HttpRequest.BodyPublishers::ofByteArray)
                        .orElse(HttpRequest.BodyPublishers.noBody()));
        return answer(method, http.send(request.build(), BodyHandlers.ofByteArray()));
    }

    private static ArmAnswer answer(String method, HttpResponse<byte[]> response)
            throws IOException {
        var octets = response.body();
        Optional<JsonNode> body = Optional.empty();
        if (octets.length > 0 && !method.equals("HEAD")) {
            try {
                body = Optional.of(JSON.readTree(octets));
            } catch (JacksonException notJson) {
                if (response.statusCode() < 400) {
                    throw new IOException(
                            response.uri() + " did not answer in JSON: " + excerpt(octets),
                            notJson);
                }
                body = Optional.of(JSON.getNodeFactory().stringNode(excerpt(octets)));
            }
        }
        return new ArmAnswer(response.statusCode(), response.headers(), body);
    }

    private static ArmError error(String method, URI target, ArmAnswer answer) {
        var said = answer.document().isString() ? ": " + answer.document().asString() : "";
        return ArmFailure.read(
                answer.document(),
                new ArmError(
                        answer.status() == 404 ? "NotFound" : "HttpStatus" + answer.status(),
                        method
                                + " "
                                + target.getPath()
                                + " was answered with "
                                + answer.status()
                                + said));
    }

    private static String excerpt(byte[] octets) {
        return new String(octets, 0, Math.min(octets.length, 200), StandardCharsets.UTF_8);
    }

    private void checkOrigin(URI target) throws IOException {
        if (!base.getScheme().equalsIgnoreCase(target.getScheme())
                || !base.getHost().equalsIgnoreCase(target.getHost())
                || base.getPort() != target.getPort()) {
            throw new IOException(
                    "the cloud at " + base + " points to " + target + ", which gets no token");
        }
    }
}
