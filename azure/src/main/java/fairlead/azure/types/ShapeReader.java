package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads one value of each {@link Kind}. */
final class ShapeReader {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Resources cloud;

    ShapeReader(Resources cloud) {
        this.cloud = cloud;
    }

    /**
     * What is to be stored for {@code sent}; empty if nothing is.
     *
     * @param sent not null
     */
    Optional<JsonNode> read(Kind kind, JsonNode sent, Optional<JsonNode> stored, String path)
            throws RefusedException {
        return switch (kind) {
            case Kind.Text() -> Optional.of(text(sent, path));
            case Kind.Secret() -> Optional.of(text(sent, path));
            case Kind.Flag() -> Optional.of(flag(sent, path));
            case Kind.Whole(var least, var most) -> Optional.of(number(sent, least, most, path));
            case Kind.Choice(var words) -> Optional.of(choice(sent, words, path));
            case Kind.Reference(var types) -> reference(sent, types, path);
            case Kind.Structure(var shape) ->
                    Optional.of(
                            shape.admit(sent, stored.flatMap(JsonNode::asObjectOpt), path, cloud));
            case Kind.Many(var each) -> Optional.of(many(each, sent, stored, path));
            case Kind.Opaque() -> Optional.of(withoutNulls(sent));
            case Kind.ReadOnly() -> Optional.empty();
        };
    }

    private static JsonNode text(JsonNode sent, String path) throws RefusedException {
        if (!sent.isString() && !sent.isNumber() && !sent.isBoolean()) {
            throw Refusal.format(path, "Text is expected.");
        }
        return NODES.stringNode(sent.asString());
    }

    private static JsonNode flag(JsonNode sent, String path) throws RefusedException {
        if (sent.isBoolean()) {
            return sent;
        }
        var text = sent.isString() ? sent.stringValue() : "";
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return NODES.booleanNode(Boolean.parseBoolean(text));
        }
        throw Refusal.format(path, "true or false is expected.");
    }

    private static JsonNode number(JsonNode sent, long least, long most, String path)
            throws RefusedException {
        boolean wholeText = sent.isString() && sent.stringValue().matches("-?[0-9]{1,18}");
        if (!sent.isIntegralNumber() && !wholeText) {
            throw Refusal.format(path, "A whole number is expected.");
        }
        long value = wholeText ? Long.parseLong(sent.stringValue()) : sent.asLong(Long.MAX_VALUE);
        if (value < least || value > most) {
            throw Refusal.parameter(
                    path, "The value " + value + " is outside " + least + ".." + most + ".");
        }
        return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
    }

    private static JsonNode choice(JsonNode sent, List<String> words, String path)
            throws RefusedException {
        for (var word : words) {
            if (sent.isString() && word.equalsIgnoreCase(sent.stringValue())) {
                return NODES.stringNode(word);
            }
        }
        throw Refusal.parameter(
                path,
                "The value '"
                        + sent.asString("")
                        + "' is not one of "
                        + String.join(", ", words)
                        + ".");
    }

    private Optional<JsonNode> reference(JsonNode sent, List<ResourceType> types, String path)
            throws RefusedException {
        if (!sent.isObject()) {
            throw Refusal.format(path, "An object with an id is expected.");
        }
        var id = Spelling.member(sent, "id").orElse(NODES.nullNode());
        if (!id.isString()) {
            if (!withoutNulls(sent).isEmpty()) {
                throw Refusal.missing(path + ".id");
            }
            return Optional.empty();
        }
        var target =
                ArmId.find(id.stringValue())
                        .orElseThrow(() -> Refusal.notAnId(path + ".id", id.stringValue()));
        var found =
                cloud.find(target)
                        .filter(resource -> types.contains(resource.id().type()))
                        .orElseThrow(() -> Refusal.dangling(path + ".id", target));
        return Optional.of(referenceTo(found.id()));
    }

    private ArrayNode many(Kind each, JsonNode sent, Optional<JsonNode> stored, String path)
            throws RefusedException {
        if (!(sent instanceof ArrayNode array)) {
            throw Refusal.format(path, "An array is expected.");
        }
        var admitted = NODES.arrayNode();
        for (int i = 0; i < array.size(); i++) {
            int at = i;
            if (!array.get(i).isNull()) {
                read(
                                each,
                                array.get(i),
                                stored.flatMap(node -> node.optional(at)),
                                path + "[" + i + "]")
                        .ifPresent(admitted::add);
            }
        }
        return admitted;
    }

    private static JsonNode withoutNulls(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> {
                var kept = NODES.objectNode();
                for (var entry : object.properties()) {
                    if (!entry.getValue().isNull()) {
                        kept.set(entry.getKey(), withoutNulls(entry.getValue()));
                    }
                }
                yield kept;
            }
            case ArrayNode array -> {
                var kept = NODES.arrayNode();
                array.values().forEach(element -> kept.add(withoutNulls(element)));
                yield kept;
            }
            default -> value;
        };
    }

    /** {@code {"id": ...}}. */
    static ObjectNode referenceTo(ArmId id) {
        return NODES.objectNode().put("id", id.toString());
    }
}
