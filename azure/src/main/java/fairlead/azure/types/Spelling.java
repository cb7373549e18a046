package fairlead.azure.types;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The members on which a document hangs together, in the spelling of this code: {@code properties},
 * {@code name} and the arrays of children. Azure ignores the case of all members; that of the
 * others is {@link Shape}'s business.
 */
final class Spelling {

    private final Catalogue catalogue;

    Spelling(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** {@code body}, or a copy of it where something is spelled otherwise. */
    ObjectNode of(TypeRow row, ObjectNode body) {
        var spelled = body.objectNode();
        for (var entry : body.properties()) {
            switch (entry.getKey()) {
                case String name when name.equalsIgnoreCase("properties") ->
                        spelled.set(
                                "properties",
                                entry.getValue() instanceof ObjectNode properties
                                        ? children(row, properties)
                                        : entry.getValue());
                case String name when name.equalsIgnoreCase("name") ->
                        spelled.set("name", entry.getValue());
                case String other -> spelled.set(other, entry.getValue());
            }
        }
        return spelled;
    }

    private ObjectNode children(TypeRow row, ObjectNode properties) {
        var spelled = properties.objectNode();
        for (var entry : properties.properties()) {
            var inline =
                    row.inlines().stream()
                            .filter(one -> one.property().equalsIgnoreCase(entry.getKey()))
                            .findFirst();
            if (inline.isPresent() && entry.getValue() instanceof ArrayNode array) {
                var childRow = catalogue.row(inline.get().type()).orElseThrow();
                var each = spelled.putArray(inline.get().property());
                for (var child : array.values()) {
                    each.add(child instanceof ObjectNode object ? of(childRow, object) : child);
                }
            } else {
                spelled.set(entry.getKey(), entry.getValue());
            }
        }
        return spelled;
    }

    /** A member of {@code node}, whatever the case of its name. */
    static Optional<JsonNode> member(JsonNode node, String name) {
        return node.properties().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .<JsonNode>map(java.util.Map.Entry::getValue)
                .findFirst();
    }
}
