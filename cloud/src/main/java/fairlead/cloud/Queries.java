package fairlead.cloud;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.types.Catalogue;
import fairlead.azure.types.Types;
import fairlead.net.IpAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Requests that only read: documents, lists, and where operations stand. */
public final class Queries {

    private static final Pattern EQUALS =
            Pattern.compile("(\\w+)\\s+eq\\s+'([^']*)'", Pattern.CASE_INSENSITIVE);

    private final Catalogue catalogue;
    private final Documents documents;
    private final DeploymentDocuments deployments;

    Queries(Catalogue catalogue, Documents documents, DeploymentDocuments deployments) {
        this.catalogue = catalogue;
        this.documents = documents;
        this.deployments = deployments;
    }

    /** What {@code request}, a GET or HEAD, answers in {@code world}. */
    public Reply answer(World world, Request request) {
        try {
            return documents.aged(read(world, request), request.version());
        } catch (RefusedException refused) {
            return Reply.refused(refused);
        }
    }

    private Reply read(World world, Request request) throws RefusedException {
        var place = Place.of(request);
        new Versions(catalogue).check(world, request, place);
        return switch (place) {
            case Place.One(var id) -> one(world, request, id);
            case Place.Collection(var scope, var type) -> collection(world, request, scope, type);
            case Place.Groups _ -> list(world.inventory().ofType(ResourceType.GROUP), world);
            case Place.Everything(var scope) -> everything(world, request, scope);
            case Place.Status(var id) -> status(operation(world, id));
            case Place.Result(var id) -> result(world, operation(world, id));
            case Place.DeploymentSteps(var id) -> steps(world, id);
            case Place.Action(var id, var name) ->
                    throw RefusedException.badRequest(
                            "InvalidResourceType", id + " has no collection '" + name + "'.");
        };
    }

    private Reply one(World world, Request request, ArmId id) throws RefusedException {
        var resource = world.inventory().find(id);
        if (resource.isEmpty()) {
            checkKnown(id.type());
            throw missing(world, id);
        }
        return request.verb() == Request.Verb.HEAD
                ? Reply.empty(204)
                : Reply.of(200, documents.of(resource.get(), world));
    }

    private static RefusedException missing(World world, ArmId id) {
        var group = id.groupId();
        if (group.isPresent()
                && !group.get().equals(id)
                && world.inventory().find(group.get()).isEmpty()) {
            return RefusedException.notFound(group.get());
        }
        return RefusedException.notFound(id);
    }

    private Reply collection(World world, Request request, ArmId scope, ResourceType type)
            throws RefusedException {
        boolean inResource = scope.toString().contains("/providers/");
        if ((inResource || scope.resourceGroup().isPresent())
                && world.inventory().find(scope).isEmpty()) {
            throw missing(world, scope);
        }
        if (!inResource) {
            checkKnown(type);
            boolean deployments = type.equals(ResourceType.DEPLOYMENT);
            return list(
                    world.inventory()
                            .ofType(type)
                            .filter(resource -> scope.isAbove(resource.id()))
                            // Those of a subscription are not those of its groups.
                            .filter(resource ->
                                    !deployments
                                            || resource.id()
                                                    .resourceGroup()
                                                    .equals(scope.resourceGroup())),
                    world);
        }
        var last = type.path().substring(type.path().lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        var owner = world.inventory().find(scope).orElseThrow();
        if (MachinePlaces.isMachine(scope.type()) && last.equals("instanceview")) {
            return Reply.of(200, Documents.instanceView(owner, world));
        }
        if (scope.type().equals(Types.SCALE_SETS) && last.equals("instanceview")) {
            return Reply.of(200, Documents.summaryOfInstances(owner, world));
        }
        if (scope.type().equals(Types.VIRTUAL_NETWORKS)
                && last.equals("checkipaddressavailability")) {
            return Reply.of(
                    200, catalogue.addressAvailability(owner, asked(request), world.inventory()));
        }
        if (scope.type().equals(Types.SCALE_SETS) && last.equals("networkinterfaces")) {
            return list(
                    world.inventory()
                            .children(scope, "virtualMachines")
                            .flatMap(instance -> world.inventory().children(instance.id(), last)),
                    world);
        }
        if (scope.type().equals(Types.SCALE_SETS) && last.equals("publicipaddresses")) {
            return list(Stream.empty(), world);
        }
        checkKnown(type);
        return list(world.inventory().children(scope, last), world);
    }

    private static IpAddress asked(Request request) throws RefusedException {
        var text = request.query("ipAddress").orElse("");
        try {
            return IpAddress.parse(text);
        } catch (IllegalArgumentException none) {
            throw RefusedException.badRequest(
                    "InvalidIPAddressFormat",
                    "The value '" + text + "' of parameter ipAddress is no IP address.");
        }
    }

    private Reply everything(World world, Request request, ArmId scope) throws RefusedException {
        if (scope.resourceGroup().isPresent() && world.inventory().find(scope).isEmpty()) {
            throw RefusedException.notFound(scope);
        }
        var filter = new java.util.HashMap<String, String>();
        var matcher = EQUALS.matcher(request.query("$filter").orElse(""));
        while (matcher.find()) {
            filter.put(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2));
        }
        var all =
                catalogue.rows().stream()
                        .filter(row ->
                                row.type().path().indexOf('/') < 0
                                        && !row.type().equals(ResourceType.GROUP))
                        .flatMap(row -> world.inventory().ofType(row.type()))
                        .filter(resource ->
                                scope.isAbove(resource.id()) && matches(resource, filter));
        // The resource manager knows what stands around a resource, and not what is in it.
        return Reply.of(
                200,
                value(
                        all.map(resource -> documents.of(resource, world))
                                .map(document -> document.remove(List.of("properties", "etag")))));
    }

