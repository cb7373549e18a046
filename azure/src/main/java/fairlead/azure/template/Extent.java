package fairlead.azure.template;

import fairlead.azure.template.Expression.Call;
import tools.jackson.databind.JsonNode;

/**
 * How much the value of one function may hold. A template of a few lines can double a value two
 * hundred times, or nest it as deep; what a call gives is looked at before anything is made of it.
 */
final class Extent {

    /** Azure's limit on the characters of a text in the language. */
    static final int LONGEST = 131_072;

    /** Values within a value: far more than the members of any resource. */
    static final int MOST = 100_000;

    /** Characters of all texts within a value: Azure's limit on a whole template. */
    private static final int MOST_CHARACTERS = 4 << 20;

    private int values;
    private int characters;

    private Extent() {}

    /**
     * The value itself.
     *
     * @throws ExpressionFault if it is too long, too large or nested too deep, or one call too many
     */
    static JsonNode checked(JsonNode value, Call call, Effort effort) {
        var extent = new Extent();
        extent.count(value, 0, call);
        effort.spend(extent.values, call.at());
        return value;
    }

    private void count(JsonNode value, int depth, Call call) {
        if (value.isString()) {
            int length = value.stringValue().length();
            characters += length;
            if (length > LONGEST) {
                throw tooMuch(call, "a text of more than " + LONGEST + " characters");
            }
        }
        if (++values > MOST || characters > MOST_CHARACTERS) {
            throw tooMuch(
                    call, "more than " + MOST + " values or " + MOST_CHARACTERS + " characters");
        }
        if (depth > JsonBounds.DEEPEST) {
            throw tooMuch(call, "a value nested deeper than " + JsonBounds.DEEPEST + " levels");
        }
        for (var member : value.values()) {
            count(member, depth + 1, call);
        }
    }

    /** How many values there are in this one, itself included. */
    static long values(JsonNode value) {
        return 1 + value.valueStream().mapToLong(Extent::values).sum();
    }

    /** For a function that can tell before it makes anything. */
    static ExpressionFault tooMuch(Call call, String what) {
        return new ExpressionFault(
                "The template language function '"
                        + call.name()
                        + "' gives "
                        + what
                        + ", which is over the limit.",
                call.at());
    }
}
