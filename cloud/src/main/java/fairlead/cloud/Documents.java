package fairlead.cloud;

import fairlead.azure.arm.ApiVersion;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.types.Catalogue;
import java.util.Locale;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Resources as Azure shows them: what is stored, what is computed, and what this cloud sees of it.
 */
public final class Documents {

    private final Catalogue catalogue;
    private final DeploymentDocuments deployments;
    private final String tenant;

    /**
     * @param tenant that managed identities are in
     */
    Documents(Catalogue catalogue, DeploymentDocuments deployments, String tenant) {
        this.catalogue = catalogue;
        this.deployments = deployments;
        this.tenant = tenant;
    }

    /** The document that a GET of {@code resource} answers. */
    public ObjectNode of(Resource resource, World world) {
        var type = resource.id().type();
        if (type.equals(ResourceType.DEPLOYMENT)) {
            return deployments.document(world, resource);
        }
        var document = catalogue.document(resource, world.inventory());
        if (document.get("identity") instanceof ObjectNode identity
                && identity.has("principalId")) {
            identity.put("tenantId", tenant);
        }
        if (MachinePlaces.isMachine(type)) {
            properties(document).set("instanceView", instanceView(resource, world));
        }
        return document;
    }

    /** {@code reply}, made for nobody else, without what its api-version does not have yet. */
    Reply aged(Reply reply, ApiVersion version) {
        reply.body()
                .ifPresent(body -> {
                    age(body, version);
                    body.path("value").forEach(one -> age(one, version));
                });
        return reply;
    }

    private void age(JsonNode document, ApiVersion version) {
        var type = document.path("type").asString("");
        if (document instanceof ObjectNode object && type.indexOf('/') > 0) {
            catalogue.age(new ResourceType(type), object, version);
        }
    }

    /** {@code GET .../instanceView} of a scale set: how many instances are in which state. */
    static ObjectNode summaryOfInstances(Resource scaleSet, World world) {
        var counts = new TreeMap<String, Integer>();
        world.inventory()
                .children(scaleSet.id(), "virtualMachines")
                .forEach(instance ->
                        instanceView(instance, world)
                                .path("statuses")
                                .forEach(status ->
                                        counts.merge(
                                                status.path("code").asString(), 1, Integer::sum)));
        var view = scaleSet.body().objectNode();
        var summary = view.putObject("virtualMachine").putArray("statusesSummary");
        counts.forEach((code, count) -> summary.addObject().put("code", code).put("count", count));
        provisioning(view.putArray("statuses"), scaleSet);
        return view;
    }

    /** {@code GET .../instanceView}. */
    static ObjectNode instanceView(Resource machine, World world) {
        var view = machine.body().objectNode();
        var statuses = view.putArray("statuses");
        provisioning(statuses, machine);
        var power = power(machine, world);
        statuses.addObject()
                .put("code", "PowerState/" + power)
                .put("level", "Info")
                .put("displayStatus", "VM " + power);
        return view;
    }

    private static void provisioning(ArrayNode statuses, Resource resource) {
        var state = resource.state().text().toLowerCase(Locale.ROOT);
        statuses.addObject()
                .put("code", "ProvisioningState/" + state)
                .put("level", "Info")
                .put("displayStatus", "Provisioning " + state);
    }

    /** {@code running}, {@code starting}, {@code stopped} or {@code deallocated}. */
    static String power(Resource machine, World world) {
        var wanted = machine.body().path(Hidden.POWER).asString("running");
        boolean runs = world.seen().machine(machine.serial()).state() == MachineSeen.State.RUNNING;
        return wanted.equals("running") ? runs ? "running" : "starting" : wanted;
    }

    private static ObjectNode properties(ObjectNode document) {
        return document.get("properties") instanceof ObjectNode properties
                ? properties
                : document.putObject("properties");
    }
}
