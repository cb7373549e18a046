package fairlead.azure.template;

import fairlead.azure.arm.RefusedException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** "Deployment functions for ARM templates", and the count of a loop. */
final class TemplateFunctions {

    static final List<Function> ROWS =
            List.of(
                    new Function("copyIndex", 0, 2, TemplateFunctions::copyIndex),
                    new Function("deployment", 0, 0, a -> a.context().setting().document()),
                    new Function(
                            "environment", 0, 0, a -> a.context().setting().scope().environment()),
                    new Function("parameters", 1, 1, TemplateFunctions::parameter),
                    new Function("variables", 1, 1, TemplateFunctions::variable));

    private TemplateFunctions() {}

    private static JsonNode parameter(Arguments arguments) throws RefusedException {
        return arguments
                .context()
                .setting()
                .parameters()
                .find(arguments.text(0))
                .orElseThrow(() -> absent(arguments, "parameter"));
    }

    private static JsonNode variable(Arguments arguments) throws RefusedException {
        if (arguments.context().stage() instanceof Stage.ParameterDefault) {
            throw arguments.fault("Variables cannot be used in the default value of a parameter.");
        }
        return arguments
                .context()
                .setting()
                .variables()
                .find(arguments.text(0))
                .orElseThrow(() -> absent(arguments, "variable"));
    }

    private static ExpressionFault absent(Arguments arguments, String what) {
        var setting = arguments.context().setting();
        var names = (what.equals("variable") ? setting.variables() : setting.parameters()).names();
        String name;
        try {
            name = arguments.text(0);
        } catch (RefusedException e) {
            return arguments.fault(e.error().message());
        }
        return new ExpressionFault(
                "The template "
                        + what
                        + " '"
                        + name
                        + "' is not found. There are '"
                        + String.join(", ", names)
                        + "'. Please see https://aka.ms/arm-syntax-"
                        + what
                        + "s for usage details.",
                arguments.at());
    }

    /**
     * {@code copyIndex()}, {@code copyIndex(offset)}, {@code copyIndex('loop')}, {@code
     * copyIndex('loop', offset)}.
     */
    private static JsonNode copyIndex(Arguments arguments) throws RefusedException {
        boolean named = arguments.size() > 0 && arguments.value(0).isString();
        if (arguments.size() == 2 && !named) {
            throw arguments.expected(0, "a string, the name of a loop", arguments.value(0));
        }
        var loop = named ? arguments.text(0) : "";
        long offset = arguments.size() > (named ? 1 : 0) ? arguments.integer(named ? 1 : 0) : 0;
        var count = arguments.context().loop(loop);
        if (count.isEmpty()) {
            throw new ExpressionFault(
                    "The template function 'copyIndex' is not expected at this location: "
                            + (named
                                    ? "no loop named '" + loop + "' is around it."
                                    : "there is no loop, or several, around it.")
                            + " Please see https://aka.ms/arm-resource-loops for usage details.",
                    arguments.at());
        }
        return Values.of(count.get() + offset);
    }
}
