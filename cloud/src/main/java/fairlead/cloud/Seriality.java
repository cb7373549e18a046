package fairlead.cloud;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.hub.PeerWrites;
import java.util.stream.Collectors;

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
        if (!id.type().equals(KnownTypes.PEER)) {
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

    /** Whether anything below {@code id} is being written. */
    static boolean isBusy(World world, ArmId id) {
        return world.inventory()
                .below(id)
                .map(Resource::state)
                .anyMatch(state -> state != ProvisioningState.SUCCEEDED && !state.isFinal());
    }
}
