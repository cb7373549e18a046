package fairlead.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The daemon's API as one running cloud offers it to its owner: paths below the subscription in,
 * documents out. Refusals are {@link Failure}s in the daemon's own words.
 */
final class CloudApi implements AutoCloseable {

    /** The version of what Azure does not have. */
    static final String OWN_VERSION = "2026-11-01";

    static final JsonMapper JSON = new JsonMapper();

    private final URI base;
    private final String subscription;
    private final String token;
    private final HttpClient http;

    CloudApi(URI base, String subscription, String token, HttpClient http) {
        this.base = base;
        this.subscription = subscription;
        this.token = token;
        this.http = http;
    }

    /**
     * The API of a cloud.
     *
     * @throws Failure with {@link Exit#NOT_RUNNING} if its daemon does not run
     */
    static CloudApi of(StateFolder folder) {
        var endpoint =
                folder.endpoint()
                        .filter(known -> known.process().alive())
                        .orElseThrow(() -> notRunning(folder));
        return new CloudApi(
                endpoint.url(),
                folder.principal().orElseThrow(() -> notRunning(folder)).subscriptionId(),
                folder.adminToken().orElseThrow(() -> notRunning(folder)),
                TrustedHttp.client(folder.caCertificate()));
    }

    static Failure notRunning(StateFolder folder) {
        var name = folder.cloud().equals("default") ? "" : " --cloud " + folder.cloud();
        return new Failure(
                Exit.NOT_RUNNING,
                "The cloud '"
                        + folder.cloud()
                        + "' is not running ("
                        + folder.path()
                        + "). Start it with: fairlead serve"
                        + name
                        + "   or: fairlead up LAB"
                        + name);
    }

    /** Whether the daemon answers at all. */
    boolean healthy() {
        try {
            var request =
                    HttpRequest.newBuilder(URI.create(base + "/health"))
                            .timeout(Duration.ofSeconds(2))
                            .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What stands at {@code /subscriptions/S/path}. */
    JsonNode get(String path) {
        return send("GET", path, Optional.empty());
    }

    /** The same, or empty where there is nothing. */
    Optional<JsonNode> find(String path) {
        try {
            return Optional.of(get(path));
        } catch (Failure absent) {
            if (absent.exit() == Exit.NOT_FOUND) {
                return Optional.empty();
            }
            throw absent;
        }
    }

    JsonNode put(String path, JsonNode body) {
        return send("PUT", path, Optional.of(body));
    }

    JsonNode post(String path) {
        return send("POST", path, Optional.empty());
    }

    private JsonNode send(String method, String path, Optional<JsonNode> body) {
        var request =
                HttpRequest.newBuilder(
                                URI.create(base + "/subscriptions/" + subscription + "/" + path))
                        .timeout(Duration.ofMinutes(5))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body.map(json -> BodyPublishers.ofString(json.toString()))
                                        .orElseGet(BodyPublishers::noBody))
                        .build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            var answer = read(method + " " + path, response.body());
            if (response.statusCode() >= 400) {
                throw new Failure(
                        response.statusCode() == 404 ? Exit.NOT_FOUND : Exit.FAILED,
                        Errors.text(answer, response.statusCode()));
            }
            return answer;
        } catch (ConnectException e) {
            throw new Failure(
                    Exit.NOT_RUNNING,
                    "Nothing answers at "
                            + base
                            + ". Look at: fairlead status, or the daemon's log.");
        } catch (IOException e) {
            throw Failure.because(
                    "The daemon at " + base + " did not answer " + method + " " + path + ": " + e);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw Failure.because("Interrupted.");
        }
    }

    private static JsonNode read(String request, String text) {
        try {
            return text.isBlank() ? JsonNodeFactory.instance.objectNode() : JSON.readTree(text);
        } catch (JacksonException e) {
            throw Failure.because(
                    "The daemon's answer to "
                            + request
                            + " is not JSON: "
                            + e.getOriginalMessage());
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
