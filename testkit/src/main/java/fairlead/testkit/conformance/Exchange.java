package fairlead.testkit.conformance;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A request and its answer.
 *
 * @param path decoded, without the query
 * @param version the api-version asked for
 * @param operation the id of the operation that the answer leads to, if it is not the end
 */
public record Exchange(
        String method,
        String path,
        String version,
        Optional<JsonNode> sent,
        int status,
        Optional<JsonNode> answered,
        Optional<String> operation) {}
