package fairlead.azure.arm;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * One resource as the cloud believes it.
 *
 * @param serial unique in the cloud, given at creation in rising order, never used again; names of
 *     kernel objects come from it
 * @param revision rises with every write and every change of state
 * @param body what is stored: {@code location}, {@code tags}, {@code sku}, {@code properties} and
 *     the like, checked and with defaults filled in; neither children nor what is computed on
 *     reading. Never changed in place
 */
public record Resource(
        ArmId id, int serial, long revision, ProvisioningState state, ObjectNode body) {

    /** The weak entity tag of this revision. */
    public String etag() {
        return "W/\""
                + UUID.nameUUIDFromBytes(
                        (id + "#" + serial + "#" + revision).getBytes(StandardCharsets.UTF_8))
                + "\"";
    }

    /** The {@code properties} of the stored body, empty if it has none. Not to be changed. */
    public ObjectNode properties() {
        return body.get("properties") instanceof ObjectNode properties
                ? properties
                : body.objectNode();
    }
}
