package fairlead.testkit.bgp;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What clients print, as values. */
final class Text {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Text() {}

    /** The sum of all numbers that the pattern's one group finds. */
    static long sum(Pattern pattern, String text) {
        return pattern.matcher(text).results().mapToLong(r -> Long.parseLong(r.group(1))).sum();
    }

    /** The document; a missing node where it is none, as while the daemon does not answer yet. */
    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }

    /** The texts of an array, or of nothing. */
    static Set<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).collect(Collectors.toSet());
    }
}
