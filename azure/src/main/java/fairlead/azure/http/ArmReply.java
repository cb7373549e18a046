package fairlead.azure.http;

import fairlead.azure.arm.ArmError;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer.
 *
 * @param status an HTTP status, 200..599
 * @param headers beyond those that every answer has, such as {@code Azure-AsyncOperation}
 * @param body what is sent as JSON, and not changed any more; absent for 202 and 204
 */
public record ArmReply(int status, Map<String, String> headers, Optional<JsonNode> body) {

    public ArmReply {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status " + status + " is outside 200..599");
        }
        headers = Map.copyOf(headers);
    }

    public static ArmReply ok(JsonNode body) {
        return of(200, body);
    }

    public static ArmReply of(int status, JsonNode body) {
        return new ArmReply(status, Map.of(), Optional.of(body));
    }

    /** An answer without a body, such as 204. */
    public static ArmReply empty(int status) {
        return new ArmReply(status, Map.of(), Optional.empty());
    }

    /** Azure's error body, {@code {"error": {...}}}. */
    public static ArmReply refusal(int status, ArmError error) {
        var body = JsonNodeFactory.instance.objectNode();
        body.set("error", tree(error));
        return of(status, body);
    }

    /** The same with one more header. */
    public ArmReply with(String header, String value) {
        var more = new java.util.TreeMap<>(headers);
        more.put(header, value);
        return new ArmReply(status, more, body);
    }

    /** The error object without its wrapper, as operation documents carry it. */
    private static ObjectNode tree(ArmError error) {
        var tree = JsonNodeFactory.instance.objectNode();
        tree.put("code", error.code());
        tree.put("message", error.message());
        error.target().ifPresent(target -> tree.put("target", target));
        if (!error.details().isEmpty()) {
            var details = tree.putArray("details");
            error.details().forEach(cause -> details.add(tree(cause)));
        }
        return tree;
    }
}
