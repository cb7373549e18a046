package fairlead.host.linux;

import fairlead.host.plan.Change;
import java.util.List;

/**
 * What a pass over the kernel did.
 *
 * @param changes the plan, in the order in which it was performed
 * @param refused what the kernel would not do; the next pass tries that again
 */
public record Result(List<Change> changes, List<KernelRefused> refused) {

    public Result {
        changes = List.copyOf(changes);
        refused = List.copyOf(refused);
    }

    /**
     * This result if nothing was refused.
     *
     * @throws KernelRefused the first refusal, the others suppressed in it
     */
    public Result orThrow() {
        if (refused.isEmpty()) {
            return this;
        }
        var first = refused.getFirst();
        refused.subList(1, refused.size()).forEach(first::addSuppressed);
        throw first;
    }
}
