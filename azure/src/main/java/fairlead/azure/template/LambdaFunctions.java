package fairlead.azure.template;

import fairlead.azure.arm.RefusedException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** "Lambda functions for ARM templates". */
final class LambdaFunctions {

    static final List<Function> ROWS =
            List.of(
                    new Function("filter", 2, 2, LambdaFunctions::filter),
                    new Function("groupBy", 2, 2, LambdaFunctions::groupBy),
                    new Function("lambda", 1, Function.ANY, LambdaFunctions::misplaced),
                    new Function("lambdaVariables", 1, 1, LambdaFunctions::variable),
                    new Function("map", 2, 2, LambdaFunctions::map),
                    new Function("mapValues", 2, 2, LambdaFunctions::mapValues),
                    new Function("reduce", 3, 3, LambdaFunctions::reduce),
                    new Function("sort", 2, 2, LambdaFunctions::sort),
                    new Function("toObject", 2, 3, LambdaFunctions::toObject));

    private LambdaFunctions() {}

    private static JsonNode misplaced(Arguments arguments) {
        throw arguments.fault(
                "A lambda can only be an argument of filter, groupBy, map, mapValues, reduce, sort or toObject.");
    }

    private static JsonNode variable(Arguments arguments) throws RefusedException {
        var variables = arguments.context().lambdas();
        var value = variables.get(arguments.text(0));
        if (value == null) {
            throw arguments.fault(
                    "There is no lambda variable '"
                            + arguments.text(0)
                            + "' here; there are '"
                            + String.join(", ", variables.keySet())
                            + "'.");
        }
        return value;
    }

    private static JsonNode map(Arguments arguments) throws RefusedException {
        var lambda = arguments.lambda(1);
        var mapped = Values.array();
        long index = 0;
        long made = 0;
        for (var member : arguments.array(0)) {
            var value = lambda.apply(member, Values.of(index++));
            made = arguments.made(made, value);
            mapped.add(value);
        }
        return mapped;
    }

    private static JsonNode filter(Arguments arguments) throws RefusedException {
        var lambda = arguments.lambda(1);
        var kept = Values.array();
        long index = 0;
        for (var member : arguments.array(0)) {
            if (lambda.test(member, Values.of(index++))) {
                kept.add(member);
            }
        }
        return kept;
    }

    private static JsonNode reduce(Arguments arguments) throws RefusedException {
        var lambda = arguments.lambda(2);
        var result = arguments.value(1);
        long index = 0;
        for (var member : arguments.array(0)) {
            result = lambda.apply(result, member, Values.of(index++));
        }
        return result;
    }

    /** By insertion, which keeps equal members in their order and asks only for less-than. */
    private static JsonNode sort(Arguments arguments) throws RefusedException {
        var less = arguments.lambda(1);
        var sorted = new ArrayList<JsonNode>();
        for (var member : arguments.array(0)) {
            int at = sorted.size();
            while (at > 0 && less.test(member, sorted.get(at - 1))) {
                at--;
            }
            sorted.add(at, member);
        }
        return Values.array(sorted);
    }

    private static JsonNode toObject(Arguments arguments) throws RefusedException {
        var key = arguments.lambda(1);
        var object = Values.object();
        long made = 0;
        for (var member : arguments.array(0)) {
            var value = arguments.size() > 2 ? arguments.lambda(2).apply(member) : member;
            made = arguments.made(made, value);
            object.set(name(arguments, key.apply(member)), value);
        }
        return object;
    }

    private static JsonNode mapValues(Arguments arguments) throws RefusedException {
        var lambda = arguments.lambda(1);
        var mapped = Values.object();
        long made = 0;
        for (var member : arguments.object(0).properties()) {
            var value = lambda.apply(member.getValue());
            made = arguments.made(made, value);
            mapped.set(member.getKey(), value);
        }
        return mapped;
    }

    private static JsonNode groupBy(Arguments arguments) throws RefusedException {
        var key = arguments.lambda(1);
        var groups = Values.object();
        long index = 0;
        for (var member : arguments.array(0)) {
            var name = name(arguments, key.apply(member, Values.of(index++)));
            if (groups.get(name) instanceof ArrayNode group) {
                group.add(member);
            } else {
                groups.set(name, Values.array().add(member));
            }
        }
        return groups;
    }

    private static String name(Arguments arguments, JsonNode key) {
        return key.stringValueOpt()
                .orElseThrow(() -> arguments.expected(1, "a lambda that gives a string", key));
    }
}
