package fairlead.azure.template;

import fairlead.azure.arm.RefusedException;
import fairlead.azure.template.Expression.Absence;
import fairlead.azure.template.Expression.Call;
import fairlead.azure.template.Expression.Literal;
import fairlead.azure.template.Expression.Member;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** From what a template says to what it means. */
final class Evaluator {

    private Evaluator() {}

    /**
     * The value of a whole part of a template: every string that is an expression, names of members
     * too, replaced by its value, and every {@code copy} array unrolled.
     *
     * @param path where the part stands, for messages: {@code resources[0].properties}
     */
    static JsonNode tree(JsonNode part, Context context, String path) throws RefusedException {
        return new Rewriting(Evaluator::string).rewrite(part, context, path);
    }

    /** The value of one string of a template. */
    static JsonNode string(String text, Context context, String path) throws RefusedException {
        if (!Expression.isIn(text)) {
            return Values.of(Expression.unescaped(text));
        }
        try {
            return value(ExpressionParser.parse(text), context);
        } catch (ExpressionFault fault) {
            throw InvalidTemplate.of(fault, text, path);
        }
    }

    /** The value of one expression. */
    static JsonNode value(Expression expression, Context context) throws RefusedException {
        return switch (expression) {
            case Literal(var value, _) -> value;
            case Call call -> call(call, context);
            case Member member -> member(member, context);
        };
    }

    private static JsonNode call(Call call, Context context) throws RefusedException {
        refuseUnknown(call, context);
        var arguments = new Arguments(call, context);
        var user = context.setting().functions().get(call.name());
        return Extent.checked(
                user != null
                        ? user.apply(arguments)
                        : Functions.find(call.name()).orElseThrow().apply(arguments),
                call,
                context.effort());
    }

    /**
     * @throws ExpressionFault if there is no such function, with those that have a similar name
     */
    static void refuseUnknown(Call call, Context context) {
        var users = context.setting().functions();
        if (users.containsKey(call.name()) || Functions.find(call.name()).isPresent()) {
            return;
        }
        var near = Functions.near(call.name(), users.keySet());
        throw new ExpressionFault(
                "The template function '"
                        + call.name()
                        + "' is not valid. "
                        + (near.isEmpty()
                                ? "Please see https://aka.ms/arm-functions for the functions there are."
                                : "Did you mean '" + String.join("' or '", near) + "'?"),
                call.at());
    }

    private static JsonNode member(Member member, Context context) throws RefusedException {
        var of = value(member.of(), context);
        var key = value(member.key(), context);
        if (of instanceof ObjectNode object && key.isString()) {
            var found = Values.member(object, key.stringValue());
            if (found.isPresent()) {
                return found.get();
            }
            if (member.absence() == Absence.NULL) {
                return Values.NULL;
            }
            throw new ExpressionFault(
                    "The language expression property '"
                            + key.stringValue()
                            + "' doesn't exist, available properties are '"
                            + String.join(", ", object.propertyNames())
                            + "'.",
                    member.at());
        }
        if (of instanceof ArrayNode array && key.isIntegralNumber()) {
            long index = key.asLong();
            if (index >= 0 && index < array.size()) {
                return array.get((int) index);
            }
            if (member.absence() == Absence.NULL) {
                return Values.NULL;
            }
            throw new ExpressionFault(
                    "The language expression property array index '"
                            + index
                            + "' is out of bounds of an array of "
                            + array.size()
                            + ".",
                    member.at());
        }
        if (of.isNull() && member.absence() == Absence.NULL) {
            return Values.NULL;
        }
        throw new ExpressionFault(
                "The language expression property '"
                        + Values.print(key)
                        + "' can't be evaluated: a value of type '"
                        + Values.kind(of)
                        + "' has no member with a key of type '"
                        + Values.kind(key)
                        + "'.",
                member.at());
    }
}
