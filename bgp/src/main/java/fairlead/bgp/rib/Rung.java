package fairlead.bgp.rib;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import java.util.Comparator;
import java.util.function.Function;

/**
 * The ladder of path selection, top first. It is that of Azure's Route Server between appliances:
 * the shortest AS path wins, and all of that length are used together. Local preference, origin and
 * MED, which RFC 4271 §9.1.2.2 also knows, are not compared there. The rungs below only choose the
 * one of equal paths that is told to others.
 */
@SuppressWarnings("ImmutableEnumChecker") // Its functions have no state.
public enum Rung {
    AS_PATH_LENGTH(
            true,
            comparingInt(candidate -> candidate.route().asPath().length()),
            candidate -> "AS path of " + candidate.route().asPath().length()),
    ROUTER_ID(
            false,
            comparingLong(candidate -> candidate.peer().id().low()),
            candidate -> "router id " + candidate.peer().id()),
    NEIGHBOUR_ADDRESS(
            false,
            comparing(candidate -> candidate.peer().address()),
            candidate -> "neighbour address " + candidate.peer().address());

    /** A route with the neighbour that told it. */
    record Candidate(HeardRoute route, Peer peer) {}

    private final boolean excludes;
    private final Comparator<Candidate> order;
    private final Function<Candidate, String> text;

    Rung(boolean excludes, Comparator<Candidate> order, Function<Candidate, String> text) {
        this.excludes = excludes;
        this.order = order;
        this.text = text;
    }

    /** Whether a path that loses here is not used at all. */
    public boolean excludes() {
        return excludes;
    }

    Comparator<Candidate> order() {
        return order;
    }

    String text(Candidate candidate) {
        return text.apply(candidate);
    }
}
