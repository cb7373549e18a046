package fairlead.azure.template;

import static fairlead.azure.template.Function.ANY;

import fairlead.azure.arm.RefusedException;
import java.util.List;
import java.util.function.IntPredicate;
import tools.jackson.databind.JsonNode;

/**
 * "Logical functions" and "Comparison functions for ARM templates". Nothing is evaluated that
 * cannot matter.
 */
final class LogicFunctions {

    static final List<Function> ROWS =
            List.of(
                    new Function("and", 2, ANY, a -> Values.of(!any(a, false))),
                    new Function("bool", 1, 1, LogicFunctions::bool),
                    new Function("coalesce", 1, ANY, LogicFunctions::coalesce),
                    new Function(
                            "equals", 2, 2, a -> Values.of(Values.same(a.value(0), a.value(1)))),
                    new Function("false", 0, 0, _ -> Values.of(false)),
                    new Function("greater", 2, 2, a -> compared(a, order -> order > 0)),
                    new Function("greaterOrEquals", 2, 2, a -> compared(a, order -> order >= 0)),
                    new Function("if", 3, 3, a -> a.truth(0) ? a.value(1) : a.value(2)),
                    new Function("less", 2, 2, a -> compared(a, order -> order < 0)),
                    new Function("lessOrEquals", 2, 2, a -> compared(a, order -> order <= 0)),
                    new Function("not", 1, 1, a -> Values.of(!a.truth(0))),
                    new Function("null", 0, 0, _ -> Values.NULL),
                    new Function("or", 2, ANY, a -> Values.of(any(a, true))),
                    new Function("true", 0, 0, _ -> Values.of(true)));

    private LogicFunctions() {}

    private static boolean any(Arguments arguments, boolean wanted) throws RefusedException {
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.truth(i) == wanted) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode bool(Arguments arguments) throws RefusedException {
        var value = arguments.value(0);
        if (value.isBoolean()) {
            return value;
        }
        if (value.isIntegralNumber()) {
            return Values.of(value.asLong() != 0);
        }
        return switch (Values.lower(arguments.text(0))) {
            case "true" -> Values.of(true);
            case "false" -> Values.of(false);
            default ->
                    throw arguments.fault(
                            "The value '" + arguments.text(0) + "' is neither 'true' nor 'false'.");
        };
    }

    private static JsonNode coalesce(Arguments arguments) throws RefusedException {
        for (int i = 0; i < arguments.size(); i++) {
            if (!arguments.value(i).isNull()) {
                return arguments.value(i);
            }
        }
        return Values.NULL;
    }

    /** Numbers by size, strings by their characters. */
    private static JsonNode compared(Arguments arguments, IntPredicate wanted)
            throws RefusedException {
        var left = arguments.value(0);
        int order;
        if (left.isNumber() && arguments.value(1).isNumber()) {
            order = Values.number(left).compareTo(Values.number(arguments.value(1)));
        } else if (left.isString()) {
            order = arguments.text(0).compareTo(arguments.text(1));
        } else {
            throw arguments.expected(0, "of the same type as argument 2, integer or string", left);
        }
        return Values.of(wanted.test(order));
    }
}
