package fairlead.azure.template;

import fairlead.azure.arm.RefusedException;
import fairlead.azure.template.Expression.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** {@code lambda('x', 'y', body)}: an expression that waits for the values of its variables. */
record Lambda(List<String> variables, Expression body, Context context, int at) {

    static Lambda of(Call call, Context context) throws RefusedException {
        if (call.arguments().isEmpty()) {
            throw new ExpressionFault(
                    "A lambda needs an expression as its last argument.", call.at());
        }
        var variables = new ArrayList<String>();
        for (var variable : call.arguments().subList(0, call.arguments().size() - 1)) {
            variables.add(
                    Evaluator.value(variable, context)
                            .stringValueOpt()
                            .orElseThrow(() ->
                                    new ExpressionFault(
                                            "The names of a lambda's variables are strings.",
                                            variable.at())));
        }
        return new Lambda(List.copyOf(variables), call.arguments().getLast(), context, call.at());
    }

    /**
     * The body's value; values without a variable are left out, so an index is there for those who
     * take it.
     */
    JsonNode apply(JsonNode... values) throws RefusedException {
        if (variables.size() > values.length) {
            throw new ExpressionFault(
                    "The lambda has "
                            + variables.size()
                            + " variables where at most "
                            + values.length
                            + " are given.",
                    at);
        }
        var bound = new TreeMap<String, JsonNode>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < variables.size(); i++) {
            bound.put(variables.get(i), values[i]);
        }
        context.effort().spend(0, at);
        return Evaluator.value(body, context.with(bound));
    }

    boolean test(JsonNode... values) throws RefusedException {
        var answer = apply(values);
        return answer.booleanValueOpt()
                .orElseThrow(() ->
                        new ExpressionFault(
                                "The lambda must give a boolean; it gave a value of type '"
                                        + Values.kind(answer)
                                        + "'.",
                                at));
    }
}
