package fairlead.cloud;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.template.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** How Azure shows deployments and their steps. */
final class DeploymentDocuments {

    private static final ArmError NO_REASON =
            new ArmError("DeploymentFailed", "The deployment failed.");

    private final DeploymentPlanner planner;

    DeploymentDocuments(DeploymentPlanner planner) {
        this.planner = planner;
    }

    /** The deployment as Azure shows it. */
    ObjectNode document(World world, Resource deployment) {
        var run = DeploymentRun.of(deployment);
        var json = deployment.body().objectNode();
        json.put("id", deployment.id().toString())
                .put("name", deployment.id().name())
                .put("type", ResourceType.DEPLOYMENT.text());
        if (deployment.body().has("location")) {
            json.set("location", deployment.body().get("location"));
        }
        var properties = json.putObject("properties");
        properties
                .put("provisioningState", state(deployment, run))
                .put("mode", DeploymentPlanner.mode(deployment.body()))
                .put("correlationId", run.correlation());
        properties.put("timestamp", run.ended().orElse(run.accepted()).toString());
        run.ended()
                .ifPresent(end ->
                        properties.put(
                                "duration",
                                java.time.Duration.between(run.accepted(), end).toString()));
        properties.putArray("dependencies");
        try {
            var plan = planner.plan(world, deployment, run);
            properties.set("parameters", plan.parametersEcho());
            var providers = properties.putArray("providers");
            plan.nodes().stream()
                    .map(Node::type)
                    .collect(Collectors.groupingBy(ResourceType::namespace))
                    .forEach((namespace, types) -> {
                        var provider = providers.addObject().put("namespace", namespace);
                        var list = provider.putArray("resourceTypes");
                        types.stream()
                                .map(ResourceType::path)
                                .distinct()
                                .sorted()
                                .forEach(type -> list.addObject().put("resourceType", type));
                    });
            if (run.ended().isPresent() && run.error().isEmpty()) {
                var created = properties.putArray("outputResources");
                plan.nodes().forEach(node -> created.addObject().put("id", node.id().toString()));
            }
        } catch (RefusedException refused) {
            properties.set("error", Reply.error(refused.error()));
        }
        run.outputs().ifPresent(outputs -> properties.set("outputs", outputs));
        run.error().ifPresent(error -> properties.set("error", Reply.error(error)));
        return json;
    }

    /** What {@code az deployment operation group list} shows: one entry per step that has begun. */
    List<ObjectNode> steps(World world, Resource deployment) throws RefusedException {
        var run = DeploymentRun.of(deployment);
        var list = new ArrayList<ObjectNode>();
        for (var node : planner.plan(world, deployment, run).nodes()) {
            var step = run.steps().get(node.key());
            if (step != null) {
                var json = deployment.body().objectNode();
                var name =
                        new Moment(run.accepted(), java.util.UUID.fromString(run.correlation()))
                                .id(node.key());
                json.put("id", deployment.id().child("operations", name).toString())
                        .put("operationId", name);
                var properties =
                        json.putObject("properties").put("provisioningOperation", "Create");
                properties.put(
                        "provisioningState",
                        step == DeploymentRun.Step.DONE
                                ? "Succeeded"
                                : step == DeploymentRun.Step.FAILED ? "Failed" : "Running");
                properties
                        .putObject("targetResource")
                        .put("id", node.id().toString())
                        .put("resourceType", node.type().text())
                        .put("resourceName", String.join("/", node.id().names()));
                if (step == DeploymentRun.Step.FAILED) {
                    var error = run.error().orElse(NO_REASON);
                    properties
                            .putObject("statusMessage")
                            .set(
                                    "error",
                                    Reply.error(
                                            error.details().isEmpty()
                                                    ? error
                                                    : error.details().getFirst()));
                }
                list.add(json);
            }
        }
        return list;
    }

    private static String state(Resource deployment, DeploymentRun run) {
        return switch (deployment.state()) {
            case CREATING, UPDATING -> run.steps().isEmpty() ? "Accepted" : "Running";
            case DELETING, SUCCEEDED, FAILED, CANCELED -> deployment.state().text();
        };
    }
}
