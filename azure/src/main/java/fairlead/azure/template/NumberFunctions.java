package fairlead.azure.template;

import static fairlead.azure.template.Function.ANY;

import fairlead.azure.arm.RefusedException;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.LongBinaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** "Numeric functions for ARM templates": whole numbers of 64 bits. */
final class NumberFunctions {

    static final List<Function> ROWS =
            List.of(
                    new Function("add", 2, 2, a -> exact(a, Math::addExact)),
                    new Function("div", 2, 2, a -> exact(a, NumberFunctions::quotient)),
                    new Function("float", 1, 1, NumberFunctions::decimal),
                    new Function("int", 1, 1, NumberFunctions::integer),
                    new Function("max", 1, ANY, a -> extreme(a, Math::max)),
                    new Function("min", 1, ANY, a -> extreme(a, Math::min)),
                    new Function("mod", 2, 2, a -> exact(a, (x, y) -> x % y)),
                    new Function("mul", 2, 2, a -> exact(a, Math::multiplyExact)),
                    new Function("sub", 2, 2, a -> exact(a, Math::subtractExact)));

    private NumberFunctions() {}

    private static JsonNode exact(Arguments arguments, LongBinaryOperator operator)
            throws RefusedException {
        long left = arguments.integer(0);
        long right = arguments.integer(1);
        try {
            return Values.of(operator.applyAsLong(left, right));
        } catch (ArithmeticException e) {
            throw arguments.fault(
                    "The result for "
                            + left
                            + " and "
                            + right
                            + " does not exist: "
                            + e.getMessage()
                            + ".");
        }
    }

    private static long quotient(long left, long right) {
        return Math.divideExact(left, right);
    }

    private static JsonNode integer(Arguments arguments) throws RefusedException {
        var value = arguments.value(0);
        if (value.isNumber()) {
            var whole = value.decimalValue().toBigInteger();
            if (whole.bitLength() < 64) {
                return Values.of(whole.longValue());
            }
        } else if (value.isString()) {
            try {
                return Values.of(Long.parseLong(value.stringValue().strip()));
            } catch (NumberFormatException e) {
                throw arguments.fault(
                        "The value '" + value.stringValue() + "' is not an integer of 64 bits.");
            }
        }
        throw arguments.expected(0, "a string or a number that fits 64 bits", value);
    }

    private static JsonNode decimal(Arguments arguments) throws RefusedException {
        var text = arguments.printed(0);
        JsonNode number;
        try {
            number = JsonNodeFactory.instance.numberNode(new BigDecimal(text));
        } catch (NumberFormatException e) {
            throw arguments.fault("The value '" + text + "' is not a number.");
        }
        // A few characters would else stand for a gigabyte of digits.
        if (!JsonBounds.fits(number)) {
            throw arguments.fault("The value '" + text + "' is a number that no double holds.");
        }
        return number;
    }

    private static JsonNode extreme(Arguments arguments, LongBinaryOperator better)
            throws RefusedException {
        var members = arguments.members();
        if (members.isEmpty()) {
            throw arguments.fault("An empty array has neither a least nor a greatest member.");
        }
        for (var member : members) {
            if (!member.isIntegralNumber()) {
                throw arguments.expected(0, "an array of integers, or integers", member);
            }
        }
        return Values.of(
                members.stream().mapToLong(JsonNode::longValue).reduce(better).orElseThrow());
    }
}
