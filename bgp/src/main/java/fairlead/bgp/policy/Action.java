package fairlead.bgp.policy;

import fairlead.bgp.wire.Origin;
import java.util.List;

/** What a rule may change about a route. */
public sealed interface Action {

    /** LOCAL_PREF, 0..4294967295. */
    record SetLocalPref(long value) implements Action {
        public SetLocalPref {
            NumberRange.of(value);
        }
    }

    /** MULTI_EXIT_DISC, 0..4294967295. */
    record SetMed(long value) implements Action {
        public SetMed {
            NumberRange.of(value);
        }
    }

    record RemoveLocalPref() implements Action {}

    record RemoveMed() implements Action {}

    record SetOrigin(Origin origin) implements Action {}

    record SetNextHop(NextHopChoice choice) implements Action {}

    /** These, and no others of any kind. One that cannot be written for a neighbour is left out. */
    record SetCommunities(List<CommunityPattern> communities) implements Action {
        public SetCommunities {
            communities = CommunityPattern.exact(communities);
        }
    }

    /** Those that are not there yet, after those that are. */
    record AddCommunities(List<CommunityPattern> communities) implements Action {
        public AddCommunities {
            communities = CommunityPattern.exact(communities);
        }
    }

    /** All communities of these patterns. */
    record RemoveCommunities(List<CommunityPattern> patterns) implements Action {
        public RemoveCommunities {
            patterns = List.copyOf(patterns);
        }
    }

    /** Puts an AS number before the path, 1..255 times (RFC 4271 §5.1.2). */
    record Prepend(AsChoice asn, int times) implements Action {
        public Prepend {
            if (times < 1 || times > 255) {
                throw new IllegalArgumentException(
                        "an AS number is prepended 1 to 255 times, not " + times);
            }
        }
    }

    /** Replaces the path by a sequence of at most 255 of these; none makes it empty. */
    record SetAsPath(List<AsChoice> asns) implements Action {
        public SetAsPath {
            asns = List.copyOf(asns);
            if (asns.size() > 255) {
                throw new IllegalArgumentException(
                        "an AS path is set to at most 255 numbers, not " + asns.size());
            }
        }
    }

    /** Takes these numbers out of the path, wherever they are. */
    record RemoveFromAsPath(AsSet asns) implements Action {}

    /** Adds ONLY_TO_CUSTOMER with this number (RFC 9234 §5). */
    record SetOnlyToCustomer(AsChoice asn) implements Action {}

    /** The route contributes to {@code summary}, which is announced while any route does. */
    record Summarise(Summary summary) implements Action {}
}
