package fairlead.azure.template;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * What stays the same wherever in a template an expression stands.
 *
 * @param document what {@code deployment()} gives
 */
record Setting(
        DeploymentScope scope,
        Cells parameters,
        Cells variables,
        Map<String, UserFunction> functions,
        ObjectNode document) {

    /**
     * The same with other parameters and without variables: what the body of a user's function
     * sees.
     */
    Setting within(Cells arguments) {
        return new Setting(scope, arguments, new Cells("variable"), functions, document);
    }

    static Map<String, UserFunction> noFunctions() {
        return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    }
}
