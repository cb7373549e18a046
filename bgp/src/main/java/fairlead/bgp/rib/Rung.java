package fairlead.bgp.rib;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import fairlead.bgp.table.AttributeScan;
import fairlead.bgp.wire.CanonicalAttributes;
import fairlead.bgp.wire.PathAttribute;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/**
 * The rungs of path selection, top first, in words; {@link Decision} climbs them in numbers.
 * Azure's Route Server knows three of them: the shortest AS path wins between appliances, all of
 * that length are used together, and the others only choose the one that is told on.
 */
@SuppressWarnings("ImmutableEnumChecker") // Its functions have no state.
public enum Rung {
    /** RFC 9494 §4.3: what is stale for long is the last resort. */
    LONG_LIVED_STALE(
            comparing((Candidate candidate) -> candidate.isStaleForLong()),
            candidate -> candidate.isStaleForLong() ? "stale for long" : "fresh"),
    /** RFC 4271 §9.1.1; 100 where none was said. */
    LOCAL_PREFERENCE(
            comparingLong((Candidate candidate) -> candidate.localPreference()).reversed(),
            candidate -> "local preference " + candidate.localPreference()),
    /** RFC 4271 §9.1.2.2 a. */
    AS_PATH_LENGTH(
            comparingInt(candidate -> candidate.route().asPath().length()),
            candidate -> "AS path of " + candidate.route().asPath().length()),
    /** RFC 4271 §9.1.2.2 b. */
    ORIGIN(
            comparing(candidate -> candidate.route().origin()),
            candidate -> "origin " + candidate.route().origin()),
    /** RFC 4271 §9.1.2.2 c, between paths of one neighbouring AS. */
    MED(
            comparingLong(candidate -> candidate.route().med().orElse(0L)),
            candidate -> "MED " + candidate.route().med().orElse(0L)),
    /** RFC 4271 §9.1.2.2 d. */
    EXTERNAL(
            comparing(candidate -> candidate.peer().kind().isInternal()),
            candidate -> candidate.peer().kind().isInternal() ? "internal" : "external"),
    /** RFC 4271 §9.1.2.2 f, with the ORIGINATOR_ID of RFC 4456 §9. */
    ROUTER_ID(
            comparingLong(candidate -> candidate.origin().originator()),
            candidate ->
                    "router id "
                            + fairlead.net.IpAddress.v4((int) candidate.origin().originator())),
    /** RFC 4456 §9. */
    CLUSTER_LIST(
            comparingInt(candidate -> candidate.origin().clusters()),
            candidate -> "cluster list of " + candidate.origin().clusters()),
    /** RFC 4271 §9.1.2.2 g. */
    NEIGHBOUR_ADDRESS(
            comparing(candidate -> candidate.peer().address()),
            candidate -> "neighbour address " + candidate.peer().address()),
    /** Between two paths of one neighbour (RFC 7911). */
    PATH_IDENTIFIER(
            comparingLong(candidate -> candidate.pathId()),
            candidate -> "path identifier " + candidate.pathId());

    private static final Set<Rung> AZURE =
            EnumSet.of(LONG_LIVED_STALE, AS_PATH_LENGTH, ROUTER_ID, NEIGHBOUR_ADDRESS);

    /**
     * A route with the neighbour that told it.
     *
     * @param pathId the identifier that it gave the route (RFC 7911); else 0
     */
    record Candidate(HeardRoute route, PeerTerms peer, long pathId) {

        boolean isStaleForLong() {
            return route.communities().contains(Intake.LLGR_STALE);
        }

        long localPreference() {
            return route.attributes()
                    .find(PathAttribute.LocalPref.class)
                    .map(PathAttribute.LocalPref::value)
                    .orElse((long) AttributeScan.DEFAULT_PREFERENCE);
        }

        Reflection origin() {
            return Reflection.of(CanonicalAttributes.write(route.attributes()), peer.id().low());
        }
    }

    private final Comparator<Candidate> order;
    private final Function<Candidate, String> text;

    Rung(Comparator<Candidate> order, Function<Candidate, String> text) {
        this.order = order;
        this.text = text;
    }

    /** Whether it is there on this ladder. */
    boolean isOn(Ladder ladder) {
        return ladder == Ladder.STANDARD || AZURE.contains(this);
    }

    /** Whether a path that loses here is not used at all. */
    public boolean excludes(Ladder ladder) {
        return ladder == Ladder.STANDARD || this == AS_PATH_LENGTH || this == LONG_LIVED_STALE;
    }

    /** Below 0 if {@code one} is better, above if {@code other} is. */
    int compare(Candidate one, Candidate other) {
        if (this == MED
                && !one.route()
                        .asPath()
                        .neighbourAs()
                        .equals(other.route().asPath().neighbourAs())) {
            return 0;
        }
        return order.compare(one, other);
    }

    String text(Candidate candidate) {
        return text.apply(candidate);
    }
}
