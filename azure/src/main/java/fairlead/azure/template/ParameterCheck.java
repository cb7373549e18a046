package fairlead.azure.template;

import fairlead.azure.arm.RefusedException;
import java.math.BigDecimal;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether a value is what a declaration asks for: its type, {@code allowedValues}, limits, and,
 * with language version 2.0, the types of its members and items.
 *
 * @param definitions the template's named types, to which {@code $ref} points
 */
record ParameterCheck(ObjectNode definitions) {

    private static final String REFERENCE = "#/definitions/";
    private static final int DEEPEST_REFERENCE = 32;

    /** The declaration with its {@code $ref} followed; what stands beside the {@code $ref} wins. */
    ObjectNode resolved(ObjectNode declaration, String what) throws RefusedException {
        var now = declaration;
        for (int i = 0; i < DEEPEST_REFERENCE; i++) {
            var reference = Values.text(now, "$ref").orElse("");
            if (reference.isEmpty()) {
                return now;
            }
            if (!reference.startsWith(REFERENCE)
                    || !(definitions.get(reference.substring(REFERENCE.length()))
                            instanceof ObjectNode target)) {
                throw InvalidTemplate.of(
                        "The "
                                + what
                                + " refers to the type '"
                                + reference
                                + "', which is not defined.");
            }
            var merged = target.deepCopy();
            now.properties().stream()
                    .filter(member -> !member.getKey().equals("$ref"))
                    .forEach(member -> merged.set(member.getKey(), member.getValue()));
            now = merged;
        }
        throw InvalidTemplate.of(
                "The " + what + " refers to types that refer to each other in a circle.");
    }

    /**
     * @param what {@code parameter 'x'}, with the way to a member behind it
     * @throws RefusedException {@code InvalidTemplate} in Azure's words
     */
    void check(ObjectNode written, JsonNode value, String what) throws RefusedException {
        var declaration = resolved(written, what);
        if (value.isNull() && isNullable(declaration)) {
            return;
        }
        var type = ParameterType.of(declaration, what);
        if (!type.holds(value)) {
            throw InvalidTemplate.of(
                    "Template parameter JToken type is not valid. Expected '"
                            + type.expected()
                            + "'. Actual '"
                            + Values.kind(value)
                            + "'. It is the "
                            + what
                            + ". Please see https://aka.ms/arm-create-parameter-file for usage details.");
        }
        if (Values.member(declaration, "allowedValues").orElse(Values.NULL)
                instanceof ArrayNode allowed) {
            allowed(allowed, type, value, what);
        }
        limits(declaration, type, value, what);
        if (value instanceof ObjectNode object) {
            for (var member : Values.object(declaration, "properties").properties()) {
                if (member.getValue() instanceof ObjectNode inner) {
                    var inside = what + " property '" + member.getKey() + "'";
                    check(
                            inner,
                            Values.member(object, member.getKey()).orElse(Values.NULL),
                            inside);
                }
            }
        }
        if (value instanceof ArrayNode array
                && declaration.get("items") instanceof ObjectNode items) {
            for (int i = 0; i < array.size(); i++) {
                check(items, array.get(i), what + " item " + i);
            }
        }
    }

    static boolean isNullable(JsonNode declaration) {
        return Values.member(declaration, "nullable").filter(JsonNode::asBoolean).isPresent();
    }

    /** A value that is an array may also be made of allowed ones. */
    private static void allowed(ArrayNode allowed, ParameterType type, JsonNode value, String what)
            throws RefusedException {
        boolean listed = allowed.valueStream().anyMatch(one -> Values.same(one, value));
        boolean made =
                value instanceof ArrayNode array
                        && array.valueStream()
                                .allMatch(item ->
                                        allowed.valueStream()
                                                .anyMatch(one -> Values.same(one, item)));
        if (!listed && !made) {
            throw InvalidTemplate.of(
                    "The provided value "
                            + (type.isSecure() ? "" : "'" + Values.print(value) + "' ")
                            + "for the template "
                            + what
                            + " is not valid. It is not part of the allowed value(s): '"
                            + allowed.valueStream()
                                    .map(Values::print)
                                    .collect(Collectors.joining(","))
                            + "'. Please see https://aka.ms/arm-create-parameter-file for usage details.");
        }
    }

    private static void limits(
            ObjectNode declaration, ParameterType type, JsonNode value, String what)
            throws RefusedException {
        var size =
                switch (type) {
                    case INT -> value.decimalValue();
                    case STRING, SECURE_STRING -> BigDecimal.valueOf(value.stringValue().length());
                    case ARRAY -> BigDecimal.valueOf(value.size());
                    case BOOL, OBJECT, SECURE_OBJECT -> BigDecimal.ZERO;
                };
        var measure = type == ParameterType.INT ? "The value" : "Length of the value";
        var least =
                Values.member(declaration, type == ParameterType.INT ? "minValue" : "minLength");
        var most = Values.member(declaration, type == ParameterType.INT ? "maxValue" : "maxLength");
        if (least.isPresent()
                && least.get().isNumber()
                && size.compareTo(Values.number(least.get())) < 0) {
            throw outside(
                    measure + " should be greater than or equal to '" + Values.print(least.get()),
                    what);
        }
        if (most.isPresent()
                && most.get().isNumber()
                && size.compareTo(Values.number(most.get())) > 0) {
            throw outside(
                    measure + " should be less than or equal to '" + Values.print(most.get()),
                    what);
        }
    }

    private static RefusedException outside(String reason, String what) {
        return InvalidTemplate.of(
                "The provided value for the template "
                        + what
                        + " is not valid. "
                        + reason
                        + "'. Please see https://aka.ms/arm-create-parameter-file for usage details.");
    }
}
