package fairlead.cloud;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.RefusedException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What to say to a caller.
 *
 * @param status of HTTP
 * @param poll the operation whose addresses go into the headers
 */
public record Reply(int status, Optional<JsonNode> body, Optional<Poll> poll) {

    /** Which headers lead a client to the end of an operation. */
    public enum Style {
        /** {@code Azure-AsyncOperation}: a PUT, whose result is the resource itself. */
        STATUS,
        /** {@code Azure-AsyncOperation} and {@code Location}: a DELETE or an action. */
        STATUS_AND_RESULT,
        /** {@code Location} alone: the deletion of a resource group, and an unfinished result. */
        RESULT
    }

    public record Poll(Operation operation, Style style) {}

    public static Reply of(int status, JsonNode body) {
        return new Reply(status, Optional.of(body), Optional.empty());
    }

    public static Reply empty(int status) {
        return new Reply(status, Optional.empty(), Optional.empty());
    }

    public static Reply refused(RefusedException refused) {
        var body = JsonNodeFactory.instance.objectNode();
        body.set("error", error(refused.error()));
        return of(refused.status(), body);
    }

    public Reply polled(Operation operation, Style style) {
        return new Reply(status, body, Optional.of(new Poll(operation, style)));
    }

    /** Azure's error object. */
    public static ObjectNode error(ArmError error) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("code", error.code());
        json.put("message", error.message());
        error.target().ifPresent(target -> json.put("target", target));
        if (!error.details().isEmpty()) {
            var details = json.putArray("details");
            error.details().forEach(detail -> details.add(error(detail)));
        }
        return json;
    }
}
