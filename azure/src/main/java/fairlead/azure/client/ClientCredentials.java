package fairlead.azure.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import fairlead.azure.arm.ArmError;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tokens from a token endpoint, kept until a minute before they expire. */
final class ClientCredentials implements TokenSource {

    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI endpoint;
    private final String form;
    private final SSLContext tls;
    private Optional<Held> held = Optional.empty();

    ClientCredentials(URI endpoint, String clientId, String secret, String scope, SSLContext tls) {
        this.endpoint = endpoint;
        this.form =
                Map.of(
                                "grant_type", "client_credentials",
                                "client_id", clientId,
                                "client_secret", secret,
                                "scope", scope)
                        .entrySet()
                        .stream()
                        .map(field -> field.getKey() + "=" + encode(field.getValue()))
                        .collect(Collectors.joining("&"));
        this.tls = tls;
    }

    @Override
    public synchronized String token() throws IOException, InterruptedException {
        if (held.isEmpty() || System.nanoTime() - held.get().until() >= 0) {
            held = Optional.of(login());
        }
        return held.get().token();
    }

    @Override
    public synchronized void refused(String token) {
        held = held.filter(one -> !one.token().equals(token));
    }

    private Held login() throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(endpoint)
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build();
        try (var http = Wire.http(tls)) {
            var response = http.send(request, BodyHandlers.ofByteArray());
            var document = read(response.body());
            var token = document.path("access_token").asString("");
            if (response.statusCode() != 200 || token.isEmpty()) {
                throw new ArmFailure(
                        response.statusCode(),
                        new ArmError(
                                document.path("error").asString("LoginFailed"),
                                document.path("error_description")
                                        .asString("no token came from " + endpoint)));
            }
            var life = Duration.ofSeconds(document.path("expires_in").asLong(300)).minus(MARGIN);
            return new Held(
                    token, System.nanoTime() + Math.max(life.toNanos(), MARGIN.toNanos() / 2));
        }
    }

    private JsonNode read(byte[] body) throws IOException {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException notJson) {
            throw new IOException(endpoint + " did not answer in JSON", notJson);
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, UTF_8);
    }

    /**
     * @param until by the clock of {@link System#nanoTime}
     */
    private record Held(String token, long until) {}
}
