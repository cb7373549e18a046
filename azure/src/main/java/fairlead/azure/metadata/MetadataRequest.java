package fairlead.azure.metadata;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request to the metadata service.
 *
 * @param segments of the path, decoded
 * @param query decoded, names in lower case, with every value of a name that was repeated
 * @param headers names in lower case
 */
public record MetadataRequest(
        String method,
        List<String> segments,
        Map<String, List<String>> query,
        Map<String, String> headers) {

    public MetadataRequest {
        segments = List.copyOf(segments);
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** The value of a parameter; an empty one counts as none. */
    Optional<String> parameter(String name) {
        return query.getOrDefault(name, List.of()).stream()
                .findFirst()
                .filter(value -> !value.isEmpty());
    }
}
