package fairlead.bgp.speaker;

import fairlead.bgp.rib.Family;
import fairlead.bgp.session.Negotiated;
import fairlead.bgp.wire.Capability.GracefulRestart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whom a speaker waits for that has started anew: nobody is told a route before all who may still
 * have theirs from us have told what they have, or {@link Timing#selectionDeferral} is over (RFC
 * 4724 §4.1). Else the End-of-RIB that follows what little we know would take from them what they
 * kept. Who may originate what is waited for as well where policies ask for it (RFC 6811): one that
 * accepts only what is valid would accept nothing.
 */
final class Deferral {

    /** How far we are with who may originate what. */
    private enum Origins {
        NOT_AWAITED,
        AWAITED,
        /** They are known, and routes are being judged by them. */
        JUDGING,
        KNOWN
    }

    private Origins origins = Origins.NOT_AWAITED;

    /** By neighbour, the families of which its End-of-RIB is to come. */
    private final TreeMap<String, Set<Family>> awaited = new TreeMap<>();

    private Instant until = Instant.MAX;

    /**
     * Waits from now on, if any neighbour is to keep our routes at all: for every one with which
     * restarts are spoken of.
     */
    void begin(Speaker.Start how, SpeakerConfig config, Instant now) {
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
        if (how == Speaker.Start.RESTARTED_BEFORE_ORIGINS && origins == Origins.NOT_AWAITED) {
            origins = Origins.AWAITED;
        }
        become(config);
    }

    /** What is asked for is what {@code config} asks for. */
    void become(SpeakerConfig config) {
        if (!config.asksForOrigins()) {
            origins = Origins.KNOWN;
        }
    }

    /** Who may originate what is known. */
    void originsKnown() {
        origins = origins == Origins.AWAITED ? Origins.JUDGING : Origins.KNOWN;
    }

    /** No routes are left to be judged. */
    void allJudged() {
        if (origins == Origins.JUDGING) {
            origins = Origins.KNOWN;
        }
    }

    private boolean awaitsOrigins() {
        return origins == Origins.AWAITED || origins == Origins.JUDGING;
    }

    /** Whether nobody may be told anything yet. */
    boolean holds() {
        return !awaited.isEmpty() || awaitsOrigins();
    }

    /** Who is waited for, and until when; empty once everybody is told. */
    Optional<SelectionDeferral> report() {
        if (!holds()) {
            return Optional.empty();
        }
        var all = new ArrayList<>(awaited.keySet());
        if (awaitsOrigins()) {
            all.add(SelectionDeferral.ORIGINS);
        }
        return Optional.of(new SelectionDeferral(all, until));
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
        origins = Origins.KNOWN;
    }
}
