package fairlead.bgp.speaker;

import fairlead.bgp.rib.Family;
import fairlead.bgp.session.Negotiated;
import fairlead.bgp.wire.Capability.GracefulRestart;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whom a speaker waits for that has started anew: nobody is told a route before all who may still
 * have theirs from us have told what they have, or {@link Timing#selectionDeferral} is over (RFC
 * 4724 §4.1). Else the End-of-RIB that follows what little we know would take from them what they
 * kept.
 */
final class Deferral {

    /** By neighbour, the families of which its End-of-RIB is to come. */
    private final TreeMap<String, Set<Family>> awaited = new TreeMap<>();

    private Instant until = Instant.MAX;

    /**
     * Waits from now on, if any neighbour is to keep our routes at all: for every one with which
     * restarts are spoken of.
     */
    void begin(SpeakerConfig config, Instant now) {
        if (!config.asksForRetention() || config.timing().selectionDeferral().isZero()) {
            return;
        }
        for (var neighbour : config.neighbours()) {
            if (neighbour.options().restarts().mode() != Restarts.Mode.OFF) {
                var families = EnumSet.noneOf(Family.class);
                neighbour.options().families().stream()
                        .flatMap(one -> Family.of(one.family()).stream())
                        .forEach(families::add);
                awaited.put(neighbour.name(), families);
            }
        }
        until = now.plus(config.timing().selectionDeferral());
    }

    /** Whether nobody may be told anything yet. */
    boolean holds() {
        return !awaited.isEmpty();
    }

    /** Who is waited for, and until when; empty once everybody is told. */
    Optional<SelectionDeferral> report() {
        return holds()
                ? Optional.of(new SelectionDeferral(List.copyOf(awaited.keySet()), until))
                : Optional.empty();
    }

    /**
     * A session stands. Who says nothing of restarts sends no End-of-RIB, and who has started anew
     * itself waits for ours.
     */
    void up(Neighbour neighbour, Negotiated session, Set<Family> spoken) {
        var families = awaited.get(neighbour.name());
        if (families == null) {
            return;
        }
        if (session.gracefulRestart().map(GracefulRestart::restarted).orElse(true)) {
            awaited.remove(neighbour.name());
        } else {
            families.retainAll(spoken);
            forgetIfNothingIsLeft(neighbour, families);
        }
    }

    /** The neighbour has told everything of a family. */
    void told(Neighbour neighbour, Family family) {
        var families = awaited.get(neighbour.name());
        if (families != null) {
            families.remove(family);
            forgetIfNothingIsLeft(neighbour, families);
        }
    }

    private void forgetIfNothingIsLeft(Neighbour neighbour, Set<Family> families) {
        if (families.isEmpty()) {
            awaited.remove(neighbour.name());
        }
    }

    /** The neighbour is spoken with no more. */
    void forget(Neighbour neighbour) {
        awaited.remove(neighbour.name());
    }

    /** The earlier of {@code before} and the end of all patience. */
    Instant nextDeadline(Instant before) {
        return holds() && until.isBefore(before) ? until : before;
    }

    /** Whether patience ends now. */
    boolean isOver(Instant now) {
        return holds() && !until.isAfter(now);
    }

    /** Waits for nobody any more. */
    void end() {
        awaited.clear();
    }
}
