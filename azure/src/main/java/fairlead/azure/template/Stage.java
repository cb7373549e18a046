package fairlead.azure.template;

import fairlead.azure.arm.ArmId;
import java.util.List;

/** When an expression is evaluated decides what it may see. */
sealed interface Stage {

    /**
     * The default of a parameter: the only place where {@code newGuid} and {@code utcNow} are
     * allowed.
     */
    record ParameterDefault(String parameter) implements Stage {}

    /**
     * Names, conditions, loop counts and the like: settled before anything is created, so that the
     * cloud cannot be asked.
     */
    record Planning() implements Stage {}

    /** A body or an output: everything that it waits for has been created. */
    record Running(Surroundings surroundings, Roster roster) implements Stage {}

    /** The resources of the template under the names that expressions give them. */
    interface Roster {

        /**
         * The ids that {@code reference} of a symbolic name or of a bare resource name means: one,
         * or the members of a loop in their order, or none.
         */
        List<ArmId> named(String name);

        /**
         * The version that the template uses for a resource; empty if the resource is not in the
         * template.
         */
        String apiVersion(ArmId id);
    }
}
