package fairlead.cloud;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.Resource;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Members of a stored body that belong to the cloud and are never shown: their names begin with a
 * dollar sign.
 */
final class Hidden {

    /** Why a resource is in the state Failed. */
    static final String FAULT = "$fault";

    /**
     * Whether a machine should run: absent or {@code running}, {@code stopped}, {@code
     * deallocated}.
     */
    static final String POWER = "$power";

    /** How often a machine was told to restart. */
    static final String BOOTS = "$boots";

    /** How a deployment runs. */
    static final String RUN = "$run";

    private Hidden() {}

    static Optional<ArmError> fault(Resource resource) {
        return resource.body().get(FAULT) instanceof ObjectNode fault
                ? Optional.of(
                        new ArmError(
                                fault.path("code").asString(), fault.path("message").asString()))
                : Optional.empty();
    }

    static ObjectNode withFault(ObjectNode body, ArmError error) {
        var copy = body.deepCopy();
        copy.putObject(FAULT).put("code", error.code()).put("message", error.message());
        return copy;
    }

    /** {@code next} with what belongs to the cloud in {@code before}, except an old fault. */
    static ObjectNode carried(ObjectNode before, ObjectNode next) {
        var carried = next.deepCopy();
        for (var member : before.properties()) {
            if (member.getKey().startsWith("$") && !member.getKey().equals(FAULT)) {
                carried.putIfAbsent(member.getKey(), member.getValue());
            }
        }
        return carried;
    }

    /** Makes the machine of {@code body} boot once more. */
    static void bootAgain(ObjectNode body) {
        body.put(BOOTS, body.path(BOOTS).asInt(0) + 1);
    }

    /**
     * Whether a machine that should run, and did, runs no more: its guest powered it off, or it was
     * killed.
     */
    static boolean hasEnded(World world, Resource machine) {
        return machine.state().isFinal()
                && MachineSeen.isWanted(machine)
                && world.seen().machine(machine.serial()).state() != MachineSeen.State.RUNNING;
    }

    static ObjectNode withoutFault(ObjectNode body) {
        if (!body.has(FAULT)) {
            return body;
        }
        var copy = body.deepCopy();
        copy.remove(FAULT);
        return copy;
    }
}
