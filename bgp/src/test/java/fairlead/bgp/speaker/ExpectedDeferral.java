package fairlead.bgp.speaker;

import fairlead.bgp.rib.Family;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whom a server waits for that has started anew (RFC 4724 §4.1): for the End-of-RIB of all who
 * speak of restarts, but not of those who have started anew as well, and not for ever.
 */
final class ExpectedDeferral {

    /** By name, the families of which the End-of-RIB is to come. */
    private final Map<String, Set<Family>> awaited = new TreeMap<>();

    private Instant until = Instant.MAX;

    /** It starts anew with these neighbours, and waits if any of them is to keep its routes. */
    void begin(List<DrawnClient> neighbours, Duration patience, Instant now) {
        awaited.clear();
        until = now.plus(patience);
        if (patience.isZero()
                || neighbours.stream().noneMatch(one -> mode(one) == Restarts.Mode.RESTARTING)) {
            return;
        }
        for (var one : neighbours) {
            if (mode(one) != Restarts.Mode.OFF) {
                awaited.put(one.name(), EnumSet.copyOf(one.families()));
            }
        }
    }

    private static Restarts.Mode mode(DrawnClient client) {
        return client.options().restarts().mode();
    }

    /** Whether nobody may be told anything. */
    boolean holds() {
        return !awaited.isEmpty();
    }

    /** A session stands. */
    void up(SimulatedLine line, DrawnClient client) {
        if (!client.isKept() || line.restarted) {
            awaited.remove(client.name());
        }
        retain(client.name(), client.carried());
    }

    /** The End-of-RIB of a family came. */
    void told(String name, Family family) {
        var rest = EnumSet.allOf(Family.class);
        rest.remove(family);
        retain(name, rest);
    }

    private void retain(String name, Set<Family> families) {
        awaited.computeIfPresent(
                name,
                (_, waiting) -> {
                    waiting.retainAll(families);
                    return waiting.isEmpty() ? null : waiting;
                });
    }

    /** It is configured no more, or kept out for a while. */
    void gone(String name) {
        awaited.remove(name);
    }

    /** Whether patience is at its end. */
    boolean isOver(Instant now) {
        return holds() && !until.isAfter(now);
    }

    /** It waits for nobody any more. */
    void end() {
        awaited.clear();
    }
}
