package fairlead.testkit.bgp;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What clients print, as values. */
final class Text {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Text() {}

    /** The document; a missing node where it is none, as while the daemon does not answer yet. */
    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }
}
