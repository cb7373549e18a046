package fairlead.cloud;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.arm.References;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.hub.PeerWrites;
import fairlead.azure.types.Types;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Writes that Azure takes only one after the other. */
final class Seriality {

    private Seriality() {}

    /**
     * Whether {@code id} may be written now.
     *
     * @throws RefusedException 409 {@code AnotherOperationInProgress} while a sibling is being
     *     written
     */
    static void check(World world, ArmId id) throws RefusedException {
        if (!id.type().equals(Types.BGP_CONNECTIONS)) {
            return;
        }
        var states =
                world.inventory()
                        .children(id.parent().orElseThrow(), "bgpConnections")
                        .collect(Collectors.toMap(Resource::id, Resource::state, (one, _) -> one));
        var busy = PeerWrites.judgeTurn(id, states);
        if (busy.isPresent()) {
            throw new RefusedException(409, busy.get());
        }
    }

    /**
     * Whether what {@code id} stands in, its parents and its group, is there to stay.
     *
     * @throws RefusedException 409 while one of them is being deleted
     */
    static void checkAbove(World world, ArmId id) throws RefusedException {
        var group = id.groupId();
        if (group.isPresent() && !group.get().equals(id) && isGoing(world, group.get())) {
            throw RefusedException.conflict(
                    "ResourceGroupBeingDeleted",
                    "The resource group '"
                            + group.get().name()
                            + "' is being deleted. Wait until that has ended, then create it again.");
        }
        for (var above = id; !above.equals(above.root()); ) {
            above = above.parent().orElseThrow();
            if (isGoing(world, above)) {
                throw RefusedException.conflict(
                        "AnotherOperationInProgress",
                        "Cannot write '"
                                + id.name()
                                + "': its parent resource "
                                + above
                                + " is being deleted.");
            }
        }
    }

    /**
     * Whether everything that a body names is there to stay.
     *
     * @throws RefusedException 409 {@code ReferencedResourceNotProvisioned} where one is being
     *     deleted
     */
    static void checkReferences(World world, ObjectNode body) throws RefusedException {
        for (var id : References.in(body)) {
            if (isGoing(world, id)) {
                throw RefusedException.conflict(
                        "ReferencedResourceNotProvisioned",
                        "Cannot proceed with operation because the resource "
                                + id
                                + ", which is named in it, is being deleted.");
            }
        }
    }

    private static boolean isGoing(World world, ArmId id) {
        return world.inventory()
                .find(id)
                .filter(resource -> resource.state() == ProvisioningState.DELETING)
                .isPresent();
    }
}
