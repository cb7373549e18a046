package fairlead.cloud;

import fairlead.azure.arm.ApiVersion;
import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.template.Node;
import fairlead.azure.types.Catalogue;
import fairlead.azure.types.TypeRow.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests that write: PUT, PATCH, DELETE and the actions that change something. Each is judged
 * against one World and answers with the facts it wants stored.
 */
public final class Commands {

    private final Catalogue catalogue;
    private final Documents documents;
    private final Deployments deployments;
    private final Actions actions;
    private final Pace pace;

    Commands(
            Catalogue catalogue,
            Documents documents,
            DeploymentPlanner planner,
            CloudSettings settings) {
        this.pace = settings.pace();
        this.catalogue = catalogue;
        this.documents = documents;
        this.deployments = new Deployments(catalogue, planner, documents, this);
        this.actions = new Actions(catalogue, this, deployments, settings);
    }

    /** Deployments that run on. */
    public Deployments deployments() {
        return deployments;
    }

    /** What {@code request} would do in {@code world}. A refusal is an outcome without facts. */
    public Outcome handle(World world, Request request, Moment moment) {
        try {
            var place = Place.of(request);
            new Versions(catalogue).check(world, request, place);
            return switch (place) {
                case Place.One(var id) -> {
                    var outcome = one(world, request, id, moment);
                    documents.aged(outcome.reply(), request.version());
                    yield outcome;
                }
                case Place.Action(var id, var name) ->
                        actions.act(world, request, id, name, moment);
                case Place.Collection(_, var type) ->
                        throw notAllowed(request, "the collection of " + type);
                case Place.Groups _ ->
                        throw notAllowed(request, "the collection of resource groups");
                case Place.Everything _ -> throw notAllowed(request, "a list of resources");
                case Place.Status _, Place.Result _ -> throw notAllowed(request, "an operation");
                case Place.DeploymentSteps _ ->
                        throw notAllowed(request, "the steps of a deployment");
            };
        } catch (RefusedException refused) {
            return Outcome.saying(Reply.refused(refused));
        }
    }

    private Outcome one(World world, Request request, ArmId id, Moment moment)
            throws RefusedException {
        if (request.document().isPresent()) {
            catalogue.checkAge(id.type(), request.document().get(), request.version());
        }
        return switch (request.verb()) {
            case PUT -> put(world, id, body(request), request.ifMatch(), moment);
            case PATCH -> {
                if (!isPatched(id)) {
                    throw notAllowed(request, id.toString());
                }
                yield patch(world, id, body(request), request.ifMatch(), moment);
            }
            case DELETE -> delete(world, id, request.ifMatch(), moment);
            case GET, HEAD, POST -> throw notAllowed(request, id.toString());
        };
    }

    /** Creates or replaces what a template declares, in its own api-version. */
    Outcome put(World world, Node node, ObjectNode body, Moment moment) throws RefusedException {
        catalogue.checkAge(
                node.type(), body, ApiVersion.find(node.apiVersion()).orElse(ApiVersion.NEWEST));
        return put(world, node.id(), body, Optional.empty(), moment);
    }

    /** Creates or replaces {@code id}. */
    Outcome put(World world, ArmId id, ObjectNode body, Optional<String> ifMatch, Moment moment)
            throws RefusedException {
        Seriality.checkAbove(world, id);
        if (id.type().equals(ResourceType.DEPLOYMENT)) {
            return deployments.put(world, id, body, moment);
        }
        var existing = world.inventory().find(id);
        if (existing.isPresent()) {
            checkWritable(existing.get(), ifMatch);
        }
        Seriality.check(world, id);
        Seriality.checkReferences(world, body);
        var changes = catalogue.put(id, body, InventoryView.members(world.inventory()));
        var facts = facts(world, changes, moment);
        int status = existing.isPresent() ? 200 : 201;
        if (facts.isEmpty()) {
            return Outcome.saying(Reply.of(200, documents.of(existing.orElseThrow(), world)));
        }
        return accepted(world, id, status, facts, moment);
    }

