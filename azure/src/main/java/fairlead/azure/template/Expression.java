package fairlead.azure.template;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What stands between {@code [} and {@code ]} in a template. Positions count characters from 0, the
 * bracket included.
 */
sealed interface Expression {

    int at();

    /** A quoted text or a whole number. */
    record Literal(JsonNode value, int at) implements Expression {}

    /**
     * {@code concat('a', 'b')}, or {@code contoso.greet('x')} with the name {@code contoso.greet}.
     */
    record Call(String name, List<Expression> arguments, int at) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code of.key} and {@code of[key]}. */
    record Member(Expression of, Expression key, Absence absence, int at) implements Expression {}

    /**
     * What a member that is not there means: an error, or for {@code .?key} and {@code [?key]}
     * null.
     */
    enum Absence {
        ERROR,
        NULL
    }

    /**
     * Whether a string of a template is an expression: it is in brackets, and the first is not
     * doubled.
     */
    static boolean isIn(String text) {
        return text.length() > 1
                && text.charAt(0) == '['
                && text.endsWith("]")
                && text.charAt(1) != '[';
    }

    /** The string that a string of a template stands for when it is not an expression. */
    static String unescaped(String text) {
        return text.startsWith("[[") && text.endsWith("]") ? text.substring(1) : text;
    }

    /** The string of a template that stands for {@code text}. */
    static String escaped(String text) {
        return text.startsWith("[") && text.endsWith("]") ? "[" + text : text;
    }
}
