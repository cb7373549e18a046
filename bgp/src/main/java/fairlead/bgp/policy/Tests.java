package fairlead.bgp.policy;

import fairlead.bgp.wire.NetworkOrder;
import fairlead.net.IpAddress.Family;

/** The tests of a program, on the attributes as they stand. */
final class Tests {

    private static final int USUAL_LOCAL_PREF = 100;

    private Tests() {}

    static boolean holds(
            int op, int a, int b, Operands operands, RouteView route, AttributeSpan span) {
        return switch (op) {
            case Op.PREFIX_IN ->
                    operands.prefixSets()[a].contains(
                            route.family, route.high, route.low, route.length);
            case Op.FAMILY_IS_V4 -> route.family == Family.V4;
            case Op.AS_PATH_MATCHES -> {
                int type = AttributeSpan.AS_PATH;
                yield span.has(type)
                        ? operands.asPaths()[a].matches(
                                span.octets, span.value(type), span.endOf(type))
                        : operands.asPaths()[a].matches(span.octets, 0, 0);
            }
            case Op.AS_PATH_LENGTH_IN -> isWithin(AsPathOctets.length(span), a, b);
            case Op.ORIGIN_AS_IN -> {
                int at = AsPathOctets.origin(span);
                yield at >= 0 && operands.asSets()[a].contains(NetworkOrder.int32(span.octets, at));
            }
            case Op.FIRST_AS_IN -> {
                int at = AsPathOctets.first(span);
                yield at >= 0 && operands.asSets()[a].contains(NetworkOrder.int32(span.octets, at));
            }
            case Op.FIRST_AS_IS_PEER -> {
                int at = AsPathOctets.first(span);
                yield at >= 0 && NetworkOrder.int32(span.octets, at) == route.peerAs;
            }
            case Op.HAS_AS_SET -> AsPathOctets.hasSet(span);
            case Op.NEIGHBOUR_AS_IN -> operands.asSets()[a].contains(route.peerAs);
            case Op.NEIGHBOUR_IN ->
                    operands.prefixSets()[a].covers(
                            route.peerFamily, route.peerHigh, route.peerLow);
            case Op.HAS_COMMUNITY -> operands.communities()[a].matchesAny(span, route);
            case Op.NEXT_HOP_IN -> isNextHopIn(operands.prefixSets()[a], span);
            case Op.NEXT_HOP_IS_PEER -> isNextHopThePeer(route, span);
            case Op.ORIGIN_IS ->
                    span.has(AttributeSpan.ORIGIN)
                            && span.octets[span.value(AttributeSpan.ORIGIN)] == a;
            case Op.MED_IN -> isWithin(span.int32(AttributeSpan.MULTI_EXIT_DISC, 0), a, b);
            case Op.LOCAL_PREF_IN ->
                    isWithin(span.int32(AttributeSpan.LOCAL_PREF, USUAL_LOCAL_PREF), a, b);
            case Op.RPKI_IS -> route.rpki.ordinal() == a;
            case Op.HAS_ONLY_TO_CUSTOMER -> span.has(AttributeSpan.ONLY_TO_CUSTOMER);
            case Op.ONLY_TO_CUSTOMER_IS_PEER ->
                    span.has(AttributeSpan.ONLY_TO_CUSTOMER)
                            && span.int32(AttributeSpan.ONLY_TO_CUSTOMER, 0) == route.peerAs;
            default -> throw new IllegalStateException("no test " + op);
        };
    }

    private static boolean isWithin(int number, int from, int to) {
        return Integer.compareUnsigned(from, number) <= 0
                && Integer.compareUnsigned(number, to) <= 0;
    }

    private static boolean isNextHopThePeer(RouteView route, AttributeSpan span) {
        if (!span.has(AttributeSpan.NEXT_HOP)) {
            return false;
        }
        int at = span.value(AttributeSpan.NEXT_HOP);
        return span.length(AttributeSpan.NEXT_HOP) == 4
                ? route.peerFamily == Family.V4
                        && route.peerHigh == (long) NetworkOrder.int32(span.octets, at) << 32
                : route.peerFamily == Family.V6
                        && route.peerHigh == NetworkOrder.int64(span.octets, at)
                        && route.peerLow == NetworkOrder.int64(span.octets, at + 8);
    }

    private static boolean isNextHopIn(PrefixTrie set, AttributeSpan span) {
        if (!span.has(AttributeSpan.NEXT_HOP)) {
            return false;
        }
        int at = span.value(AttributeSpan.NEXT_HOP);
        return span.length(AttributeSpan.NEXT_HOP) == 4
                ? set.covers(Family.V4, (long) NetworkOrder.int32(span.octets, at) << 32, 0)
                : set.covers(
                        Family.V6,
                        NetworkOrder.int64(span.octets, at),
                        NetworkOrder.int64(span.octets, at + 8));
    }
}