    /** Azure patches what has tags: groups and top-level resources, and no part of one. */
    private static boolean isPatched(ArmId id) {
        return id.type().path().indexOf('/') < 0 && !id.type().equals(ResourceType.DEPLOYMENT);
    }

    private Outcome patch(
            World world, ArmId id, ObjectNode patch, Optional<String> ifMatch, Moment moment)
            throws RefusedException {
        var existing = world.inventory().find(id).orElseThrow(() -> RefusedException.notFound(id));
        return put(world, id, catalogue.merged(existing, patch), ifMatch, moment);
    }

    private Outcome delete(World world, ArmId id, Optional<String> ifMatch, Moment moment)
            throws RefusedException {
        var existing = world.inventory().find(id);
        if (existing.isEmpty()) {
            if (id.type().equals(ResourceType.GROUP)) {
                throw RefusedException.notFound(id);
            }
            return Outcome.saying(Reply.empty(204));
        }
        var resource = existing.get();
        if (resource.state() == ProvisioningState.DELETING) {
            return Outcome.saying(
                    world.operations().running().values().stream()
                            .filter(running ->
                                    running.kind() == Operation.Kind.DELETE
                                            && running.target().equals(id))
                            .findFirst()
                            .map(running ->
                                    Reply.empty(202).polled(running, Reply.Style.STATUS_AND_RESULT))
                            .orElse(Reply.empty(204)));
        }
        checkEtag(resource, ifMatch);
        Seriality.check(world, id);
        boolean group = id.type().equals(ResourceType.GROUP);
        var changes =
                id.type().equals(ResourceType.DEPLOYMENT)
                        ? List.<Change>of(new Change.Remove(id))
                        : catalogue.delete(id, world.inventory());
        var facts = new ArrayList<>(facts(world, changes, moment));
        var operation =
                Operation.started(
                        moment.id("delete"),
                        Operation.Kind.DELETE,
                        id,
                        location(world, resource),
                        moment.now());
        facts.add(new Fact.OperationStarted(operation));
        return new Outcome(
                facts,
                Reply.empty(202)
                        .polled(
                                operation,
                                group ? Reply.Style.RESULT : Reply.Style.STATUS_AND_RESULT));
    }

    /**
     * The answer to a write that began: the resource as it stands now, and the operation that ends
     * it.
     */
    Outcome accepted(World world, ArmId id, int status, List<Fact> facts, Moment moment) {
        var after = world.after(facts);
        var resource = after.inventory().find(id).orElseThrow();
        if (resource.state().isFinal()) {
            return new Outcome(facts, Reply.of(status, documents.of(resource, after)));
        }
        var operation =
                Operation.started(
                        moment.id("write"),
                        Operation.Kind.WRITE,
                        id,
                        location(world, resource),
                        moment.now());
        var all = new ArrayList<>(facts);
        all.add(new Fact.OperationStarted(operation));
        return new Outcome(
                all,
                Reply.of(status, documents.of(resource, after))
                        .polled(operation, Reply.Style.STATUS));
    }

    /**
     * What {@code changes} mean for the World; nothing where a resource would become what it
     * already is.
     */
    List<Fact> facts(World world, List<Change> changes, Moment moment) {
        var facts = new ArrayList<Fact>();
        var now = world;
        for (var change : changes) {
            var next = facts(now, change, moment);
            facts.addAll(next);
            now = now.after(next);
        }
        return facts;
    }

    private List<Fact> facts(World world, Change change, Moment moment) {
        return switch (change) {
            case Change.Put put ->
                    written(world, put, world.inventory().find(put.id()), moment).stream().toList();
            case Change.Remove(var id) ->
                    Stream.concat(world.inventory().below(id), world.inventory().find(id).stream())
                            .filter(resource -> resource.state() != ProvisioningState.DELETING)
                            .<Fact>map(resource ->
                                    new Fact.Written(
                                            at(
                                                    world,
                                                    resource,
                                                    ProvisioningState.DELETING,
                                                    paced(
                                                            resource.id(),
                                                            resource.body(),
                                                            Pace.Step.DELETE,
                                                            moment))))
                            .toList();
        };
    }

