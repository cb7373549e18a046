package fairlead.azure.template;

import fairlead.azure.arm.RefusedException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A function of the template's own {@code functions} section. It sees its arguments and nothing
 * else of the template.
 *
 * @param name with its namespace: {@code contoso.greet}
 */
record UserFunction(String name, List<String> parameters, JsonNode output) {

    UserFunction {
        parameters = List.copyOf(parameters);
    }

    JsonNode apply(Arguments arguments) throws RefusedException {
        if (arguments.size() != parameters.size()) {
            throw arguments.fault(
                    "The function takes the parameters ("
                            + String.join(", ", parameters)
                            + ") but is given "
                            + arguments.size()
                            + ".");
        }
        if (arguments.context().setting().isTooDeep()) {
            throw arguments.fault("A template's functions must not call themselves.");
        }
        var cells = new Cells("function parameter");
        for (int i = 0; i < parameters.size(); i++) {
            var value = arguments.value(i);
            cells.put(parameters.get(i), () -> value);
        }
        var around = arguments.context();
        var inside =
                new Context(around.setting().within(cells), new Stage.Planning(), around.effort());
        return Evaluator.tree(output, inside, "functions." + name + ".output.value");
    }
}
