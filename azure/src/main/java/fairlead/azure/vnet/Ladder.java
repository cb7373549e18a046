package fairlead.azure.vnet;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;

import fairlead.azure.arm.ArmId;
import fairlead.azure.vnet.Candidates.Candidate;
import fairlead.azure.vnet.Candidates.Kind;
import fairlead.azure.vnet.EffectiveRoutes.Entry;
import fairlead.azure.vnet.EffectiveRoutes.Source;
import fairlead.azure.vnet.EffectiveRoutes.State;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges candidates by the rungs. Follows "how Azure selects a route" of the virtual network
 * traffic routing page; what is shown of the losers follows live tables:
 *
 * <pre>
 *   the loser        beaten by         is
 *   system route     user's route      shown, Invalid
 *   0/0 Internet     learned 0/0       hidden
 *   reserved range   any other 0/0     hidden, all of them
 *   reserved range   VNet or peering of the same prefix   hidden
 *   learned route    VNet or peering space around it      hidden
 *   learned route    user's route      a setting
 * </pre>
 */
final class Ladder {

    private enum Fate {
        ACTIVE,
        INVALID,
        HIDDEN
    }

    private record Judged(Fate fate, Entry entry) {}

    private final RouteReading reading;
    private final List<Candidate> candidates;
    private final List<Candidate> spaces;
    private final Map<Prefix, List<Candidate>> rivals;

    private Ladder(List<Candidate> candidates, RouteReading reading) {
        this.candidates = candidates;
        this.reading = reading;
        this.spaces = candidates.stream().filter(c -> c.kind().isSpace()).toList();
        this.rivals =
                candidates.stream()
                        .filter(c -> c.barred().isEmpty() && spaceAround(c).isEmpty())
                        .collect(groupingBy(Candidate::prefix));
    }

    static EffectiveRoutes judge(ArmId subnet, List<Candidate> candidates, RouteReading reading) {
        var ladder = new Ladder(candidates, reading);
        var routes = new ArrayList<Entry>();
        var hidden = new ArrayList<Entry>();
        for (var candidate : ladder.candidates) {
            var judged = ladder.judge(candidate);
            (judged.fate == Fate.HIDDEN ? hidden : routes).add(judged.entry);
        }
        return new EffectiveRoutes(subnet, routes, hidden);
    }

    private Judged judge(Candidate candidate) {
        if (candidate.barred().isPresent()) {
            var barred = candidate.barred().get();
            return judged(candidate, Fate.HIDDEN, barred.rung(), barred.reason());
        }
        var space = spaceAround(candidate);
        if (space.isPresent()) {
            return judged(
                    candidate,
                    Fate.HIDDEN,
                    Rung.SYSTEM_SPACE,
                    "inside the " + space.get().reason() + ", which BGP cannot override");
        }
        if (candidate.kind() == Kind.RESERVED) {
            var ofAll = winnerOf(Prefix.ALL_V4);
            if (ofAll.kind() != Kind.INTERNET) {
                return judged(
                        candidate,
                        Fate.HIDDEN,
                        Rung.RESERVED_SPACE,
                        "another default route replaces the system's: " + ofAll.reason());
            }
        }
        var winner = winnerOf(candidate.prefix());
        if (!candidate.equals(winner)) {
            return judged(
                    candidate,
                    fateOfLoser(candidate, winner),
                    candidate.kind() == Kind.RESERVED && winner.source() == Source.DEFAULT
                            ? Rung.RESERVED_SPACE
                            : Rung.SOURCE,
                    "the same prefix by " + winner.source().azureName() + ": " + winner.reason());
        }
        boolean rivalled = rivals.getOrDefault(candidate.prefix(), List.of()).size() > 1;
        return judged(
                candidate,
                Fate.ACTIVE,
                rivalled ? Rung.SOURCE : Rung.UNDISPUTED,
                candidate.reason());
    }

    /** The system route of a network that hides this learned route; empty if none does. */
    private Optional<Candidate> spaceAround(Candidate candidate) {
        return candidate.kind() == Kind.LEARNED
                ? spaces.stream().filter(s -> s.prefix().contains(candidate.prefix())).findFirst()
                : Optional.empty();
    }

    /**
     * Of one prefix: by source; then networks before reserved ranges, which is the order of kinds.
     */
    private Candidate winnerOf(Prefix prefix) {
        return rivals.getOrDefault(prefix, List.of()).stream()
                .min(comparing(Candidate::source).thenComparing(c -> !c.kind().isSpace()))
                .orElseThrow();
    }

    private Fate fateOfLoser(Candidate loser, Candidate winner) {
        return switch (loser.kind()) {
            case VNET, REGIONAL_PEERING, GLOBAL_PEERING -> Fate.INVALID;
            case INTERNET -> learnedRivals(loser) ? Fate.HIDDEN : Fate.INVALID;
            case RESERVED ->
                    winner.source() == Source.USER && !learnedRivals(loser)
                            ? Fate.INVALID
                            : Fate.HIDDEN;
            case LEARNED ->
                    winner.source() == Source.USER
                                    && reading.overruledBgp()
                                            == RouteReading.OverruledBgp.INVALID_ROW
                            ? Fate.INVALID
                            : Fate.HIDDEN;
            case USER -> Fate.HIDDEN;
        };
    }

    private boolean learnedRivals(Candidate loser) {
        return rivals.getOrDefault(loser.prefix(), List.of()).stream()
                .anyMatch(c -> c.kind() == Kind.LEARNED);
    }

    private static Judged judged(Candidate candidate, Fate fate, Rung rung, String reason) {
        return new Judged(
                fate,
                new Entry(
                        candidate.prefix(),
                        candidate.source(),
                        fate == Fate.ACTIVE ? State.ACTIVE : State.INVALID,
                        candidate.nextHop(),
                        candidate.name(),
                        reason,
                        rung));
    }
}
