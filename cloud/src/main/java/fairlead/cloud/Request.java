package fairlead.cloud;

import fairlead.azure.arm.ApiVersion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request to the cloud, read but not judged.
 *
 * @param segments of the path, decoded, without empty ones
 * @param query by name in lower case
 */
public record Request(
        Verb verb,
        List<String> segments,
        Map<String, String> query,
        Optional<JsonNode> body,
        Optional<String> ifMatch) {

    /** The methods that ARM uses. */
    public enum Verb {
        GET,
        HEAD,
        PUT,
        PATCH,
        POST,
        DELETE
    }

    public Request {
        segments = List.copyOf(segments);
        query = Map.copyOf(query);
    }

    /** {@code /a/b/c}. */
    public String path() {
        return "/" + String.join("/", segments);
    }

    /** One query parameter, by its name in any case. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The api-version asked for; the newest where none is. */
    public ApiVersion version() {
        return query("api-version").flatMap(ApiVersion::find).orElse(ApiVersion.NEWEST);
    }

    /** The body if it is an object. */
    public Optional<ObjectNode> document() {
        return body.filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
    }
}
