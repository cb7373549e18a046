package fairlead.azure.template;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts together what the expressions of a template see. */
final class Settings {

    private Settings() {}

    /**
     * @param given the values of parameters
     * @param shown the parameters as {@code deployment()} shows them
     */
    static Setting of(
            Template template,
            Map<String, Cells.Maker> given,
            DeploymentScope scope,
            JsonNode shown) {
        var parameters = new Cells("parameter");
        var variables = new Cells("variable");
        var setting =
                new Setting(
                        scope,
                        parameters,
                        variables,
                        template.functions(),
                        document(template, scope, shown),
                        0);
        Parameters.declare(parameters, template, given, () -> setting);
        Variables.declare(variables, template, () -> setting);
        return setting;
    }

    /** What {@code deployment()} gives. */
    private static ObjectNode document(Template template, DeploymentScope scope, JsonNode shown) {
        var document = Values.object().put("name", scope.deployment());
        if (scope.group().isEmpty()) {
            document.put("location", scope.location());
        }
        var properties = document.putObject("properties");
        properties.set("template", template.document());
        properties.put("templateHash", template.templateHash());
        properties.set("parameters", shown);
        properties.put("provisioningState", "Accepted");
        return document;
    }
}
