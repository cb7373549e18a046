package fairlead.cloud;

import fairlead.azure.types.FleetBinding;
import fairlead.azure.types.Types;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a World says of itself for {@code fairlead status}: {@code problems}, {@code notices},
 * {@code operations} that run or failed, {@code resources}, {@code fleets}.
 */
public final class StatusDocument {

    private static final int FAILURES_SHOWN = 10;
    private static final Comparator<Operation> BY_AGE = Comparator.comparing(Operation::started);

    private StatusDocument() {}

    public static ObjectNode of(World world) {
        var json = JsonNodeFactory.instance.objectNode();
        var health = Health.of(world);
        var problems = json.putArray("problems");
        for (var problem : health.problems()) {
            var one = problems.addObject().put("text", problem.text());
            problem.since().ifPresent(since -> one.put("since", since.toString()));
            one.put("next", problem.next());
        }
        var notices = json.putArray("notices");
        health.remarks().forEach(notices::add);
        operations(world, json.putObject("operations"));
        resources(world, json.putObject("resources"));
        fleets(world, json.putArray("fleets"));
        return json;
    }

    private static void operations(World world, ObjectNode json) {
        list(
                json.putArray("running"),
                world.operations().running().values().stream().sorted(BY_AGE).toList());
        list(
                json.putArray("failed"),
                world.operations().ended().values().stream()
                        .filter(one -> one.error().isPresent())
                        .sorted(BY_AGE.reversed())
                        .limit(FAILURES_SHOWN)
                        .toList());
    }

    private static void list(ArrayNode json, List<Operation> operations) {
        for (var operation : operations) {
            var one =
                    json.addObject()
                            .put("id", operation.id())
                            .put("kind", operation.kind().name().toLowerCase(java.util.Locale.ROOT))
                            .put("target", operation.target().toString())
                            .put("type", operation.target().type().toString())
                            .put("name", operation.target().name())
                            .put("started", operation.started().toString());
            operation.ended().ifPresent(ended -> one.put("ended", ended.toString()));
            operation
                    .error()
                    .ifPresent(
                            error -> one.put("code", error.code()).put("message", error.message()));
        }
    }

    private static void resources(World world, ObjectNode json) {
        var all = world.inventory().byKey().values();
        json.put("total", all.size());
        json.put("settling", all.stream().filter(one -> !one.state().isFinal()).count());
        json.put(
                "failed",
                all.stream()
                        .filter(one -> one.state() == fairlead.azure.arm.ProvisioningState.FAILED)
                        .count());
    }

    /** A fleet is in step when the Route Server has a peering for each instance. */
    private static void fleets(World world, ArrayNode json) {
        world.inventory()
                .ofType(Types.ROUTE_SERVER_PEERINGS)
                .map(FleetBinding::of)
                .forEach(fleet ->
                        json.addObject()
                                .put("name", fleet.id().name())
                                .put("scaleSet", fleet.scaleSet().name())
                                .put("routeServer", fleet.routeServer().name())
                                .put(
                                        "instances",
                                        world.inventory()
                                                .children(fleet.scaleSet(), "virtualMachines")
                                                .count())
                                .put(
                                        "peerings",
                                        world.inventory()
                                                .children(fleet.routeServer(), "bgpConnections")
                                                .count()));
    }
}
