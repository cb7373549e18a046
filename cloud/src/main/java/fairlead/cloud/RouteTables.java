package fairlead.cloud;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.hub.Advertised;
import fairlead.azure.hub.PeerRoute;
import fairlead.azure.hub.Profile;
import fairlead.azure.vnet.RouteRow;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tables that Azure's actions answer: effective routes of a NIC, learned and advertised routes
 * of a peering.
 */
public final class RouteTables {

    private final World world;
    private final Routing routing;

    public RouteTables(World world, Profile profile) {
        this.world = world;
        this.routing = Routing.of(world, profile);
    }

    /**
     * The answer of {@code effectiveRouteTable}.
     *
     * @throws RefusedException {@code NicMustBeAttachedToRunningVmToGetEffectiveRoutes}
     */
    ObjectNode effective(Resource nic) throws RefusedException {
        var placed =
                Optional.ofNullable(routing.topology().nics().get(nic.id()))
                        .orElseThrow(() -> RefusedException.notFound(nic.id()));
        var machine = MachinePlaces.machineOf(nic, world.inventory());
        if (machine.filter(
                        vm ->
                                world.seen().machine(vm.serial()).state()
                                                == MachineSeen.State.RUNNING
                                        && MachineSeen.isWanted(vm))
                .isEmpty()) {
            throw new RefusedException(
                    400,
                    new ArmError(
                            "NicMustBeAttachedToRunningVmToGetEffectiveRoutes",
                            "Network interface "
                                    + nic.id()
                                    + " must be attached to a running virtual machine to get its effective routes. Start the machine, then ask again.",
                            nic.id().toString()));
        }
        var json = JsonNodeFactory.instance.objectNode();
        var value = json.putArray("value");
        RouteRow.of(
                        routing.effective(placed.subnet()),
                        routing.topology().propagationIn(placed.subnet()),
                        RouteRow.Shape.PER_NEXT_HOP)
                .forEach(row -> value.add(row.json()));
        return json;
    }

    /** The answer of {@code learnedRoutes}. */
    ObjectNode learned(Resource peering) throws RefusedException {
        var hub = peering.id().parent().orElseThrow();
        var server = routing.routeServer(hub).orElseThrow(() -> RefusedException.notFound(hub));
        var peer = server.peer(peering.id());
        return PeerRoute.json(
                PeerRoute.learned(
                        server,
                        peer.orElseThrow(() -> RefusedException.notFound(peering.id())),
                        world.seen().heardBy(hub)));
    }

    /** The answer of {@code advertisedRoutes}, from what the instances say they sent. */
    public ObjectNode advertised(ArmId peering, List<Advertised> sent) throws RefusedException {
        var hub = peering.parent().orElseThrow();
        var server = routing.routeServer(hub).orElseThrow(() -> RefusedException.notFound(hub));
        return PeerRoute.json(PeerRoute.advertised(server, peering, sent));
    }
}
