package fairlead.cloud;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.template.DeploymentPlan;
import fairlead.azure.types.Catalogue;
import java.util.List;

/**
 * Whether a request is made in a version that its resource type has. Azure has three refusals for
 * one that it has not, each with the versions that would do.
 *
 * <p>A version later than all that we know is served like the newest. Azure publishes one every few
 * weeks, and a client of next year is not to be refused for the age of our list.
 */
record Versions(Catalogue catalogue) {

    /**
     * @throws RefusedException 400 {@code NoRegisteredProviderFound} at a resource, 404 {@code
     *     InvalidResourceType} at a collection, 400 {@code InvalidApiVersionParameter} at what is
     *     Resource Manager's own
     */
    void check(World world, Request request, Place place) throws RefusedException {
        var sent = request.query("api-version");
        if (sent.isEmpty()) {
            return; // The door asks for one; what the cloud asks of itself has none.
        }
        var version = sent.get();
        switch (place) {
            case Place.One(var id) -> at(world, id, id.type(), version);
            case Place.Action(var id, _) -> at(world, id, id.type(), version);
            case Place.DeploymentSteps(var id) -> at(world, id, id.type(), version);
            case Place.Collection(_, var type) -> within(type, version);
            case Place.Groups _, Place.Everything _ -> own(version);
            case Place.Status _, Place.Result _ -> {
                // An operation is asked for at the address that its request gave.
            }
        }
    }

    private void at(World world, ArmId id, ResourceType type, String version)
            throws RefusedException {
        if (type.equals(ResourceType.GROUP)) {
            own(version);
            return;
        }
        var known = known(type);
        if (serves(known, version)) {
            return;
        }
        var location =
                world.inventory()
                        .find(id)
                        .or(() -> id.groupId().flatMap(world.inventory()::find))
                        .map(one -> Commands.location(world, one))
                        .orElse("");
        throw unregistered(type, version, location, known);
    }

    /**
     * The same for the resources of a template, before any of them is made.
     *
     * @throws RefusedException 400 {@code NoRegisteredProviderFound}
     */
    void check(DeploymentPlan plan, String location) throws RefusedException {
        for (var node : plan.nodes()) {
            var known = known(node.type());
            if (!serves(known, node.apiVersion())) {
                throw unregistered(node.type(), node.apiVersion(), location, known);
            }
        }
    }

    private static RefusedException unregistered(
            ResourceType type, String version, String location, List<String> known) {
        return RefusedException.badRequest(
                "NoRegisteredProviderFound",
                "No registered resource provider found for location '"
                        + location
                        + "' and API version '"
                        + version
                        + "' for type '"
                        + type.path()
                        + "'. The supported api-versions are '"
                        + String.join(", ", known.reversed())
                        + "'.");
    }

    private void within(ResourceType type, String version) throws RefusedException {
        if (type.equals(ResourceType.GROUP)) {
            own(version);
            return;
        }
        var known = known(type);
        if (!serves(known, version)) {
            throw new RefusedException(
                    404,
                    new ArmError(
                            "InvalidResourceType",
                            "The resource type '"
                                    + type.path()
                                    + "' could not be found in the namespace '"
                                    + type.namespace()
                                    + "' for api version '"
                                    + version
                                    + "'. The supported api-versions are '"
                                    + String.join(",", known.reversed())
                                    + "'."));
        }
    }

    /** Versions are dates, so that their texts are in the order of time. */
    private static boolean serves(List<String> known, String version) {
        return known.isEmpty()
                || known.contains(version)
                || version.compareTo(known.getFirst()) > 0;
    }

    /** Empty where every version will do: for types that are not here, and for our own. */
    private List<String> known(ResourceType type) {
        return type.namespace().regionMatches(true, 0, "Fairlead.", 0, 9)
                ? List.of()
                : catalogue.apiVersions(type);
    }

    private void own(String version) throws RefusedException {
        List<String> known = catalogue.apiVersions(ResourceType.GROUP);
        if (!serves(known, version)) {
            throw RefusedException.badRequest(
                    "InvalidApiVersionParameter",
                    "The api-version '"
                            + version
                            + "' is invalid. The supported versions are '"
                            + String.join(",", known)
                            + "'.");
        }
    }
}
