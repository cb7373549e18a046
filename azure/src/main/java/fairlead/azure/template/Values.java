package fairlead.azure.template;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The values of the language: Jackson trees, which nobody changes once they are made. */
final class Values {

    static final JsonNode NULL = JsonNodeFactory.instance.nullNode();

    private Values() {}

    static JsonNode of(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }

    static JsonNode of(boolean truth) {
        return JsonNodeFactory.instance.booleanNode(truth);
    }

    /** As the JSON reader makes them: an int where it fits. */
    static JsonNode of(long number) {
        return number == (int) number
                ? JsonNodeFactory.instance.numberNode((int) number)
                : JsonNodeFactory.instance.numberNode(number);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static ArrayNode array(Iterable<? extends JsonNode> members) {
        var array = array();
        members.forEach(array::add);
        return array;
    }

    /** What Azure's messages call the kind of a value. */
    static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "String";
            case BOOLEAN -> "Boolean";
            case NUMBER -> value.isIntegralNumber() ? "Integer" : "Float";
            case ARRAY -> "Array";
            case OBJECT -> "Object";
            case NULL, MISSING -> "Null";
            case BINARY, POJO -> throw new IllegalArgumentException("no JSON value: " + value);
        };
    }

    /**
     * Equality of the language: numbers by value, strings with their case, objects whatever their
     * order.
     */
    static boolean same(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return number(a).compareTo(number(b)) == 0;
        }
        if (a instanceof ArrayNode left && b instanceof ArrayNode right) {
            if (left.size() != right.size()) {
                return false;
            }
            for (int i = 0; i < left.size(); i++) {
                if (!same(left.get(i), right.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (a instanceof ObjectNode left && b instanceof ObjectNode right) {
            return left.size() == right.size()
                    && left.properties().stream()
                            .allMatch(member ->
                                    member(right, member.getKey())
                                            .filter(value -> same(member.getValue(), value))
                                            .isPresent());
        }
        return a.equals(b);
    }

    static BigDecimal number(JsonNode value) {
        return value.decimalValue();
    }

    /** A member by its name; if there is none of that spelling, one that differs in case. */
    static Optional<JsonNode> member(JsonNode object, String name) {
        var exact = object.get(name);
        if (exact != null) {
            return Optional.of(exact);
        }
        return object.properties().stream()
                .filter(member -> member.getKey().equalsIgnoreCase(name))
                .map(java.util.Map.Entry::getValue)
                .findFirst();
    }

    /** A member that is a string. */
    static Optional<String> text(JsonNode object, String name) {
        return member(object, name).flatMap(JsonNode::stringValueOpt);
    }

    /** A member that is an object, empty if it is absent or null. */
    static ObjectNode object(JsonNode object, String name) {
        return member(object, name).orElse(NULL) instanceof ObjectNode found ? found : object();
    }

    /**
     * A value inside a longer text. Truth values are written {@code True} and {@code False}, as
     * .NET does.
     */
    static String print(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> value.stringValue();
            case BOOLEAN -> value.booleanValue() ? "True" : "False";
            case NULL, MISSING -> "";
            case NUMBER ->
                    value.isIntegralNumber()
                            ? value.asString()
                            : value.decimalValue().toPlainString();
            case ARRAY, OBJECT, BINARY, POJO -> value.toString();
        };
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
