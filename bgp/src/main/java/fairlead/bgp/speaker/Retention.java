package fairlead.bgp.speaker;

import fairlead.bgp.rib.Family;
import fairlead.bgp.rib.Rib;
import fairlead.bgp.session.Negotiated;
import fairlead.bgp.wire.Capability.LongLivedGracefulRestart;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Routes of neighbours that restart: kept while they are away, until they have told everything
 * again or have been away for too long (RFC 4724 §4.2), and then perhaps for longer as a last
 * resort (RFC 9494 §4.2).
 */
final class Retention {

    /** How long a neighbour that is back may take to tell everything again (RFC 4724 §4.2). */
    private static final Duration RETURN = Duration.ofMinutes(6);

    private enum Phase {
        AWAY,
        RETURNING
    }

    /**
     * @param until when each family goes, or becomes a last resort
     * @param longer for how long it is one then
     * @param lasting families that are
     */
    private record Kept(
            int number,
            Phase phase,
            Map<Family, Instant> until,
            Map<Family, Duration> longer,
            Set<Family> lasting) {

        Kept(int number, Phase phase, Map<Family, Instant> until, Map<Family, Duration> longer) {
            this(number, phase, until, longer, EnumSet.noneOf(Family.class));
        }
    }

    private final Rib rib;
    private final Map<String, Kept> kept = new HashMap<>();

    Retention(Rib rib) {
        this.rib = rib;
    }

    /** The session ended, perhaps gracefully: keeps what is to be kept. */
    void down(Peering peering, int number, boolean graceful, Instant now) {
        var restarts = peering.neighbour().options().restarts();
        var session = peering.lastSession();
        var restart = session.flatMap(Negotiated::gracefulRestart);
        // What it was to tell again in the session that ends now, nobody waits for any more.
        kept.remove(peering.neighbour().name());
        if (!graceful || restarts.mode() == Restarts.Mode.OFF || restart.isEmpty()) {
            rib.down(number, Set.of());
            return;
        }
        var until = new EnumMap<Family, Instant>(Family.class);
        for (var one : restart.get().families()) {
            Family.of(one.family())
                    .ifPresent(family ->
                            until.put(family, now.plus(Duration.ofSeconds(restart.get().time()))));
        }
        rib.down(number, until.keySet());
        if (!until.isEmpty()) {
            kept.put(
                    peering.neighbour().name(),
                    new Kept(number, Phase.AWAY, until, longer(session, restarts)));
        }
    }

    /**
     * The families that a neighbour has kept itself, if it was away and is back. What is not spoken
     * any more it could never tell again.
     */
    Set<Family> preserved(Neighbour neighbour, Negotiated session) {
        var before = kept.get(neighbour.name());
        if (before == null) {
            return Set.of();
        }
        return session.gracefulRestart().stream()
                .flatMap(restart -> restart.families().stream())
                .filter(one -> one.forwarding())
                .filter(one -> session.speaks(one.family()))
                .flatMap(one -> Family.of(one.family()).stream())
                .filter(family -> !before.lasting().contains(family) || lasts(family, session))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Family.class)));
    }

    /** Whether it says that what became a last resort was kept as well (RFC 9494 §4.2). */
    private static boolean lasts(Family family, Negotiated session) {
        return session.longLivedGracefulRestart().stream()
                .flatMap(restart -> restart.families().stream())
                .anyMatch(one -> one.forwarding() && one.family().equals(family.onTheWire()));
    }

    /** The neighbour is back. */
    void up(Neighbour neighbour, int number, Set<Family> preserved, Instant now) {
        if (kept.remove(neighbour.name()) != null && !preserved.isEmpty()) {
            var until = new EnumMap<Family, Instant>(Family.class);
            preserved.forEach(family -> until.put(family, now.plus(RETURN)));
            var noLonger = new EnumMap<Family, Duration>(Family.class);
            kept.put(neighbour.name(), new Kept(number, Phase.RETURNING, until, noLonger));
        }
    }

    /** It has told everything of a family. */
    void told(Neighbour neighbour, Family family) {
        var one = kept.get(neighbour.name());
        if (one != null && one.phase() == Phase.RETURNING && one.until().remove(family) != null) {
            rib.forgetStale(one.number(), family);
            if (one.until().isEmpty()) {
                kept.remove(neighbour.name());
            }
        }
    }

    /** It is spoken with no more. */
    void remove(Neighbour neighbour) {
        var one = kept.remove(neighbour.name());
        if (one != null && one.phase() != Phase.RETURNING) {
            rib.forget(one.number());
        }
    }

    /** The number of the routes of a neighbour that is away. */
    OptionalInt away(Neighbour neighbour) {
        var one = kept.get(neighbour.name());
        return one == null || one.phase() == Phase.RETURNING
                ? OptionalInt.empty()
                : OptionalInt.of(one.number());
    }

    /** Until when routes of a neighbour that went away are kept, by family; none of others. */
    Map<Family, Instant> keptUntil(Neighbour neighbour) {
        var one = kept.get(neighbour.name());
        return one == null ? Map.of() : Map.copyOf(one.until());
    }

    /** The earlier of {@code before} and whatever ends here. */
    Instant nextDeadline(Instant before) {
        var next = before;
        for (var one : kept.values()) {
            for (var until : one.until().values()) {
                next = until.isBefore(next) ? until : next;
            }
        }
        return next;
    }

    void tick(Instant now) {
        for (var name : List.copyOf(kept.keySet())) {
            var one = kept.get(name);
            if (one == null) {
                continue;
            }
            for (var family : Set.copyOf(one.until().keySet())) {
                var until = one.until().get(family);
                if (until != null && !until.isAfter(now)) {
                    expired(one, family, now);
                }
            }
            if (one.until().isEmpty()) {
                kept.remove(name);
                if (one.phase() == Phase.RETURNING) {
                    continue;
                }
                rib.forget(one.number());
            }
        }
    }

    private void expired(Kept one, Family family, Instant now) {
        var longer = one.longer().remove(family);
        if (one.phase() == Phase.AWAY && longer != null) {
            rib.keepLonger(one.number(), family);
            one.lasting().add(family);
            one.until().put(family, now.plus(longer));
        } else {
            one.until().remove(family);
            rib.forgetStale(one.number(), family);
        }
    }

    /** By family, how long both of us would keep routes after that. */
    private static Map<Family, Duration> longer(Optional<Negotiated> session, Restarts restarts) {
        var longer = new EnumMap<Family, Duration>(Family.class);
        session.flatMap(Negotiated::longLivedGracefulRestart).stream()
                .map(LongLivedGracefulRestart::families)
                .flatMap(List::stream)
                .forEach(one -> {
                    long seconds = Math.min(one.staleTime(), restarts.longLived().toSeconds());
                    if (seconds > 0) {
                        Family.of(one.family())
                                .ifPresent(
                                        family -> longer.put(family, Duration.ofSeconds(seconds)));
                    }
                });
        return longer;
    }
}
