package fairlead.azure.template;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Where an expression stands.
 *
 * @param loops the counts of the loops around it, by loop name; the loop of the resource itself is
 *     found under {@code ""} too
 * @param lambdas the variables of the lambdas around it
 * @param effort what may still be calculated for the part that it belongs to
 */
record Context(
        Setting setting,
        Stage stage,
        Map<String, Long> loops,
        Map<String, JsonNode> lambdas,
        Effort effort) {

    Context(Setting setting, Stage stage) {
        this(setting, stage, new Effort());
    }

    Context(Setting setting, Stage stage, Effort effort) {
        this(setting, stage, Map.of(), Map.of(), effort);
    }

    Context at(Stage stage) {
        return new Context(setting, stage, loops, lambdas, new Effort());
    }

    /** In round {@code index} of a resource's loop. */
    Context inResourceLoop(String name, long index) {
        return inLoop(name, index).inLoop("", index);
    }

    /** In round {@code index} of a loop of properties, variables or outputs. */
    Context inLoop(String name, long index) {
        var more = new TreeMap<String, Long>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(loops);
        more.put(name, index);
        return new Context(setting, stage, more, lambdas, effort);
    }

    /**
     * The count of a loop around this place; {@code ""} asks for the resource's own, or else for
     * the only one.
     */
    Optional<Long> loop(String name) {
        if (name.isEmpty() && loops.size() == 1) {
            return loops.values().stream().findFirst();
        }
        return Optional.ofNullable(loops.get(name));
    }

    Context with(Map<String, JsonNode> lambdaVariables) {
        var more = new TreeMap<String, JsonNode>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(lambdas);
        more.putAll(lambdaVariables);
        return new Context(setting, stage, loops, more, effort);
    }
}
