package fairlead.azure.http;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * A request that may be answered: its token was good, its path is tidy, its body is JSON.
 *
 * @param method {@code GET}, {@code HEAD}, {@code PUT}, {@code POST}, {@code PATCH} or {@code
 *     DELETE}
 * @param path percent-decoded, starting with a slash, without double or trailing slashes, in the
 *     case in which it came
 * @param segments the same in pieces; none is empty or holds a slash
 * @param query percent-decoded; names are found in any case, and the first of several equal ones
 *     counts
 * @param apiVersion well formed; always there below {@code /subscriptions}, {@code /providers} and
 *     {@code /tenants}
 * @param headers those of {@link #CARRIED} that came; names are found in any case
 * @param body absent when the request had none
 * @param base the server as the client addressed it, such as {@code https://localhost:8443}
 * @param correlationId what ties the log, the answer and a deployment together
 */
public record ArmRequest(
        String method,
        String path,
        List<String> segments,
        Map<String, String> query,
        Optional<String> apiVersion,
        Map<String, String> headers,
        Optional<JsonNode> body,
        Principal principal,
        String base,
        String correlationId) {

    /** The headers that may change an answer or explain a log line. */
    public static final List<String> CARRIED =
            List.of(
                    "If-Match",
                    "If-None-Match",
                    "Prefer",
                    "User-Agent",
                    "CommandName",
                    "x-ms-client-request-id");

    public ArmRequest {
        segments = List.copyOf(segments);
        query = anyCase(query);
        headers = anyCase(headers);
    }

    private static Map<String, String> anyCase(Map<String, String> map) {
        var copy = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(map);
        return Collections.unmodifiableMap(copy);
    }
}