    private Optional<Fact> written(
            World world, Change.Put put, Optional<Resource> existing, Moment moment) {
        var body =
                put.failed().map(error -> Hidden.withFault(put.body(), error)).orElse(put.body());
        if (existing.isEmpty()) {
            var state =
                    Settling.atOnce(put.id())
                            ? ProvisioningState.SUCCEEDED
                            : Settling.creating(put.id());
            return Optional.of(
                    new Fact.Written(
                            new Resource(
                                    put.id(),
                                    world.inventory().nextSerial(),
                                    world.version() + 1,
                                    state,
                                    paced(put.id(), body, Pace.Step.CREATE, moment))));
        }
        var resource = existing.get();
        if (resource.state() == ProvisioningState.DELETING) {
            // A change that comes along with another resource's does not bring it back.
            return Optional.empty();
        }
        var kept = Hidden.carried(resource.body(), body);
        if (resource.body().equals(kept) && resource.state() == ProvisioningState.SUCCEEDED) {
            return Optional.empty();
        }
        if (MachinePlaces.isMachine(resource.id().type())
                && (resource.state() == ProvisioningState.FAILED
                        || Hidden.hasEnded(world, resource))) {
            // Whoever writes a machine that did not start wants it tried again.
            kept = kept.deepCopy();
            Hidden.bootAgain(kept);
        }
        var state =
                Settling.atOnce(put.id())
                        ? ProvisioningState.SUCCEEDED
                        : ProvisioningState.UPDATING;
        return Optional.of(
                new Fact.Written(
                        at(
                                world,
                                resource,
                                state,
                                paced(put.id(), kept, Pace.Step.UPDATE, moment))));
    }

    /** The body of a resource that is being written, for as long as the cloud's pace has it. */
    private ObjectNode paced(ArmId id, ObjectNode body, Pace.Step step, Moment moment) {
        return Settling.atOnce(id)
                ? body
                : Hidden.withDue(body, moment.now(), pace.of(id.type(), step));
    }

    private static Resource at(
            World world, Resource resource, ProvisioningState state, ObjectNode body) {
        return new Resource(resource.id(), resource.serial(), world.version() + 1, state, body);
    }

    private static void checkWritable(Resource existing, Optional<String> ifMatch)
            throws RefusedException {
        if (existing.state() == ProvisioningState.DELETING) {
            throw RefusedException.conflict(
                    "AnotherOperationInProgress",
                    "The resource "
                            + existing.id()
                            + " is being deleted. Wait until that has ended, then create it again.");
        }
        checkEtag(existing, ifMatch);
    }

    private static void checkEtag(Resource existing, Optional<String> ifMatch)
            throws RefusedException {
        if (ifMatch.isPresent()
                && !ifMatch.get().equals("*")
                && !ifMatch.get().equals(existing.etag())) {
            throw new RefusedException(
                    412,
                    new fairlead.azure.arm.ArmError(
                            "PreconditionFailed",
                            "The precondition If-Match '"
                                    + ifMatch.get()
                                    + "' failed: the etag of "
                                    + existing.id()
                                    + " is "
                                    + existing.etag()
                                    + "."));
        }
    }

    static String location(World world, Resource resource) {
        var own = resource.body().path("location").asString("");
        if (!own.isEmpty()) {
            return own;
        }
        return world.inventory()
                .find(resource.id().root())
                .map(root -> root.body().path("location").asString(""))
                .filter(text -> !text.isEmpty())
                .orElse("global");
    }

    private static ObjectNode body(Request request) throws RefusedException {
        return request.document()
                .orElseThrow(() ->
                        RefusedException.badRequest(
                                "InvalidRequestContent",
                                "The request content was invalid: a JSON object is required as the body."));
    }

    static RefusedException notAllowed(Request request, String what) {
        return new RefusedException(
                405,
                new fairlead.azure.arm.ArmError(
                        "MethodNotAllowed", request.verb() + " is not possible on " + what + "."));
    }
}
