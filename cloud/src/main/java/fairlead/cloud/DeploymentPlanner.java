package fairlead.cloud;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.template.DeploymentPlan;
import fairlead.azure.template.DeploymentScope;
import fairlead.azure.template.Template;
import fairlead.azure.types.Catalogue;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plans of deployments: made when a template arrives, made again from what is stored after a
 * restart.
 */
final class DeploymentPlanner {

    private final Catalogue catalogue;
    private final CloudIdentity identity;
    private final Map<String, DeploymentPlan> plans = new ConcurrentHashMap<>();

    DeploymentPlanner(Catalogue catalogue, CloudIdentity identity) {
        this.catalogue = catalogue;
        this.identity = identity;
    }

    /** A plan for a body that arrived, checked against what this cloud has. */
    DeploymentPlan judged(World world, ArmId id, ObjectNode body, DeploymentRun run)
            throws RefusedException {
        var target = id.parent().orElseThrow();
        if (target.type().equals(ResourceType.GROUP) && world.inventory().find(target).isEmpty()) {
            throw RefusedException.notFound(target);
        }
        if (!mode(body).equals("Incremental")) {
            throw RefusedException.badRequest(
                    "InvalidTemplateDeployment",
                    "The deployment mode '" + mode(body) + "' is not supported; use Incremental.");
        }
        var plan = read(body, scope(world, id, body, run));
        var missing =
                plan.allTypes().stream()
                        .filter(type ->
                                !type.equals(ResourceType.DEPLOYMENT)
                                        && catalogue.row(type).isEmpty())
                        .map(ResourceType::text)
                        .sorted()
                        .toList();
        if (!missing.isEmpty()) {
            throw new RefusedException(
                    400,
                    new ArmError(
                                    "NoRegisteredProviderFound",
                                    "This cloud has no resource provider for: "
                                            + String.join(", ", missing)
                                            + ". Nothing was created. What it has is listed by 'az provider list' and in docs/azure/resource-types.md.")
                            .because(
                                    missing.stream()
                                            .map(type ->
                                                    new ArmError(
                                                            "NoRegisteredProviderFound",
                                                            "No registered resource provider found for type '"
                                                                    + type
                                                                    + "'.",
                                                            type))
                                            .toList()));
        }
        new Versions(catalogue).check(plan, scope(world, id, body, run).location());
        return plan;
    }

    /** Keeps the plan of a deployment that is accepted. */
    void keep(DeploymentRun run, DeploymentPlan plan) {
        plans.put(run.correlation(), plan);
    }

    /** The plan of a deployment that was accepted. */
    DeploymentPlan plan(World world, Resource deployment, DeploymentRun run)
            throws RefusedException {
        var known = plans.get(run.correlation());
        if (known != null) {
            return known;
        }
        var made = read(deployment.body(), scope(world, deployment.id(), deployment.body(), run));
        if (run.ended().isEmpty()) {
            plans.put(run.correlation(), made);
        }
        return made;
    }

    /** Drops the plan of a run that has ended; it holds parameters that nobody needs any more. */
    void forget(DeploymentRun run) {
        plans.remove(run.correlation());
    }

    private static DeploymentPlan read(ObjectNode body, DeploymentScope scope)
            throws RefusedException {
        var properties = body.path("properties");
        if (properties.has("templateLink")) {
            throw RefusedException.badRequest(
                    "InvalidTemplateDeployment",
                    "A templateLink cannot be followed: this cloud reaches no other address. Send the template itself in properties.template.");
        }
        return DeploymentPlan.of(
                Template.read(properties.path("template")), properties.path("parameters"), scope);
    }

    private DeploymentScope scope(World world, ArmId id, ObjectNode body, DeploymentRun run) {
        var target = id.parent().orElseThrow();
        var group = world.inventory().find(target);
        var location =
                group.map(resource -> resource.body().path("location").asString(""))
                        .orElse(body.path("location").asString(""));
        var tags = new HashMap<String, String>();
        group.ifPresent(resource ->
                resource.body()
                        .path("tags")
                        .properties()
                        .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asString())));
        return new DeploymentScope(
                target,
                location,
                tags,
                id.name(),
                identity.tenant(),
                identity.subscriptionName(),
                identity.environment(),
                run.accepted(),
                run.correlation());
    }

    /** {@code Incremental}, however it was spelled; anything else as it was sent. */
    static String mode(ObjectNode body) {
        var mode = body.path("properties").path("mode").asString("Incremental");
        return mode.equalsIgnoreCase("incremental") ? "Incremental" : mode;
    }
}
