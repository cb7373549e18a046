package fairlead.azure.template;

import fairlead.azure.arm.RefusedException;
import fairlead.azure.template.Expression.Call;
import fairlead.azure.template.Expression.Literal;
import fairlead.azure.template.Expression.Member;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What the body of a resource asks the cloud for. {@code reference('x')} anywhere in it, in a
 * branch that will not be taken too, makes the resource wait for x. The walk also finds functions
 * that do not exist before anything is created.
 */
final class References {

    private final List<String> found = new ArrayList<>();

    private References() {}

    /**
     * The first arguments of {@code reference} and its kin, as far as they can be told without the
     * cloud.
     */
    static List<String> in(JsonNode part, Context context, String path) throws RefusedException {
        var references = new References();
        new Rewriting(references::look).rewrite(part, context.at(new Stage.Planning()), path);
        return List.copyOf(references.found);
    }

    private JsonNode look(String text, Context context, String path) throws RefusedException {
        if (Expression.isIn(text)) {
            try {
                walk(ExpressionParser.parse(text), context);
            } catch (ExpressionFault fault) {
                throw InvalidTemplate.of(fault, text, path);
            }
        }
        return Values.of(text);
    }

    private void walk(Expression expression, Context context) {
        switch (expression) {
            case Literal _ -> {}
            case Member(var of, var key, _, _) -> {
                walk(of, context);
                walk(key, context);
            }
            case Call call -> {
                Evaluator.refuseUnknown(call, context);
                if (CloudFunctions.asksForResource(call.name()) && !call.arguments().isEmpty()) {
                    note(call.arguments().getFirst(), context);
                }
                for (var argument : call.arguments()) {
                    walk(argument, context);
                }
            }
        }
    }

    /**
     * An argument that needs the cloud itself, or the variable of a lambda, has no value yet and
     * names nothing.
     */
    private void note(Expression argument, Context context) {
        try {
            Evaluator.value(argument, context).stringValueOpt().ifPresent(found::add);
        } catch (ExpressionFault | RefusedException notYet) {
            // Whatever is wrong with it comes to light when the body is evaluated.
        }
    }
}
