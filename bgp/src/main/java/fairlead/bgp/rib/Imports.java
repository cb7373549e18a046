package fairlead.bgp.rib;

import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.table.AttributeScan;
import fairlead.bgp.table.AttributeTable;
import fairlead.bgp.table.PrefixTable;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.CanonicalAttributes;
import fairlead.net.Prefix;
import java.util.List;
import java.util.Set;

/** What the import rules say of a path: the first rule that has something to say decides. */
final class Imports {

    private final RibTerms terms;
    private final AttributeTable sets;
    private final boolean anyNextHop;
    private final boolean ignoresNothing;

    Imports(RibTerms terms, AttributeTable sets) {
        this.terms = terms;
        this.sets = sets;
        this.anyNextHop = terms.imports().nextHopsWithin().equals(List.of(Prefix.ALL_V4));
        this.ignoresNothing = terms.imports().ignored().isEmpty();
    }

    /** One of {@link Rejections}, or 0 if the path takes part in selection. */
    int judge(Family family, long high, long low, int length, int set) {
        if ((sets.flags(set) & AttributeScan.LOOP) != 0) {
            return Rejections.OWN_AS;
        }
        if ((sets.flags(set) & AttributeScan.REFLECTED_BY_US) != 0) {
            return Rejections.REFLECTED;
        }
        if (!ignoresNothing
                && terms.imports()
                        .ignored()
                        .contains(PrefixTable.prefix(family.addresses(), high, low, length))) {
            return Rejections.IGNORED;
        }
        if (!anyNextHop
                && family == Family.IPV4_UNICAST
                && !terms.imports()
                        .allowsNextHop(
                                CanonicalAttributes.read(sets.copy(set)).nextHop().orElseThrow())) {
            return Rejections.NEXT_HOP;
        }
        return 0;
    }

    /** A rejection in words. */
    RejectedRoute explain(HeardRoute route, int reason) {
        return switch (reason) {
            case Rejections.OWN_AS ->
                    new RejectedRoute(
                            route,
                            RejectedRoute.Reason.OWN_AS_IN_PATH,
                            "our own AS " + terms.asn() + " is in its AS path " + route.asPath());
            case Rejections.REFLECTED ->
                    new RejectedRoute(
                            route,
                            RejectedRoute.Reason.REFLECTED_BY_US,
                            "our own identifier "
                                    + terms.routerId()
                                    + " is its originator or among its clusters");
            case Rejections.IGNORED ->
                    new RejectedRoute(
                            route,
                            RejectedRoute.Reason.IGNORED_PREFIX,
                            route.prefix() + " is a prefix that nobody may tell us");
            case Rejections.NEXT_HOP ->
                    new RejectedRoute(
                            route,
                            RejectedRoute.Reason.NEXT_HOP_OUTSIDE,
                            "next hop "
                                    + route.nextHop()
                                    + " is outside of "
                                    + terms.imports().nextHopsWithin()
                                    + ", where packets could be sent to it");
            default -> throw new IllegalArgumentException("no rejection has number " + reason);
        };
    }

    /** What reads attributes for a rib of these terms. */
    static AttributeScan scan(RibTerms terms) {
        return new AttributeScan((int) terms.asn().value(), terms.routerId().v4Bits());
    }

    /** We as the peer that our own prefixes come from. */
    static PeerTerms ourselves(RibTerms terms) {
        return new PeerTerms(
                "",
                terms.nextHop(),
                terms.asn(),
                terms.routerId(),
                PeerKind.INTERNAL,
                AsWidth.FOUR,
                4096,
                Set.of(Family.values()),
                Set.of(),
                Set.of(),
                RoutePolicies.NONE);
    }
}
