package fairlead.azure.client;

import java.net.http.HttpHeaders;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What the cloud said, when it did not refuse.
 *
 * @param status 200..399
 * @param body the document; absent where there was none, as with 202 and 204
 */
public record ArmAnswer(int status, HttpHeaders headers, Optional<JsonNode> body) {

    /** The document; a missing node, whose every member is missing too, where there was none. */
    public JsonNode document() {
        return body.orElseGet(JsonNodeFactory.instance::missingNode);
    }

    /** The first value of a header, whose name is found in any case. */
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }
}
