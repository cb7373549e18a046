package fairlead.azure.template;

import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.ResourceType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A template, its parameters and its scope, settled as far as they can be without looking at the
 * cloud: which resources there are, under which ids, and which waits for which.
 *
 * <p>A plan is a function of those three. A driver that was interrupted makes it again and finds
 * the same keys. Safe for many threads.
 */
public final class DeploymentPlan {

    private final Template template;
    private final Setting setting;
    private final Directory directory;
    private final List<Node> nodes;
    private final Map<String, Declared> byKey;
    private final Set<ResourceType> types;
    private final ObjectNode echo;

    private DeploymentPlan(Template template, Setting setting) throws RefusedException {
        this.template = template;
        this.setting = setting;
        this.echo = Parameters.echo(setting.parameters(), template);
        var expansion = Expansion.of(template, setting);
        this.directory = new Directory(expansion);
        var ordered = new ArrayList<Node>();
        this.byKey = new HashMap<>();
        for (var entry : Dependencies.ordered(expansion.declared(), directory).entrySet()) {
            var resource = entry.getKey();
            byKey.put(resource.key(), resource);
            ordered.add(
                    new Node(
                            resource.key(),
                            resource.id(),
                            resource.type(),
                            resource.apiVersion(),
                            entry.getValue()));
        }
        this.nodes = List.copyOf(ordered);
        this.types =
                Collections.unmodifiableSet(
                        new LinkedHashSet<>(TypesAhead.of(expansion.declared())));
        // Outputs are evaluated last; what is wrong with their words is said first.
        References.in(template.outputs(), new Context(setting, new Stage.Planning()), "outputs");
    }

    /**
     * Makes the plan.
     *
     * @param parameters {@code properties.parameters} of the request, {@code {name: {value: x}}},
     *     or a JSON null if it has none
     * @throws RefusedException 400 {@code InvalidTemplate} and its kin, in Azure's words where they
     *     are known. Nothing has been created then
     */
    public static DeploymentPlan of(Template template, JsonNode parameters, DeploymentScope scope)
            throws RefusedException {
        var given = Parameters.given(template, parameters);
        return new DeploymentPlan(template, Settings.of(template, given, scope, parameters));
    }

    /** What is to be PUT, in an order in which everything stands after what it waits for. */
    public List<Node> nodes() {
        return nodes;
    }

    /**
     * Every type that the deployment will create, those of nested deployments included as far as
     * they can be told in advance: where a nested condition hangs on a value of the running
     * deployment, the type counts.
     */
    public Set<ResourceType> allTypes() {
        return types;
    }

    /**
     * The body of a node's PUT, without id, name, type and API version. To be asked when all nodes
     * that it depends on have succeeded. The body of a nested deployment is that of a deployment,
     * {@code {properties: {mode, template, parameters}}}.
     *
     * @throws RefusedException {@code InvalidTemplate} if an expression has no value, or the
     *     cloud's own refusal
     */
    public ObjectNode body(Node node, Surroundings surroundings) throws RefusedException {
        var resource = byKey.get(node.key());
        if (resource == null) {
            throw new IllegalArgumentException(node.key() + " is not a node of this plan");
        }
        return NestedDeployment.body(
                        resource, resource.context().at(new Stage.Running(surroundings, directory)))
                .deepCopy();
    }

    /**
     * {@code {name: {type, value}}}, to be asked when all nodes have succeeded; secure outputs have
     * no value.
     */
    public ObjectNode outputs(Surroundings surroundings) throws RefusedException {
        return Outputs.of(
                        template, new Context(setting, new Stage.Running(surroundings, directory)))
                .deepCopy();
    }

    /**
     * The parameters as a deployment's document shows them, {@code {name: {type, value}}}; secure
     * ones have no value.
     */
    public ObjectNode parametersEcho() {
        return echo.deepCopy();
    }
}
