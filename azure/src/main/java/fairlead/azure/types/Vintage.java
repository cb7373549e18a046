package fairlead.azure.types;

import fairlead.azure.arm.ApiVersion;
import fairlead.azure.arm.RefusedException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a document may hold in one api-version: members that came later are neither taken nor shown.
 */
final class Vintage {

    /** A member of {@code parent} that the version does not have yet. */
    record Late(ObjectNode parent, String member, String path) {}

    private final Catalogue catalogue;
    private final ApiVersion version;

    Vintage(Catalogue catalogue, ApiVersion version) {
        this.catalogue = catalogue;
        this.version = version;
    }

    /**
     * Judges what a client sent.
     *
     * @throws RefusedException {@code InvalidRequestFormat} for a member of a later version
     */
    void admit(TypeRow row, ObjectNode body) throws RefusedException {
        for (var late : late(row, body, "")) {
            throw Refusal.format(
                    late.path(),
                    "Could not find member '"
                            + late.member()
                            + "' on this object in api-version "
                            + version
                            + "; later versions have it.");
        }
    }

    /** Takes out of {@code document} what the version does not know. */
    void show(TypeRow row, ObjectNode document) {
        late(row, document, "").forEach(late -> late.parent().remove(late.member()));
    }

    private List<Late> late(TypeRow row, ObjectNode document, String at) {
        var found = new ArrayList<>(row.envelope().late(document, version, at));
        if (document.get("properties") instanceof ObjectNode properties) {
            found.addAll(row.shape().late(properties, version, at + "properties."));
            for (var inline : row.inlines()) {
                var childRow = catalogue.row(inline.type()).orElseThrow();
                var children = properties.path(inline.property());
                for (int i = 0; i < children.size(); i++) {
                    if (children.get(i) instanceof ObjectNode child) {
                        var below = at + "properties." + inline.property() + "[" + i + "].";
                        found.addAll(late(childRow, child, below));
                    }
                }
            }
        }
        return found;
    }
}
