package fairlead.cloud;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.Resource;
import java.time.Duration;
import java.time.Instant;
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

    /** Before when a write does not end, however soon it is in force. */
    static final String DUE = "$due";

    private Hidden() {}

    /** When the write of a resource may end; empty if it may at once. */
    static Optional<Instant> due(Resource resource) {
        return resource.body().optional(DUE).map(text -> Instant.parse(text.asString()));
    }

    /** The body while it is written, with the time before which that does not end. */
    static ObjectNode withDue(ObjectNode body, Instant now, Duration takes) {
        if (takes.isZero()) {
            return body;
        }
        var copy = body.deepCopy();
        copy.put(DUE, now.plus(takes).toString());
        return copy;
    }

    static Optional<ArmError> fault(Resource resource) {
        return resource.body().get(FAULT) instanceof ObjectNode fault
                ? Optional.of(
                        new ArmError(
                                fault.path("code").asString(), fault.path("message").asString()))
                : Optional.empty();
    }

    static ObjectNode withFault(ObjectNode body, ArmError error) {
        var copy = body.deepCopy();
        copy.remove(DUE);
        copy.putObject(FAULT).put("code", error.code()).put("message", error.message());
        return copy;
    }

    /**
     * {@code next} with what belongs to the cloud in {@code before}, except how its last write
     * ends.
     */
    static ObjectNode carried(ObjectNode before, ObjectNode next) {
        var carried = next.deepCopy();
        for (var member : before.properties()) {
            if (member.getKey().startsWith("$")
                    && !member.getKey().equals(FAULT)
                    && !member.getKey().equals(DUE)) {
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

    /** The body of a resource whose write went well. */
    static ObjectNode settled(ObjectNode body) {
        if (!body.has(FAULT) && !body.has(DUE)) {
            return body;
        }
        var copy = body.deepCopy();
        copy.remove(FAULT);
        copy.remove(DUE);
        return copy;
    }
}
