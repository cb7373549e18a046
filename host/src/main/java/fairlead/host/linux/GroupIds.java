package fairlead.host.linux;

import fairlead.host.plan.Commands;
import fairlead.host.plan.Key;
import java.util.HashMap;
import java.util.Map;

/**
 * Which nexthop group belongs to which route. A route keeps its group's id for life, across
 * restarts too: it is read back from the route itself.
 */
final class GroupIds {

    private final Map<Key, Integer> ids = new HashMap<>();
    private int next = Commands.FIRST_GROUP;

    /** The route's id, a new one if it has none. */
    int of(Key route) {
        return ids.computeIfAbsent(route, _ -> next++);
    }

    /** The route was found with this group. */
    void found(Key route, int id) {
        ids.put(route, id);
        next = Math.max(next, id + 1);
    }

    /** The route has no group any more. */
    void forget(Key route) {
        ids.remove(route);
    }

    /** Before reading everything back: ids that are found will be told again. */
    void forgetAll() {
        ids.clear();
    }
}
