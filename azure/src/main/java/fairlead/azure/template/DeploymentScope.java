package fairlead.azure.template;

import fairlead.azure.arm.ArmId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where, when and under which name a template is deployed: everything that its functions may tell
 * besides the template and the parameters. Two plans with equal scopes are equal plans.
 *
 * @param target the resource group or the subscription that is deployed to
 * @param location of the group; at subscription scope that of the deployment
 * @param tags of the group; empty at subscription scope
 * @param deployment the deployment's name
 * @param tenant the tenant's id
 * @param subscriptionName what {@code subscription().displayName} says
 * @param environment what {@code environment()} gives; never changed
 * @param time what {@code utcNow()} tells, the moment the deployment was accepted
 * @param seed what {@code newGuid()} draws from; a new one for every deployment, kept with it
 */
public record DeploymentScope(
        ArmId target,
        String location,
        Map<String, String> tags,
        String deployment,
        String tenant,
        String subscriptionName,
        ObjectNode environment,
        Instant time,
        String seed) {

    public DeploymentScope {
        tags = Map.copyOf(tags);
        if (target.toString().contains("/providers/")) {
            throw new IllegalArgumentException(
                    target + " is neither a resource group nor a subscription");
        }
    }

    /** The id of the subscription as a plain word. */
    public String subscription() {
        return target.subscription();
    }

    /** The name of the resource group; empty at subscription scope. */
    public Optional<String> group() {
        return target.resourceGroup();
    }

    /** The same cloud, moment and seed with another target, for a nested deployment. */
    public DeploymentScope nested(
            ArmId target, String location, Map<String, String> tags, String deployment) {
        return new DeploymentScope(
                target,
                location,
                tags,
                deployment,
                tenant,
                subscriptionName,
                environment,
                time,
                seed);
    }
}
