package fairlead.azure.template;

import fairlead.azure.arm.RefusedException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** From the parameters of a request and the declarations of a template to values. */
final class Parameters {

    private Parameters() {}

    /**
     * The given values, by name, from {@code {name: {value: x}}}.
     *
     * @throws RefusedException for a name that the template does not declare, and for a reference
     *     to a key vault
     */
    static Map<String, Cells.Maker> given(Template template, JsonNode parameters)
            throws RefusedException {
        var given = new TreeMap<String, Cells.Maker>(String.CASE_INSENSITIVE_ORDER);
        for (var parameter : parameters.properties()) {
            given.put(parameter.getKey(), value(parameter.getKey(), parameter.getValue()));
        }
        refuseUnknown(template, given);
        return given;
    }

    private static Cells.Maker value(String name, JsonNode parameter) throws RefusedException {
        if (Values.member(parameter, "reference").isPresent()) {
            throw RefusedException.badRequest(
                    "KeyVaultParameterReferenceNotFound",
                    "The parameter '"
                            + name
                            + "' refers to a key vault. There are no key vaults here: give its value itself.");
        }
        if (!parameter.isObject()) {
            throw RefusedException.badRequest(
                    "InvalidRequestContent",
                    "The request content was invalid: the parameter '"
                            + name
                            + "' must be an object with a 'value'.");
        }
        var value = Values.member(parameter, "value").orElse(Values.NULL);
        return () -> value;
    }

    private static void refuseUnknown(Template template, Map<String, Cells.Maker> given)
            throws RefusedException {
        var declared = template.parameters();
        var unknown =
                given.keySet().stream()
                        .filter(name -> Values.member(declared, name).isEmpty())
                        .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            throw InvalidTemplate.of(
                    "The template parameters '"
                            + unknown
                            + "' in the parameters file are not valid; they are not present in the original template"
                            + " and can therefore not be provided at deployment time. The only supported parameters"
                            + " for this template are '"
                            + String.join(", ", declared.propertyNames())
                            + "'. Please see https://aka.ms/arm-pass-parameter-values for usage details.");
        }
    }

    /**
     * Fills {@code cells} with every declared parameter: the given value, else the default, else a
     * refusal.
     */
    static void declare(
            Cells cells,
            Template template,
            Map<String, Cells.Maker> given,
            Supplier<Setting> setting) {
        var check = new ParameterCheck(template.definitions());
        for (var parameter : template.parameters().properties()) {
            var name = parameter.getKey();
            cells.put(
                    name,
                    () -> {
                        var what = "parameter '" + name + "'";
                        var declaration = declaration(parameter.getValue(), what);
                        var value = given.getOrDefault(name, () -> Values.NULL).make();
                        var fallback = Values.member(declaration, "defaultValue");
                        if (value.isNull() && fallback.isPresent()) {
                            var context =
                                    new Context(setting.get(), new Stage.ParameterDefault(name));
                            value =
                                    Evaluator.tree(
                                            fallback.get(),
                                            context,
                                            "parameters." + name + ".defaultValue");
                        } else if (value.isNull()
                                && !ParameterCheck.isNullable(check.resolved(declaration, what))) {
                            throw InvalidTemplate.of(
                                    "The value for the template parameter '"
                                            + name
                                            + "' is not provided. Please see"
                                            + " https://aka.ms/arm-create-parameter-file for usage details.");
                        }
                        check.check(declaration, value, what);
                        return value;
                    });
        }
    }

    /** {@code {name: {type, value}}}; the value of a secure parameter is left out. */
    static ObjectNode echo(Cells cells, Template template) throws RefusedException {
        var check = new ParameterCheck(template.definitions());
        var echo = Values.object();
        for (var parameter : template.parameters().properties()) {
            var what = "parameter '" + parameter.getKey() + "'";
            var declaration = check.resolved(declaration(parameter.getValue(), what), what);
            var type = ParameterType.of(declaration, what);
            var shown = echo.putObject(parameter.getKey()).put("type", type.text());
            var value = cells.find(parameter.getKey());
            if (value.isPresent() && !type.isSecure()) {
                shown.set("value", value.get());
            }
        }
        return echo;
    }

    private static ObjectNode declaration(JsonNode written, String what) throws RefusedException {
        if (written instanceof ObjectNode declaration) {
            return declaration;
        }
        throw InvalidTemplate.of(
                "The template " + what + " must be declared by an object with a 'type'.");
    }
}
