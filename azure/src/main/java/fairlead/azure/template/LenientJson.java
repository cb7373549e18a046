package fairlead.azure.template;

import fairlead.azure.arm.RefusedException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads request bodies as Azure does. {@code az} pastes the text of a template file into its
 * request, so names may lack quotes, comments may stand between tokens, and a string may hold line
 * breaks and tabs as they are. Nothing else is forgiven: not a comma too many, not a name given
 * twice, not a second value after the first. Decimals keep their digits. {@link JsonBounds} says
 * how deep and how large.
 */
public final class LenientJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
                                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .streamReadConstraints(JsonBounds.NESTING)
                                    .build())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private LenientJson() {}

    /**
     * Reads one JSON value in UTF-8.
     *
     * @throws RefusedException 400 {@code InvalidRequestContent}, with line and column, if it is
     *     none
     */
    public static JsonNode read(byte[] body) throws RefusedException {
        refuseControlCharacters(body);
        JsonNode value;
        try {
            value = MAPPER.readTree(body);
        } catch (StreamConstraintsException e) {
            throw RefusedException.badRequest(
                    "InvalidRequestContent",
                    "The request content was invalid and could not be deserialized: 'It is nested"
                            + " deeper than "
                            + JsonBounds.DEEPEST
                            + " levels, or has a number of too many digits.'.");
        } catch (JacksonException e) {
            var reason = e.getOriginalMessage();
            var at = e.getLocation();
            throw refused(
                    reason.lines().findFirst().orElse("not JSON"),
                    at == null ? 1 : at.getLineNr(),
                    at == null ? 1 : at.getColumnNr());
        }
        if (value.isMissingNode()) {
            throw refused("The body is empty; a JSON value was expected", 1, 1);
        }
        JsonBounds.check(value);
        return value;
    }

    /** Reads one JSON value, as {@link #read(byte[])} does. */
    public static JsonNode read(String body) throws RefusedException {
        return read(body.getBytes(StandardCharsets.UTF_8));
    }

    /** Tab, line feed and carriage return are what template files hold; the others are damage. */
    private static void refuseControlCharacters(byte[] body) throws RefusedException {
        int line = 1;
        int column = 1;
        for (byte octet : body) {
            if (octet == '\n') {
                line++;
                column = 1;
                continue;
            }
            if (octet >= 0 && octet < ' ' && octet != '\t' && octet != '\r') {
                throw refused("Unexpected control character 0x%02x".formatted(octet), line, column);
            }
            column++;
        }
    }

    private static RefusedException refused(String reason, int line, int column) {
        return RefusedException.badRequest(
                "InvalidRequestContent",
                "The request content was invalid and could not be deserialized: '"
                        + reason
                        + ". Line "
                        + line
                        + ", position "
                        + column
                        + ".'.");
    }
}
