package fairlead.bgp.rib;

import fairlead.bgp.rib.Rung.Candidate;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The paths to one prefix in order of preference, and why: an entry of the Loc-RIB.
 *
 * @param best the one that is told to others
 * @param multipath all that packets may take, {@code best} first
 * @param lost every other path with the rung that it lost on, against the best
 */
public record Selection(
        Prefix prefix, HeardRoute best, List<HeardRoute> multipath, List<Lost> lost) {

    /**
     * A path that is not the best. One that lost on a rung that does not exclude is in use all the
     * same.
     */
    public record Lost(HeardRoute route, Rung rung, String why) {}

    public Selection {
        multipath = List.copyOf(multipath);
        lost = List.copyOf(lost);
    }

    /** In words: who won, and what decided against each of the others. */
    public String why() {
        var text = new StringBuilder(prefix + " by " + best.neighbour());
        lost.forEach(
                l -> text.append("; ").append(l.route().neighbour()).append(": ").append(l.why()));
        return text.toString();
    }

    /** Says why the first of {@code candidates} is best: at least one, the best first. */
    static Selection among(Prefix prefix, List<Candidate> candidates, Ladder ladder) {
        var best = candidates.getFirst();
        var multipath = new ArrayList<HeardRoute>(List.of(best.route()));
        var lost = new ArrayList<Lost>();
        var others = new ArrayList<>(candidates.subList(1, candidates.size()));
        if (ladder == Ladder.AZURE) {
            others.sort(order(ladder));
        }
        for (var other : others) {
            var rung = decider(best, other, ladder);
            boolean excludes = rung.excludes(ladder);
            lost.add(
                    new Lost(
                            other.route(),
                            rung,
                            (excludes ? "" : "in use too; ")
                                    + rung.text(other)
                                    + " against "
                                    + rung.text(best)));
            if (!excludes) {
                multipath.add(other.route());
            }
        }
        return new Selection(prefix, best.route(), multipath, lost);
    }

    private static Comparator<Candidate> order(Ladder ladder) {
        return Arrays.stream(Rung.values())
                .filter(rung -> rung.isOn(ladder))
                .<Comparator<Candidate>>map(rung -> rung::compare)
                .reduce(Comparator::thenComparing)
                .orElseThrow();
    }

    private static Rung decider(Candidate best, Candidate other, Ladder ladder) {
        for (var rung : Rung.values()) {
            int order = rung.isOn(ladder) ? rung.compare(best, other) : 0;
            if (order < 0) {
                return rung;
            }
            if (order > 0) {
                // It would be better than the best, but a third path of its AS has a lower MED.
                return Rung.MED;
            }
        }
        throw new IllegalStateException("two paths are one: " + best + ", " + other);
    }
}
