package fairlead.cloud;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.template.DeploymentPlan;
import fairlead.azure.template.Node;
import fairlead.azure.types.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Template deployments: judged when they arrive, then taken on step by step as the World allows. A
 * step is an ordinary PUT of the cloud's own; nothing is remembered outside the World but plans,
 * which can be made again.
 */
public final class Deployments {

    private static final ArmError FAILED =
            new ArmError(
                    "DeploymentFailed",
                    "At least one resource deployment operation failed. List the deployment operations for details.");

    private final Catalogue catalogue;
    private final DeploymentPlanner planner;
    private final Documents documents;
    private final Commands commands;

    Deployments(
            Catalogue catalogue,
            DeploymentPlanner planner,
            Documents documents,
            Commands commands) {
        this.catalogue = catalogue;
        this.planner = planner;
        this.documents = documents;
        this.commands = commands;
    }

    /**
     * Accepts a deployment, after everything was checked that can be checked before anything is
     * created.
     */
    Outcome put(World world, ArmId id, ObjectNode body, Moment moment) throws RefusedException {
        var existing = world.inventory().find(id);
        if (existing.isPresent() && !existing.get().state().isFinal()) {
            throw RefusedException.conflict(
                    "DeploymentActiveAndUneditable",
                    "Unable to edit or replace deployment '"
                            + id.name()
                            + "': it is running. Wait until it has ended, or use another name.");
        }
        if (id.name().length() > 64) {
            throw RefusedException.badRequest(
                    "DeploymentNameLengthLimitExceeded",
                    "The deployment name '"
                            + id.name()
                            + "' has "
                            + id.name().length()
                            + " characters; the limit is 64.");
        }
        var run = DeploymentRun.begun(moment.id("correlation"), moment.now());
        planner.keep(run, planner.judged(world, id, body, run));
        var stored = body.objectNode();
        stored.set("properties", body.path("properties"));
        if (body.has("location")) {
            stored.set("location", body.get("location"));
        }
        stored.set(Hidden.RUN, run.json());
        int serial = existing.map(Resource::serial).orElse(world.inventory().nextSerial());
        var resource =
                new Resource(id, serial, world.version() + 1, ProvisioningState.CREATING, stored);
        return commands.accepted(
                world,
                id,
                existing.isPresent() ? 200 : 201,
                List.of(new Fact.Written(resource)),
                moment);
    }

    /** The answer to {@code validate}: the deployment as it would be accepted. */
    ObjectNode validate(World world, ArmId id, ObjectNode body, Moment moment)
            throws RefusedException {
        var run = DeploymentRun.begun(moment.id("correlation"), moment.now());
        var plan = planner.judged(world, id, body, run);
        var json = body.objectNode();
        json.put("id", id.toString())
                .put("name", id.name())
                .put("type", ResourceType.DEPLOYMENT.text());
        var properties = json.putObject("properties");
        properties
                .put("mode", DeploymentPlanner.mode(body))
                .put("provisioningState", "Succeeded")
                .put("correlationId", run.correlation());
        properties.put("timestamp", moment.now().toString()).put("duration", "PT0S");
        properties.set("parameters", plan.parametersEcho());
        properties.putArray("providers");
        properties.putArray("dependencies");
        var validated = properties.putArray("validatedResources");
        plan.nodes().forEach(node -> validated.addObject().put("id", node.id().toString()));
        return json;
    }

    /** The answer to {@code whatIf}: what the deployment would change. */
    ObjectNode whatIf(World world, ArmId id, ObjectNode body, Moment moment)
            throws RefusedException {
        var run = DeploymentRun.begun(moment.id("correlation"), moment.now());
        return new WhatIf(
                        world, planner.judged(world, id, body, run), commands, documents, catalogue)
                .answer(moment);
    }

    /** What running deployments do next in {@code world}. */
    public List<Fact> advance(World world, Moment moment) {
        var facts = new ArrayList<Fact>();
        var now = world;
        for (var id : world.inventory().unsettled().values()) {
            if (id.type().equals(ResourceType.DEPLOYMENT)) {
                var deployment = now.inventory().find(id);
                if (deployment.isPresent()
                        && deployment.get().state() == ProvisioningState.CREATING) {
                    var next = advance(now, deployment.get(), moment.next(id.key()));
                    facts.addAll(next);
                    now = now.after(next);
                }
            }
        }
        return facts;
    }

