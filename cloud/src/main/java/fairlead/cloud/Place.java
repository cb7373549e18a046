package fairlead.cloud;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.ResourceType;
import java.util.List;

/** What the path of a request points at. */
sealed interface Place {

    /** One resource, or one resource group. */
    record One(ArmId id) implements Place {}

    /** The resources of a type in a subscription, a group or below a resource. */
    record Collection(ArmId scope, ResourceType type) implements Place {}

    /** An action on a resource: the last, odd segment of a POST. */
    record Action(ArmId id, String name) implements Place {}

    /** {@code /subscriptions/S/resourceGroups}. */
    record Groups(String subscription) implements Place {}

    /** Every resource in a subscription or a group: {@code SCOPE/resources}. */
    record Everything(ArmId scope) implements Place {}

    /** The status address of an operation. */
    record Status(String operation) implements Place {}

    /** The result address of an operation. */
    record Result(String operation) implements Place {}

    /** {@code GROUP[/providers/Microsoft.Resources]/deployments/NAME/operations}. */
    record DeploymentSteps(ArmId deployment) implements Place {}

    static Place of(Request request) throws RefusedException {
        var segments = request.segments();
        int size = segments.size();
        if (size < 2 || !is(segments, 0, "subscriptions")) {
            throw noSuchPlace(request);
        }
        if (size == 3 && is(segments, 2, "resourceGroups")) {
            return new Groups(segments.get(1));
        }
        if (size == 4 && is(segments, 2, "operationresults")) {
            return new Result(segments.get(3));
        }
        if ((size == 3 || size == 5) && is(segments, size - 1, "resources")) {
            return new Everything(id(request, segments.subList(0, size - 1)));
        }
        if (size == 7 && is(segments, 4, "deployments") && is(segments, 6, "operations")) {
            var group = ArmId.group(segments.get(1), segments.get(3));
            return new DeploymentSteps(group.resource(ResourceType.DEPLOYMENT, segments.get(5)));
        }
        int provider = providers(segments);
        if (provider < 0) {
            return new One(id(request, segments));
        }
        int rest = size - provider - 2;
        if (rest < 1) {
            throw noSuchPlace(request);
        }
        if (rest % 2 == 0) {
            return resource(id(request, segments));
        }
        var last = segments.getLast();
        if (rest == 1) {
            var scope = id(request, segments.subList(0, provider));
            return new Collection(scope, new ResourceType(segments.get(provider + 1) + "/" + last));
        }
        var above = id(request, segments.subList(0, size - 1));
        if (request.verb() == Request.Verb.POST) {
            return new Action(above, last);
        }
        if (above.type().equals(ResourceType.DEPLOYMENT) && last.equalsIgnoreCase("operations")) {
            return new DeploymentSteps(above);
        }
        return new Collection(above, above.type().child(last));
    }

    private static Place resource(ArmId id) {
        var path = id.type().path().toLowerCase(java.util.Locale.ROOT);
        return switch (path) {
            case "locations/operations", "deployments/operationstatuses" -> new Status(id.name());
            case "locations/operationresults" -> new Result(id.name());
            default -> new One(id);
        };
    }

    private static int providers(List<String> segments) {
        return segments.size() > 2 && is(segments, 2, "providers")
                ? 2
                : segments.size() > 4 && is(segments, 4, "providers") ? 4 : -1;
    }

    private static ArmId id(Request request, List<String> segments) throws RefusedException {
        try {
            return ArmId.parse("/" + String.join("/", segments));
        } catch (IllegalArgumentException notAnId) {
            throw noSuchPlace(request);
        }
    }

    private static boolean is(List<String> segments, int at, String word) {
        return segments.get(at).equalsIgnoreCase(word);
    }

    private static RefusedException noSuchPlace(Request request) {
        return RefusedException.badRequest(
                "InvalidResourceType",
                "The path '" + request.path() + "' names no resource, collection or action.");
    }
}
