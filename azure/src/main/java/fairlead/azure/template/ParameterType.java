package fairlead.azure.template;

import fairlead.azure.arm.RefusedException;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The types of parameters and outputs, with the names under which a deployment's document shows
 * them.
 */
enum ParameterType {
    STRING("String"),
    SECURE_STRING("SecureString"),
    INT("Int"),
    BOOL("Bool"),
    OBJECT("Object"),
    SECURE_OBJECT("SecureObject"),
    ARRAY("Array");

    private final String text;

    ParameterType(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    boolean isSecure() {
        return this == SECURE_STRING || this == SECURE_OBJECT;
    }

    boolean holds(JsonNode value) {
        return switch (this) {
            case STRING, SECURE_STRING -> value.isString();
            case INT -> value.isIntegralNumber();
            case BOOL -> value.isBoolean();
            case OBJECT, SECURE_OBJECT -> value.isObject();
            case ARRAY -> value.isArray();
        };
    }

    /** What Azure's message calls the values that this type takes. */
    String expected() {
        return switch (this) {
            case STRING, SECURE_STRING -> "String, Uri";
            case INT -> "Integer";
            case BOOL -> "Boolean";
            case OBJECT, SECURE_OBJECT -> "Object";
            case ARRAY -> "Array";
        };
    }

    static Optional<ParameterType> find(String name) {
        for (var type : values()) {
            if (type.text.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /**
     * The type of a declaration.
     *
     * @param what for the message: {@code parameter 'x'}
     */
    static ParameterType of(JsonNode declaration, String what) throws RefusedException {
        var name = Values.text(declaration, "type").orElse("");
        return find(name)
                .orElseThrow(() ->
                        InvalidTemplate.of(
                                "The template "
                                        + what
                                        + (name.isEmpty()
                                                ? " has no type."
                                                : " has the type '"
                                                        + name
                                                        + "', which is not valid.")
                                        + " The types are 'Array, Bool, Int, Object, SecureObject,"
                                        + " SecureString, String'."));
    }
}
