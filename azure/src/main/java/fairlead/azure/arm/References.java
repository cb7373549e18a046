package fairlead.azure.arm;

import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What a document points at: every {@code {"id": "/subscriptions/..."}} in it, at any depth. */
public final class References {

    private References() {}

    /** The ids named in {@code document}, each once, in the order of the document. */
    public static Set<ArmId> in(JsonNode document) {
        var found = new LinkedHashSet<ArmId>();
        collect(document, found);
        return found;
    }

    private static void collect(JsonNode node, Set<ArmId> found) {
        if (node.isObject() && node.path("id").isString()) {
            var text = node.path("id").stringValue();
            if (text.startsWith("/subscriptions/")) {
                ArmId.find(text).ifPresent(found::add);
            }
        }
        if (node.isContainer()) {
            node.values().forEach(value -> collect(value, found));
        }
    }
}
