package fairlead.azure.types;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What every resource's body has around its {@code properties}. */
final class Envelope {

    /** The stored members that are shown, in the order of showing. */
    static final List<String> SHOWN =
            List.of("kind", "location", "tags", "sku", "plan", "zones", "identity", "instanceId");

    /** Where a row keeps what nobody is shown. */
    static final String KEPT = "kept";

    /** What every type has. */
    static final Shape COMMON =
            Shape.empty()
                    .text("location")
                    .opaque("tags")
                    .readOnly("id", "name", "type", "etag", "kind", "instanceId", "resources")
                    .readOnly("systemData", "managedBy", "apiVersion", "properties", "placement");

    private static final Shape SKU =
            Shape.empty().text("name", "tier", "size", "family").number("capacity", 0, 1_000_000);

    private static final Shape IDENTITY =
            Shape.empty()
                    .text("type")
                    .opaque("userAssignedIdentities")
                    .readOnly("principalId", "tenantId");

    private static final int MOST_TAGS = 50;

    private Envelope() {}

    /**
     * What every type has, and some of {@code sku}, {@code plan}, {@code identity}, {@code zones}
     * and {@code extendedLocation}.
     */
    static Shape with(String... members) {
        var shape = COMMON;
        for (var member : members) {
            shape =
                    switch (member) {
                        case "sku" -> shape.object("sku", SKU);
                        case "identity" -> shape.object("identity", IDENTITY);
                        case "zones" -> shape.texts("zones");
                        case "plan", "extendedLocation" -> shape.opaque(member);
                        case String other ->
                                throw new IllegalArgumentException(
                                        "no member of envelopes: " + other);
                    };
        }
        return shape;
    }

    /** The body without its {@code properties}, checked. */
    static ObjectNode admit(
            TypeRow row, ArmId id, ObjectNode body, Optional<Resource> existing, Resources cloud)
            throws RefusedException {
        var admitted = row.envelope().admit(body, Optional.empty(), "$", cloud);
        checkTags(admitted.path("tags"));
        switch (row.placement()) {
            case REGIONAL -> place(id, admitted, existing);
            case NONE -> admitted.remove("location");
        }
        return admitted;
    }

    private static void place(ArmId id, ObjectNode admitted, Optional<Resource> existing)
            throws RefusedException {
        if (!admitted.has("location")) {
            throw RefusedException.badRequest(
                    "LocationRequired",
                    "The location property is required for this definition: " + id);
        }
        var wanted = Location.read(admitted.get("location").stringValue()).name();
        var placed = existing.flatMap(old -> old.body().path("location").stringValueOpt());
        if (placed.isPresent() && !placed.get().equals(wanted)) {
            throw RefusedException.conflict(
                    id.type().equals(ResourceType.GROUP)
                            ? "InvalidResourceGroupLocation"
                            : "InvalidResourceLocation",
                    "'"
                            + id.name()
                            + "' exists in location '"
                            + placed.get()
                            + "' and cannot move to '"
                            + wanted
                            + "'. Choose another name, or that location.");
        }
        admitted.put("location", wanted);
    }

    private static void checkTags(JsonNode tags) throws RefusedException {
        if (tags.isMissingNode()) {
            return;
        }
        if (!tags.isObject()) {
            throw Refusal.format("$.tags", "An object of texts is expected.");
        }
        for (var tag : tags.properties()) {
            if (!tag.getValue().isString()) {
                throw Refusal.format("$.tags." + tag.getKey(), "Text is expected.");
            }
            if (tag.getKey().length() > 512 || tag.getValue().stringValue().length() > 256) {
                throw new RefusedException(
                        400,
                        new ArmError(
                                "InvalidTagNameOrValue",
                                "A tag has at most 512 characters in its name and 256 in its"
                                        + " value: "
                                        + tag.getKey()));
            }
        }
        if (tags.size() > MOST_TAGS) {
            throw RefusedException.badRequest(
                    "TooManyTags",
                    "A resource has at most "
                            + MOST_TAGS
                            + " tags; "
                            + tags.size()
                            + " were sent.");
        }
    }
}
