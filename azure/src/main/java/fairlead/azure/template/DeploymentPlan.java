package fairlead.azure.template;

import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.ResourceType;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * A template, its parameters and its scope, settled as far as they can be without looking at the
 * cloud.
 */
public interface DeploymentPlan {

    /** What is to be PUT, in an order in which everything stands after what it waits for. */
    List<Node> nodes();

    /**
     * Every type that the deployment will create, those of nested deployments included as far as
     * they can be told in advance.
     */
    Set<ResourceType> allTypes();

    /**
     * The body of a node's PUT. To be asked when all nodes that it depends on have succeeded.
     *
     * @throws RefusedException {@code InvalidTemplate} if an expression has no value, or the
     *     cloud's own refusal
     */
    ObjectNode body(Node node, Surroundings surroundings) throws RefusedException;

    /**
     * {@code {name: {type, value}}}, to be asked when all nodes have succeeded; secure outputs have
     * no value.
     */
    ObjectNode outputs(Surroundings surroundings) throws RefusedException;

    /**
     * The parameters as a deployment's document shows them, {@code {name: {type, value}}}; secure
     * ones have no value.
     */
    ObjectNode parametersEcho();
}