    private static boolean matches(Resource resource, Map<String, String> filter) {
        return filter.entrySet().stream()
                .allMatch(wanted ->
                        switch (wanted.getKey()) {
                            case "resourcegroup" ->
                                    resource.id()
                                            .resourceGroup()
                                            .filter(wanted.getValue()::equalsIgnoreCase)
                                            .isPresent();
                            case "name" -> resource.id().name().equalsIgnoreCase(wanted.getValue());
                            case "resourcetype" ->
                                    resource.id().type().text().equalsIgnoreCase(wanted.getValue());
                            case "location" ->
                                    resource.body()
                                            .path("location")
                                            .asString("")
                                            .equalsIgnoreCase(wanted.getValue().replace(" ", ""));
                            case "tagname" -> resource.body().path("tags").has(wanted.getValue());
                            case "tagvalue" ->
                                    resource.body()
                                            .path("tags")
                                            .path(filter.getOrDefault("tagname", ""))
                                            .asString("")
                                            .equals(wanted.getValue());
                            default -> true;
                        });
    }

    private Reply list(Stream<Resource> resources, World world) {
        var json = JsonNodeFactory.instance.objectNode();
        var value = json.putArray("value");
        resources.map(resource -> documents.of(resource, world)).forEach(value::add);
        return Reply.of(200, json);
    }

    private Reply steps(World world, ArmId id) throws RefusedException {
        var deployment = world.inventory().find(id).orElseThrow(() -> missing(world, id));
        var json = JsonNodeFactory.instance.objectNode();
        var value = json.putArray("value");
        deployments.steps(world, deployment).forEach(value::add);
        return Reply.of(200, json);
    }

    private static Operation operation(World world, String id) throws RefusedException {
        return world.operations()
                .find(id)
                .orElseThrow(() ->
                        new RefusedException(
                                404,
                                new ArmError(
                                        "NotFound",
                                        "The operation '"
                                                + id
                                                + "' is not known. It ended long ago, or never was.")));
    }

    /** The status document: always 200, whatever became of the operation. */
    private static Reply status(Operation operation) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("name", operation.id())
                .put("status", operation.status())
                .put("startTime", operation.started().toString());
        operation.ended().ifPresent(end -> json.put("endTime", end.toString()));
        operation.error().ifPresent(error -> json.set("error", Reply.error(error)));
        operation.result().ifPresent(result -> json.set("properties", result));
        var reply = Reply.of(200, json);
        return operation.isRunning() ? reply.polled(operation, Reply.Style.STATUS) : reply;
    }

    /** 202 without a body while it runs, then what the request would have answered at once. */
    private Reply result(World world, Operation operation) {
        if (operation.isRunning()) {
            return Reply.empty(202).polled(operation, Reply.Style.RESULT);
        }
        if (operation.error().isPresent()) {
            return Reply.refused(
                    new fairlead.azure.arm.RefusedException(409, operation.error().get()));
        }
        return switch (operation.kind()) {
            case ACTION ->
                    operation
                            .result()
                            .map(result -> Reply.of(200, result))
                            .orElse(Reply.empty(200));
            case DELETE ->
                    Reply.empty(operation.target().type().equals(ResourceType.GROUP) ? 200 : 204);
            case WRITE ->
                    world.inventory()
                            .find(operation.target())
                            .filter(target -> target.state() != ProvisioningState.DELETING)
                            .map(target -> Reply.of(200, documents.of(target, world)))
                            .orElse(Reply.empty(204));
        };
    }

    private void checkKnown(ResourceType type) throws RefusedException {
        if (!type.equals(ResourceType.DEPLOYMENT) && catalogue.row(type).isEmpty()) {
            throw new RefusedException(
                    404,
                    new ArmError(
                            "InvalidResourceType",
                            "The resource type '"
                                    + type
                                    + "' could not be found in this cloud. Its types are listed by 'az provider list' and in docs/azure/resource-types.md."));
        }
    }

    /** A list of documents in Azure's envelope. */
    static ObjectNode value(Stream<? extends JsonNode> documents) {
        var json = JsonNodeFactory.instance.objectNode();
        var value = json.putArray("value");
        documents.forEach(value::add);
        return json;
    }
}
