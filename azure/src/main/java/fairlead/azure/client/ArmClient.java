package fairlead.azure.client;

import fairlead.azure.arm.ArmId;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.JsonNode;

/**
 * Speaks to Azure Resource Manager, ours or the real one. Paths start with a slash, as an {@link
 * ArmId} does, and may carry a query; the api-version is added. Safe for use by many threads; every
 * call blocks its own.
 *
 * <p>Calls throw {@link ArmFailure} when the cloud refuses or an operation fails, and another
 * {@link IOException} when it is not reached or the deadline passes.
 */
public final class ArmClient implements AutoCloseable {

    private final Wire wire;
    private final Duration patience;
    private final Progress progress;

    /**
     * @param base such as {@code https://localhost:8443} or {@code https://management.azure.com}
     */
    public ArmClient(URI base, TokenSource tokens, SSLContext tls) {
        this(new Wire(base, tokens, tls), Duration.ofMinutes(30), Progress.SILENT);
    }

    private ArmClient(Wire wire, Duration patience, Progress progress) {
        this.wire = wire;
        this.patience = patience;
        this.progress = progress;
    }

    /**
     * The same client, on the same connections, with another bound on each call (30 minutes unless
     * said) and somebody who hears of the waiting.
     */
    public ArmClient following(Duration patience, Progress progress) {
        return new ArmClient(wire, patience, progress);
    }

    public ArmAnswer get(String path, String apiVersion) throws IOException, InterruptedException {
        return submit("GET", path, apiVersion, Optional.empty());
    }

    public ArmAnswer get(ArmId id, String apiVersion) throws IOException, InterruptedException {
        return get(id.toString(), apiVersion);
    }

    /** The document; empty when there is none of that name. */
    public Optional<JsonNode> find(String path, String apiVersion)
            throws IOException, InterruptedException {
        try {
            return Optional.of(get(path, apiVersion).document());
        } catch (ArmFailure failure) {
            if (failure.isNotFound()) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    public Optional<JsonNode> find(ArmId id, String apiVersion)
            throws IOException, InterruptedException {
        return find(id.toString(), apiVersion);
    }

    /** Whether it is there, asked by HEAD. */
    public boolean head(ArmId id, String apiVersion) throws IOException, InterruptedException {
        try {
            submit("HEAD", id.toString(), apiVersion, Optional.empty());
            return true;
        } catch (ArmFailure failure) {
            if (failure.isNotFound()) {
                return false;
            }
            throw failure;
        }
    }

    /** All members of a list, page by page along {@code nextLink}. */
    public List<JsonNode> list(String path, String apiVersion)
            throws IOException, InterruptedException {
        var deadline = Deadline.after(patience);
        var members = new ArrayList<JsonNode>();
        var page = Optional.of(target(path, apiVersion));
        while (page.isPresent()) {
            var document = wire.send("GET", page.get(), Optional.empty(), deadline).document();
            document.path("value").forEach(members::add);
            page =
                    Optional.of(document.path("nextLink").asString(""))
                            .filter(link -> !link.isEmpty())
                            .map(wire::resolve);
        }
        return List.copyOf(members);
    }

    /** Writes, and returns the resource as it is when the operation is over. */
    public ArmAnswer put(String path, String apiVersion, JsonNode body)
            throws IOException, InterruptedException {
        return follow("PUT", path, apiVersion, Optional.of(body));
    }

    public ArmAnswer put(ArmId id, String apiVersion, JsonNode body)
            throws IOException, InterruptedException {
        return put(id.toString(), apiVersion, body);
    }

    /** Runs an action without a body, and returns its result. */
    public ArmAnswer post(String path, String apiVersion) throws IOException, InterruptedException {
        return follow("POST", path, apiVersion, Optional.empty());
    }

    /** Deletes, and returns when it is gone; what was not there is gone already. */
    public ArmAnswer delete(ArmId id, String apiVersion) throws IOException, InterruptedException {
        return follow("DELETE", id.toString(), apiVersion, Optional.empty());
    }

    /**
     * Sends one request and returns its first answer; an operation that it began is not followed.
     */
    public ArmAnswer submit(String method, String path, String apiVersion, Optional<JsonNode> body)
            throws IOException, InterruptedException {
        return wire.send(method, target(path, apiVersion), body, Deadline.after(patience));
    }

    /** Drops the connections; calls that are under way fail. */
    @Override
    public void close() {
        wire.close();
    }

    private ArmAnswer follow(String method, String path, String apiVersion, Optional<JsonNode> body)
            throws IOException, InterruptedException {
        var target = target(path, apiVersion);
        var deadline = Deadline.after(patience);
        var first = wire.send(method, target, body, deadline);
        return new LongRunning(wire, method, target, deadline, progress).follow(first);
    }

    private URI target(String path, String apiVersion) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("'" + path + "' does not start with a slash");
        }
        return wire.resolve(
                path.replace(" ", "%20")
                        + (path.indexOf('?') < 0 ? "?" : "&")
                        + "api-version="
                        + URLEncoder.encode(apiVersion, StandardCharsets.UTF_8));
    }
}
