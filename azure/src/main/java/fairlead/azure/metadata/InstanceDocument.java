package fairlead.azure.metadata;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The document {@code /metadata/instance}. */
final class InstanceDocument {

    private InstanceDocument() {}

    /** The whole document as {@code version} knows it. */
    static ObjectNode of(Resident resident, String version) {
        var document = JsonNodeFactory.instance.objectNode();
        document.set("compute", ComputeDocument.of(resident, version));
        document.set("network", NetworkDocument.of(resident));
        return document;
    }
}
