package fairlead.azure.http;

import fairlead.azure.arm.RefusedException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From the octets of a request's body to a document. */
@FunctionalInterface
public interface BodyReader {

    /**
     * Reads a body of at least one octet.
     *
     * @throws RefusedException 400 {@code InvalidRequestContent}, naming line and column
     */
    JsonNode read(byte[] body) throws RefusedException;

    /** JSON as RFC 8259 has it: no duplicate names, nothing after the value, no digit lost. */
    static BodyReader strict() {
        var json =
                JsonMapper.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .build();
        return body -> {
            try {
                return json.readTree(body);
            } catch (JacksonException unreadable) {
                var at = unreadable.getLocation();
                throw RefusedException.badRequest(
                        "InvalidRequestContent",
                        "The request content was invalid and could not be deserialized: '"
                                + unreadable.getOriginalMessage()
                                + "', line "
                                + at.getLineNr()
                                + ", position "
                                + at.getColumnNr()
                                + ".");
            }
        };
    }
}
