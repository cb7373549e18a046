package fairlead.azure.template;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * What stays the same wherever in a template an expression stands.
 *
 * @param document what {@code deployment()} gives
 * @param depth how many functions of the template are at work around it
 */
record Setting(
        DeploymentScope scope,
        Cells parameters,
        Cells variables,
        Map<String, UserFunction> functions,
        ObjectNode document,
        int depth) {

    /** How deep functions of the template may call each other; Azure lets none call itself. */
    private static final int DEEPEST = 32;

    /**
     * The same with other parameters and without variables: what the body of a user's function
     * sees.
     */
    Setting within(Cells arguments) {
        return new Setting(scope, arguments, new Cells("variable"), functions, document, depth + 1);
    }

    boolean isTooDeep() {
        return depth >= DEEPEST;
    }
}
