package fairlead.host.plan;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Something in the kernel that we put there, as a value: what we want and what we read back have
 * the same type, so drift is inequality.
 */
public sealed interface KernelObject
        permits Namespace,
                Settings,
                Loopback,
                Veth,
                FarEnd,
                Neighbour,
                Nexthop,
                Route,
                Rule,
                NftTable,
                NftChain,
                NftElement {

    /** Which object this is; equal keys with unequal objects are drift. */
    Key key();

    /** The objects that this one stands on; when one of them is made anew, so is this one. */
    default Set<Key> mentions() {
        return Set.of();
    }

    /**
     * This object in a world that holds only the keys that {@code present} accepts; empty while it
     * cannot exist there.
     */
    default Optional<KernelObject> within(Predicate<Key> present) {
        return mentions().stream().allMatch(present) ? Optional.of(this) : Optional.empty();
    }

    /** Whether drift is cured by deleting and making it again, which takes its dependents along. */
    default boolean madeAnew() {
        return false;
    }
}