    private List<Fact> advance(World world, Resource deployment, Moment moment) {
        var before = DeploymentRun.of(deployment);
        try {
            var plan = planner.plan(world, deployment, before);
            var facts = new ArrayList<Fact>();
            var run = noticeEnds(world, plan, before);
            if (run.error().isEmpty()) {
                run = startReady(world, plan, run, moment, facts);
            }
            boolean underWay = run.steps().containsValue(DeploymentRun.Step.STARTED);
            if (run.error().isPresent() && !underWay) {
                facts.add(
                        ended(
                                world,
                                deployment,
                                run.ended(moment.now(), Optional.empty()),
                                ProvisioningState.FAILED));
            } else if (run.steps().size() == plan.nodes().size() && !underWay) {
                var outputs = plan.outputs(new Neighbourhood(world, catalogue, documents));
                facts.add(
                        ended(
                                world,
                                deployment,
                                run.ended(moment.now(), Optional.of(outputs)),
                                ProvisioningState.SUCCEEDED));
            } else if (!run.equals(before)) {
                facts.add(ended(world, deployment, run, ProvisioningState.CREATING));
            }
            return facts;
        } catch (RefusedException refused) {
            var run =
                    before.failing(FAILED.because(List.of(refused.error())))
                            .ended(moment.now(), Optional.empty());
            return List.of(ended(world, deployment, run, ProvisioningState.FAILED));
        }
    }

    private DeploymentRun noticeEnds(World world, DeploymentPlan plan, DeploymentRun before) {
        var run = before;
        for (var node : plan.nodes()) {
            if (run.steps().get(node.key()) != DeploymentRun.Step.STARTED) {
                continue;
            }
            var resource = world.inventory().find(node.id());
            if (resource.isEmpty()) {
                run =
                        run.with(node.key(), DeploymentRun.Step.FAILED)
                                .failing(
                                        FAILED.because(
                                                List.of(
                                                        RefusedException.notFound(node.id())
                                                                .error())));
            } else if (resource.get().state() == ProvisioningState.SUCCEEDED) {
                run = run.with(node.key(), DeploymentRun.Step.DONE);
            } else if (resource.get().state().isFinal()) {
                run =
                        run.with(node.key(), DeploymentRun.Step.FAILED)
                                .failing(FAILED.because(List.of(why(resource.get()))));
            }
        }
        return run;
    }

    private DeploymentRun startReady(
            World world,
            DeploymentPlan plan,
            DeploymentRun before,
            Moment moment,
            List<Fact> facts) {
        var run = before;
        var now = world;
        for (var node : plan.nodes()) {
            if (run.steps().containsKey(node.key()) || !ready(node, run)) {
                continue;
            }
            try {
                var body = plan.body(node, new Neighbourhood(now, catalogue, documents));
                var outcome = commands.put(now, node, body, moment.next(node.key()));
                facts.addAll(outcome.facts());
                now = now.after(outcome.facts());
                boolean done =
                        now.inventory().find(node.id()).orElseThrow().state()
                                == ProvisioningState.SUCCEEDED;
                run =
                        run.with(
                                node.key(),
                                done ? DeploymentRun.Step.DONE : DeploymentRun.Step.STARTED);
            } catch (RefusedException refused) {
                // Azure's own engine waits where a resource provider says so; everything else fails
                // the deployment.
                if (!refused.error().code().equals("AnotherOperationInProgress")) {
                    run =
                            run.with(node.key(), DeploymentRun.Step.FAILED)
                                    .failing(FAILED.because(List.of(at(node, refused.error()))));
                    return run;
                }
            }
        }
        return run;
    }

    private static boolean ready(Node node, DeploymentRun run) {
        return node.dependsOn().stream()
                .allMatch(key -> run.steps().get(key) == DeploymentRun.Step.DONE);
    }

    private static ArmError at(Node node, ArmError error) {
        return new ArmError(
                error.code(),
                error.message(),
                Optional.of(error.target().orElse(node.id().toString())),
                error.details());
    }

    private static ArmError why(Resource resource) {
        if (resource.body().has(Hidden.RUN)) {
            return DeploymentRun.of(resource).error().orElse(FAILED);
        }
        return Hidden.fault(resource)
                .orElse(
                        new ArmError(
                                "ResourceDeploymentFailure",
                                "The resource "
                                        + resource.id()
                                        + " is in the state "
                                        + resource.state().text()
                                        + "."));
    }

    private Fact ended(
            World world, Resource deployment, DeploymentRun run, ProvisioningState state) {
        if (run.ended().isPresent()) {
            planner.forget(run);
        }
        var body = deployment.body().deepCopy();
        body.set(Hidden.RUN, run.json());
        return new Fact.Written(
                new Resource(
                        deployment.id(), deployment.serial(), world.version() + 1, state, body));
    }
}
