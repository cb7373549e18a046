package fairlead.bgp.rib;

import fairlead.bgp.rib.Rung.Candidate;
import fairlead.net.Prefix;
import java.util.ArrayList;
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

    /** Puts {@code candidates}, at least one and of different neighbours, in order. */
    static Selection among(Prefix prefix, List<Candidate> candidates) {
        var ladder =
                List.of(Rung.values()).stream()
                        .map(Rung::order)
                        .reduce(Comparator::thenComparing)
                        .orElseThrow();
        var ranked = candidates.stream().sorted(ladder).toList();
        var best = ranked.getFirst();
        var multipath = new ArrayList<HeardRoute>(List.of(best.route()));
        var lost = new ArrayList<Lost>();
        for (var other : ranked.subList(1, ranked.size())) {
            var rung = decider(best, other);
            lost.add(
                    new Lost(
                            other.route(),
                            rung,
                            (rung.excludes() ? "" : "in use too; ")
                                    + rung.text(other)
                                    + " against "
                                    + rung.text(best)));
            if (!rung.excludes()) {
                multipath.add(other.route());
            }
        }
        return new Selection(prefix, best.route(), multipath, lost);
    }

    private static Rung decider(Candidate best, Candidate other) {
        for (var rung : Rung.values()) {
            if (rung.order().compare(best, other) != 0) {
                return rung;
            }
        }
        throw new IllegalArgumentException("two paths of one neighbour: " + best + ", " + other);
    }
}
