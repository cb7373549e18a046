package fairlead.cloud;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.types.Catalogue;
import fairlead.azure.types.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** POST actions on resources. */
final class Actions {

    private final Catalogue catalogue;
    private final Commands commands;
    private final Deployments deployments;
    private final CloudSettings settings;

    Actions(
            Catalogue catalogue,
            Commands commands,
            Deployments deployments,
            CloudSettings settings) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.commands = commands;
        this.deployments = deployments;
    }

    Outcome act(World world, Request request, ArmId id, String name, Moment moment)
            throws RefusedException {
        if (request.verb() != Request.Verb.POST) {
            throw Commands.notAllowed(request, "the action " + name);
        }
        var type = id.type();
        var action = name.toLowerCase(Locale.ROOT);
        if (type.equals(ResourceType.DEPLOYMENT)) {
            return deployment(world, request, id, action, name, moment);
        }
        var resource = world.inventory().find(id).orElseThrow(() -> RefusedException.notFound(id));
        if (MachinePlaces.isNic(type) && action.equals("effectiveroutetable")) {
            return answered(
                    resource,
                    world,
                    new RouteTables(world, settings.profile()).effective(resource),
                    moment);
        }
        if (MachinePlaces.isNic(type) && action.equals("effectivenetworksecuritygroups")) {
            // Security groups are stored and not enforced, so none is in effect on any NIC.
            var none = resource.body().objectNode();
            none.putArray("value");
            return answered(resource, world, none, moment);
        }
        if (type.equals(Types.BGP_CONNECTIONS) && action.equals("learnedroutes")) {
            return answered(
                    resource,
                    world,
                    new RouteTables(world, settings.profile()).learned(resource),
                    moment);
        }
        if (resource.state() == ProvisioningState.DELETING) {
            throw RefusedException.conflict(
                    "OperationNotAllowed",
                    "The action '" + name + "' is not possible: " + id + " is being deleted.");
        }
        if (MachinePlaces.isMachine(type)) {
            return power(world, List.of(resource), resource, action, name, moment);
        }
        if (type.equals(Types.SCALE_SETS)) {
            return scaleSet(world, request, resource, action, name, moment);
        }
        throw unknown(id, name);
    }

    /** An action that is done at once, told as Azure tells it: 202, then the result. */
    static Outcome answered(Resource target, World world, JsonNode result, Moment moment) {
        var operation =
                Operation.started(
                                moment.id("action"),
                                Operation.Kind.ACTION,
                                target.id(),
                                Commands.location(world, target),
                                moment.now())
                        .succeeded(moment.now(), Optional.of(result));
        return new Outcome(
                List.of(new Fact.OperationStarted(operation)),
                Reply.empty(202).polled(operation, Reply.Style.STATUS_AND_RESULT));
    }

    private Outcome deployment(
            World world, Request request, ArmId id, String action, String name, Moment moment)
            throws RefusedException {
        if (action.equals("exporttemplate")) {
            var stored = standing(world, id);
            var json = stored.body().objectNode();
            json.set("template", stored.body().path("properties").path("template"));
            return Outcome.saying(Reply.of(200, json));
        }
        if (action.equals("cancel")) {
            throw RefusedException.conflict(
                    "DeploymentCannotBeCancelled",
                    "The deployment '"
                            + id.name()
                            + "' cannot be cancelled: "
                            + (standing(world, id).state().isFinal()
                                    ? "it has ended."
                                    : "this cloud lets running deployments come to their end."));
        }
        var body =
                request.document()
                        .orElseThrow(() ->
                                RefusedException.badRequest(
                                        "InvalidRequestContent",
                                        "The request content was invalid: a JSON object is required as the body."));
        return switch (action) {
            case "validate" -> Outcome.saying(validate(world, id, body, moment));
            case "whatif" ->
                    Outcome.saying(Reply.of(200, deployments.whatIf(world, id, body, moment)));
            default -> throw unknown(id, name);
        };
    }

    private static Resource standing(World world, ArmId id) throws RefusedException {
        return world.inventory().find(id).orElseThrow(() -> RefusedException.notFound(id));
    }

    /**
     * A deployment that would be refused is the result of a validation and not a failure of the
     * request: 200, with an error in the document. The contract knows 400 as well, but az reads
     * that answer twice and then shows nothing of it.
     */
    private Reply validate(World world, ArmId id, ObjectNode body, Moment moment) {
        try {
            return Reply.of(200, deployments.validate(world, id, body, moment));
        } catch (RefusedException invalid) {
            var json = body.objectNode();
            json.set("error", Reply.error(invalid.error()));
            return Reply.of(200, json);
        }
    }

    private Outcome scaleSet(
            World world,
            Request request,
            Resource scaleSet,
            String action,
            String name,
            Moment moment)
            throws RefusedException {
        var ids = instanceIds(request);
        return switch (action) {
            case "delete" ->
                    begun(
                            world,
                            scaleSet,
                            commands.facts(
                                    world,
                                    catalogue.deleteInstances(
                                            scaleSet,
                                            wanted(ids),
                                            InventoryView.members(world.inventory())),
                                    moment),
                            moment);
            case "manualupgrade" ->
                    begun(
                            world,
                            scaleSet,
                            commands.facts(
                                    world,
                                    catalogue.applyModel(
                                            scaleSet,
                                            wanted(ids),
                                            InventoryView.members(world.inventory())),
                                    moment),
                            moment);
            default ->
                    power(world, instances(world, scaleSet, ids), scaleSet, action, name, moment);
        };
    }

    /** Ids as sent; empty where the request names none or all. */
    private static List<String> instanceIds(Request request) throws RefusedException {
        var ids = new ArrayList<String>();
        var sent = request.document().map(body -> body.path("instanceIds"));
        if (sent.isPresent()) {
            for (var id : sent.get().values()) {
                ids.add(
                        id.asStringOpt()
                                .orElseThrow(() ->
                                        RefusedException.badRequest(
                                                "InvalidParameter",
                                                "The value of parameter instanceIds is invalid: it"
                                                        + " is an array of texts.")));
            }
        }
        return ids.contains("*") ? List.of() : ids;
    }

    private static List<String> wanted(List<String> ids) {
        return ids.isEmpty() ? List.of("*") : ids;
    }

    private static List<Resource> instances(World world, Resource scaleSet, List<String> ids)
            throws RefusedException {
        var all =
                InventoryView.members(world.inventory())
                        .children(scaleSet.id(), "virtualMachines")
                        .toList();
        var unknown = new HashSet<>(ids);
        all.forEach(instance -> unknown.remove(instance.id().name()));
        if (!unknown.isEmpty()) {
            throw RefusedException.badRequest(
                    "InvalidParameter",
                    "The instance ids "
                            + unknown
                            + " are not in the scale set '"
                            + scaleSet.id().name()
                            + "'.");
        }
        return all.stream()
                .filter(instance -> ids.isEmpty() || ids.contains(instance.id().name()))
                .toList();
    }

    private Outcome power(
            World world,
            List<Resource> machines,
            Resource target,
            String action,
            String name,
            Moment moment)
            throws RefusedException {
        var power =
                switch (action) {
                    case "start" -> "running";
                    case "restart" -> "running";
                    case "poweroff" -> "stopped";
                    case "deallocate" -> "deallocated";
                    default -> throw unknown(target.id(), name);
                };
        var facts = new ArrayList<Fact>();
        for (var machine : machines) {
            var body = machine.body().deepCopy();
            body.put(Hidden.POWER, power);
            boolean anotherTry =
                    action.equals("start")
                            && (machine.state() == ProvisioningState.FAILED
                                    || Hidden.hasEnded(world, machine));
            if (action.equals("restart") || anotherTry) {
                Hidden.bootAgain(body);
            }
            if (!body.equals(machine.body())) {
                facts.add(
                        new Fact.Written(
                                new Resource(
                                        machine.id(),
                                        machine.serial(),
                                        world.version() + 1,
                                        ProvisioningState.UPDATING,
                                        Hidden.withDue(
                                                body,
                                                moment.now(),
                                                settings.pace()
                                                        .of(
                                                                machine.id().type(),
                                                                Pace.Step.UPDATE)))));
            }
        }
        return begun(world, target, facts, moment);
    }

    private Outcome begun(World world, Resource target, List<Fact> facts, Moment moment) {
        var all = new ArrayList<>(facts);
        if (target.id().type().equals(Types.SCALE_SETS)
                && facts.stream()
                        .noneMatch(fact ->
                                fact instanceof Fact.Written(var written)
                                        && written.id().equals(target.id()))) {
            // The scale set is done when its instances are, so it waits with them.
            all.add(
                    new Fact.Written(
                            new Resource(
                                    target.id(),
                                    target.serial(),
                                    world.version() + 1,
                                    ProvisioningState.UPDATING,
                                    target.body())));
        }
        var operation =
                Operation.started(
                        moment.id("action"),
                        Operation.Kind.ACTION,
                        target.id(),
                        Commands.location(world, target),
                        moment.now());
        all.add(new Fact.OperationStarted(operation));
        return new Outcome(all, Reply.empty(202).polled(operation, Reply.Style.STATUS_AND_RESULT));
    }

    private RefusedException unknown(ArmId id, String name) {
        if (catalogue.row(id.type()).isEmpty() && !id.type().equals(ResourceType.DEPLOYMENT)) {
            return new RefusedException(
                    404,
                    new ArmError(
                            "InvalidResourceType",
                            "The resource type '"
                                    + id.type()
                                    + "' could not be found in this cloud. Its types are listed in docs/azure/resource-types.md."));
        }
        return new RefusedException(
                404,
                new ArmError(
                        "NotFound",
                        "The action '"
                                + name
                                + "' is not one of "
                                + id.type()
                                + " in this cloud."));
    }
}
