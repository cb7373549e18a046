package fairlead.azure.metadata;

import fairlead.azure.metadata.MetadataAnswer.Document;
import fairlead.azure.metadata.MetadataAnswer.TokenWanted;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A token that was issued, as the metadata service tells of it: every member is a text.
 *
 * @param jwt the token
 * @param from when it begins to be good
 * @param life how long it is
 */
public record Token(String jwt, Instant from, Duration life) {

    /** The document that answers what was wanted. */
    public Document answer(TokenWanted wanted) {
        var seconds = Long.toString(life.toSeconds());
        return Document.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("access_token", jwt)
                        .put("client_id", wanted.identity().clientId())
                        .put("expires_in", seconds)
                        .put("expires_on", Long.toString(from.plus(life).getEpochSecond()))
                        .put("ext_expires_in", seconds)
                        .put("not_before", Long.toString(from.getEpochSecond()))
                        .put("resource", wanted.resource())
                        .put("token_type", "Bearer"));
    }
}
