package fairlead.azure.template;

import fairlead.azure.arm.RefusedException;
import fairlead.azure.template.Expression.Absence;
import fairlead.azure.template.Expression.Call;
import fairlead.azure.template.Expression.Literal;
import fairlead.azure.template.Expression.Member;
import java.util.ArrayList;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is left of an expression in the template of an outer nested deployment. Nearly always it is
 * a value. But the nested template may have loops of its own, whose {@code copyIndex} only the
 * nested deployment knows: then everything around it is evaluated, and an expression remains.
 */
final class Residue {

    private Residue() {}

    /**
     * What a string of the nested template becomes: a value that means itself, or a smaller
     * expression.
     */
    static JsonNode string(String text, Context context, String path) throws RefusedException {
        if (!Expression.isIn(text)) {
            return Values.of(text);
        }
        try {
            var expression = ExpressionParser.parse(text);
            return isOpen(expression, context)
                    ? Values.of("[" + print(expression, context) + "]")
                    : escaped(Evaluator.value(expression, context));
        } catch (ExpressionFault fault) {
            throw InvalidTemplate.of(fault, text, path);
        }
    }

    private static boolean isOpen(Expression expression, Context context) {
        return switch (expression) {
            case Literal _ -> false;
            case Member(var of, var key, _, _) -> isOpen(of, context) || isOpen(key, context);
            case Call call ->
                    isLoopOfNested(call, context)
                            || call.arguments().stream()
                                    .anyMatch(argument -> isOpen(argument, context));
        };
    }

    private static boolean isLoopOfNested(Call call, Context context) {
        if (!call.name().equalsIgnoreCase("copyIndex")) {
            return false;
        }
        var loop =
                !call.arguments().isEmpty()
                                && call.arguments().getFirst() instanceof Literal(var name, _)
                                && name.isString()
                        ? name.stringValue()
                        : "";
        return context.loop(loop).isEmpty();
    }

    /** The expression with everything that can be evaluated replaced by its value. */
    private static String print(Expression expression, Context context) throws RefusedException {
        if (!isOpen(expression, context) && !isInLambda(expression)) {
            return literal(Evaluator.value(expression, context));
        }
        return switch (expression) {
            case Literal(var value, _) -> literal(value);
            case Member(var of, var key, var absence, _) ->
                    print(of, context)
                            + (absence == Absence.NULL ? "[?" : "[")
                            + print(key, context)
                            + "]";
            case Call call -> {
                var arguments = new ArrayList<String>();
                for (var argument : call.arguments()) {
                    arguments.add(print(argument, context));
                }
                yield call.name() + "(" + String.join(", ", arguments) + ")";
            }
        };
    }

    /** A lambda and its variables make sense only within the function that is given the lambda. */
    private static boolean isInLambda(Expression expression) {
        return switch (expression) {
            case Literal _ -> false;
            case Member(var of, var key, _, _) -> isInLambda(of) || isInLambda(key);
            case Call call ->
                    call.name().equalsIgnoreCase("lambda")
                            || call.name().equalsIgnoreCase("lambdaVariables")
                            || call.arguments().stream().anyMatch(Residue::isInLambda);
        };
    }

    private static String literal(JsonNode value) {
        if (value.isString()) {
            return quoted(value.stringValue());
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.asString();
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? "true()" : "false()";
        }
        return value.isNull() ? "null()" : "json(" + quoted(value.toString()) + ")";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** The value as a template must write it, so that it is not taken for an expression. */
    private static JsonNode escaped(JsonNode value) {
        if (value.isString()) {
            return Values.of(Expression.escaped(value.stringValue()));
        }
        if (value instanceof ArrayNode array) {
            return Values.array(array.valueStream().map(Residue::escaped).toList());
        }
        if (value instanceof ObjectNode object) {
            var escaped = Values.object();
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                escaped.set(member.getKey(), escaped(member.getValue()));
            }
            return escaped;
        }
        return value;
    }
}
