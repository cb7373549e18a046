package fairlead.cli;

import fairlead.azure.client.ArmAnswer;
import fairlead.azure.client.ArmClient;
import fairlead.azure.client.ArmFailure;
import fairlead.azure.client.TokenSource;
import fairlead.azure.client.Trust;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The daemon's API as one running cloud offers it to its owner: paths below the subscription in,
 * documents out. Refusals are {@link Failure}s in the daemon's own words.
 */
final class CloudApi implements AutoCloseable {

    /** The version of what Azure does not have. */
    static final String OWN_VERSION = "2026-11-01";

    static final JsonMapper JSON = new JsonMapper();

    private static final Pattern VERSION = Pattern.compile("[?&]api-version=([^&]+)");

    private final URI base;
    private final String subscription;
    private final ArmClient client;

    CloudApi(URI base, String subscription, ArmClient client) {
        this.base = base;
        this.subscription = subscription;
        this.client = client;
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
        var subscription =
                folder.principal().orElseThrow(() -> notRunning(folder)).subscriptionId();
        var token = folder.adminToken().orElseThrow(() -> notRunning(folder));
        try {
            var trust = Trust.pem(folder.caCertificate());
            return new CloudApi(
                    endpoint.url(),
                    subscription,
                    new ArmClient(endpoint.url(), TokenSource.fixed(token), trust));
        } catch (IOException e) {
            throw Failure.because(
                    "The certificate "
                            + folder.caCertificate()
                            + " cannot be read ("
                            + e.getMessage()
                            + "). Restart the daemon: fairlead stop, then fairlead serve.");
        }
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
            client.get("/subscriptions/" + subscription, OWN_VERSION);
            return true;
        } catch (ArmFailure answered) {
            return true;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How Azure's clients are told of this cloud: addresses, and what tokens are for. */
    JsonNode cloudConfiguration() {
        return answered("/cloud.json", () -> client.get("/cloud.json", OWN_VERSION));
    }

    /** What stands at {@code /subscriptions/S/path}. */
    JsonNode get(String path) {
        return ask(path, (bare, version) -> client.get(bare, version));
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

    /** Writes, and returns the first answer: what the write began may still run. */
    JsonNode put(String path, JsonNode body) {
        return ask(path, (bare, version) -> client.submit("PUT", bare, version, Optional.of(body)));
    }

    /** Runs an action to its end, and returns its result. */
    JsonNode post(String path) {
        return ask(path, (bare, version) -> client.post(bare, version));
    }

    private interface Question {
        ArmAnswer ask(String path, String version) throws IOException, InterruptedException;
    }

    private JsonNode ask(String path, Question question) {
        var matcher = VERSION.matcher(path);
        var version = matcher.find() ? matcher.group(1) : OWN_VERSION;
        var bare = "/subscriptions/" + subscription + "/" + withoutVersion(path);
        return answered(path, () -> question.ask(bare, version));
    }

    private interface Answer {
        ArmAnswer get() throws IOException, InterruptedException;
    }

    private JsonNode answered(String path, Answer answer) {
        try {
            return answer.get().document();
        } catch (ArmFailure refused) {
            throw new Failure(
                    refused.isNotFound() ? Exit.NOT_FOUND : Exit.FAILED,
                    Errors.text(refused.error()));
        } catch (ConnectException e) {
            throw new Failure(
                    Exit.NOT_RUNNING,
                    "Nothing answers at "
                            + base
                            + ". Look at: fairlead status, or the daemon's log.");
        } catch (IOException e) {
            throw Failure.because(
                    "The daemon at "
                            + base
                            + " did not answer for "
                            + path
                            + ": "
                            + e.getMessage());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw Failure.because("Interrupted.");
        }
    }

    /** The client adds the version itself. */
    private static String withoutVersion(String path) {
        int query = path.indexOf('?');
        if (query < 0) {
            return path;
        }
        var kept =
                Arrays.stream(path.substring(query + 1).split("&"))
                        .filter(part -> !part.startsWith("api-version="))
                        .collect(Collectors.joining("&"));
        return path.substring(0, query) + (kept.isEmpty() ? "" : "?" + kept);
    }

    @Override
    public void close() {
        client.close();
    }
}
