package fairlead.azure.metadata;

import fairlead.azure.types.ManagedIdentity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What is answered. */
public sealed interface MetadataAnswer {

    /** A document as it goes out. */
    record Document(int status, String contentType, String body) implements MetadataAnswer {

        static Document json(int status, JsonNode body) {
            return new Document(status, "application/json; charset=utf-8", body.toString());
        }

        static Document text(String body) {
            return new Document(200, "text/plain; charset=utf-8", body);
        }

        /** The form of errors about the request or the instance. */
        static Document error(int status, String what) {
            return json(status, JsonNodeFactory.instance.objectNode().put("error", what));
        }

        /** The form of errors about tokens (RFC 6749 §5.2). */
        static Document denied(int status, String error, String description) {
            return json(
                    status,
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("error", error)
                            .put("error_description", description));
        }
    }

    /** A token of this identity for {@code resource}, to be issued and told by {@link Token}. */
    record TokenWanted(ManagedIdentity identity, String resource) implements MetadataAnswer {}
}
