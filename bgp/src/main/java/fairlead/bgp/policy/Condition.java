package fairlead.bgp.policy;

import fairlead.bgp.rpki.Validity;
import fairlead.bgp.wire.Origin;
import fairlead.net.IpAddress.Family;
import java.util.List;

/** What may be asked about a route. */
public sealed interface Condition {

    /** Holds for every route. */
    Condition ALWAYS = new All(List.of());

    /** Whether the answer depends on who may originate what (RFC 6811). */
    default boolean asksForOrigin() {
        return switch (this) {
            case RpkiIs _ -> true;
            case All(var of) -> of.stream().anyMatch(Condition::asksForOrigin);
            case Any(var of) -> of.stream().anyMatch(Condition::asksForOrigin);
            case Not(var of) -> of.asksForOrigin();
            case PrefixIn _, FamilyIs _, AsPathMatches _, AsPathLengthIn _, OriginAsIn _ -> false;
            case FirstAsIn _, FirstAsIsPeer _, HasAsSet _, NextHopIsPeer _ -> false;
            case NeighbourAsIn _, NeighbourIn _, HasCommunity _, NextHopIn _, OriginIs _ -> false;
            case MedIn _, LocalPrefIn _, HasOnlyToCustomer _, OnlyToCustomerIsPeer _ -> false;
        };
    }

    /** All of these hold; none at all holds always. */
    record All(List<Condition> of) implements Condition {
        public All {
            of = List.copyOf(of);
        }
    }

    /** At least one of these holds; none at all never holds. */
    record Any(List<Condition> of) implements Condition {
        public Any {
            of = List.copyOf(of);
        }
    }

    record Not(Condition of) implements Condition {}

    record PrefixIn(PrefixSet set) implements Condition {}

    record FamilyIs(Family family) implements Condition {}

    record AsPathMatches(AsPathPattern pattern) implements Condition {}

    /** Hops of the AS path, a set counted as one (RFC 4271 §9.1.2.2 a). */
    record AsPathLengthIn(NumberRange range) implements Condition {}

    /**
     * The last AS of the path: who originated the route. Does not hold for an empty path, nor for
     * one that ends in a set (RFC 6811 §2: it has no origin AS).
     */
    record OriginAsIn(AsSet set) implements Condition {}

    /**
     * The first AS of the path: whom the route came from last. Does not hold for an empty path, nor
     * for one that begins with a set.
     */
    record FirstAsIn(AsSet set) implements Condition {}

    /** The first AS of the path is that of the neighbour (RFC 4271 §6.3). */
    record FirstAsIsPeer() implements Condition {}

    /** A set is part of the path (RFC 9774). */
    record HasAsSet() implements Condition {}

    /** The AS of the neighbour whose session the policy is for. */
    record NeighbourAsIn(AsSet set) implements Condition {}

    /** The address of the neighbour whose session the policy is for. */
    record NeighbourIn(PrefixSet set) implements Condition {}

    /** At least one community of the route, of whatever kind, is of this pattern. */
    record HasCommunity(CommunityPattern pattern) implements Condition {}

    /** The global address of a next hop of IPv6, if there is a link-local one too. */
    record NextHopIn(PrefixSet set) implements Condition {}

    /**
     * The next hop is the address of the neighbour whose session the policy is for; never for one
     * of the other family.
     */
    record NextHopIsPeer() implements Condition {}

    record OriginIs(Origin origin) implements Condition {}

    /** A route without MULTI_EXIT_DISC counts as one with 0 (RFC 4271 §9.1.2.2 c). */
    record MedIn(NumberRange range) implements Condition {}

    /** A route without LOCAL_PREF counts as one with 100. */
    record LocalPrefIn(NumberRange range) implements Condition {}

    record RpkiIs(Validity state) implements Condition {}

    /** The route carries ONLY_TO_CUSTOMER (RFC 9234 §5). */
    record HasOnlyToCustomer() implements Condition {}

    /** The route carries ONLY_TO_CUSTOMER with the AS of the neighbour (RFC 9234 §5). */
    record OnlyToCustomerIsPeer() implements Condition {}
}
