package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import fairlead.net.Prefix;
import java.util.HashMap;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A user's route table: routes, and whether learned ones are kept out. */
final class RouteTables implements TypeRow {

    private static final Shape SHAPE =
            Shape.empty()
                    .flag("disableBgpRoutePropagation")
                    .choice("disablePeeringRoute", "None", "All")
                    .later("2024-05-01", "disablePeeringRoute")
                    .readOnly("subnets", "resourceGuid", "provisioningState");

    @Override
    public ResourceType type() {
        return Types.ROUTE_TABLES;
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public List<Inline> inlines() {
        return List.of(new Inline("routes", Types.ROUTES));
    }

    @Override
    public Admission admit(Wanted wanted, Resources cloud) throws RefusedException {
        var properties = wanted.properties();
        if (wanted.fields().text("disablePeeringRoute").orElse("None").equals("All")) {
            throw Refusal.lacking("properties.disablePeeringRoute", "Hiding peering routes");
        }
        properties.put(
                "disableBgpRoutePropagation", wanted.fields().flag("disableBgpRoutePropagation"));
        return new Admission(wanted.body());
    }

    /** No two routes have one prefix. */
    @Override
    public void settle(Resource table, Resources cloud) throws RefusedException {
        var seen = new HashMap<Prefix, ArmId>();
        for (var route : cloud.children(table.id(), "routes").toList()) {
            var prefix = Prefix.parse(Fields.of(route).needed("addressPrefix"));
            var rival = seen.putIfAbsent(prefix, route.id());
            if (rival != null) {
                throw RefusedException.badRequest(
                        "RouteConflict",
                        "Route "
                                + route.id().name()
                                + " conflicts with route "
                                + rival.name()
                                + ". Routes cannot have the same AddressPrefix "
                                + prefix
                                + ".");
            }
        }
    }

    @Override
    public ObjectNode computed(Resource table, Resources cloud) {
        var computed = table.body().objectNode().put("resourceGuid", Derived.guid(table));
        BackReferences.show(computed, "subnets", table.id(), List.of(Types.SUBNETS), cloud);
        return computed;
    }

    @Override
    public List<Change> release(Resource table, Resources cloud) throws RefusedException {
        var user = BackReferences.first(table.id(), List.of(Types.SUBNETS), cloud);
        if (user.isPresent()) {
            throw Refusal.inUse(
                    "InUseRouteTableCannotBeDeleted", "Route table", table.id(), user.get().id());
        }
        return List.of();
    }
}
