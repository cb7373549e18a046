package fairlead.cloud;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One thing that is not on the host as it should be.
 *
 * @param subject what was compared
 * @param where a namespace, a NIC, an instance of a Route Server
 * @param what the object in question
 * @param wanted as the model has it; {@code nothing} if nobody wants it
 * @param found as the host has it; {@code nothing} if it is not there
 */
public record AuditFinding(
        Subject subject, String where, String what, String wanted, String found) {

    /** What stands for an absent side. */
    public static final String NOTHING = "nothing";

    /** What an audit compares. */
    public enum Subject {
        KERNEL,
        ROUTE,
        MACHINE,
        SESSION,
        LEARNED
    }

    public ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("subject", subject.name().toLowerCase(java.util.Locale.ROOT))
                .put("where", where)
                .put("what", what)
                .put("wanted", wanted)
                .put("found", found);
    }
}
