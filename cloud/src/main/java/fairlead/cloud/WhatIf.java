package fairlead.cloud;

import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.template.DeploymentPlan;
import fairlead.azure.template.Node;
import fairlead.azure.types.Catalogue;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a deployment would change, found by making the changes in thought: each step is put into a
 * World of its own, and what it would be is set beside what it is. Because a World is a value,
 * nothing has to be undone.
 */
final class WhatIf {

    private final Commands commands;
    private final Documents documents;
    private final DeploymentPlan plan;
    private final Catalogue catalogue;
    private World thought;

    WhatIf(
            World world,
            DeploymentPlan plan,
            Commands commands,
            Documents documents,
            Catalogue catalogue) {
        this.thought = world;
        this.plan = plan;
        this.commands = commands;
        this.documents = documents;
        this.catalogue = catalogue;
    }

    /** The answer to {@code whatIf}. */
    ObjectNode answer(Moment moment) throws RefusedException {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("status", "Succeeded");
        var changes = json.putObject("properties").putArray("changes");
        for (var node : plan.nodes()) {
            if (!node.type().equals(ResourceType.DEPLOYMENT)) {
                changes.add(change(node, moment));
            } else {
                changes.addObject()
                        .put("resourceId", node.id().toString())
                        .put("changeType", "Deploy");
            }
        }
        return json;
    }

    private ObjectNode change(Node node, Moment moment) throws RefusedException {
        var before =
                thought.inventory()
                        .find(node.id())
                        .map(resource -> documents.of(resource, thought));
        var outcome =
                commands.put(
                        thought,
                        node,
                        plan.body(node, new Neighbourhood(thought, catalogue, documents)),
                        moment.next(node.key()));
        thought = thought.after(outcome.facts());
        thought = thought.after(List.of(new Fact.HostInForce(thought.version(), Optional.empty())));
        thought = thought.after(Settling.of(thought, moment.now()));
        var resource = thought.inventory().find(node.id()).orElseThrow();
        var after = documents.of(resource, thought);
        var json = JsonNodeFactory.instance.objectNode().put("resourceId", node.id().toString());
        var delta = json.arrayNode();
        before.ifPresent(old -> compare("", old, after, delta));
        json.put(
                "changeType",
                before.isEmpty() ? "Create" : delta.isEmpty() ? "NoChange" : "Modify");
        before.ifPresent(old -> json.set("before", old));
        json.set("after", after);
        if (!delta.isEmpty()) {
            json.set("delta", delta);
        }
        return json;
    }

    /**
     * Lists the values that differ, each under its path; what changes with every write is passed
     * over.
     */
    private static void compare(String path, JsonNode before, JsonNode after, ArrayNode delta) {
        if (before instanceof ObjectNode one && after instanceof ObjectNode other) {
            var names = new TreeSet<>(one.propertyNames());
            names.addAll(other.propertyNames());
            for (var name : names) {
                if (!name.equals("etag") && !name.equals("provisioningState")) {
                    compare(
                            path.isEmpty() ? name : path + "." + name,
                            one.path(name),
                            other.path(name),
                            delta);
                }
            }
        } else if (!before.equals(after) && !(before.isMissingNode() && after.isMissingNode())) {
            var change = delta.addObject().put("path", path);
            change.put(
                    "propertyChangeType",
                    before.isMissingNode()
                            ? "Create"
                            : after.isMissingNode() ? "Delete" : "Modify");
            if (!before.isMissingNode()) {
                change.set("before", before);
            }
            if (!after.isMissingNode()) {
                change.set("after", after);
            }
        }
    }
}
