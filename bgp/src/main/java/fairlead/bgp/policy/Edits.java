package fairlead.bgp.policy;

import fairlead.bgp.wire.NetworkOrder;
import fairlead.net.IpAddress;
import fairlead.net.IpAddress.Family;

/** The actions of a program, on the attributes as they stand. */
final class Edits {

    private Edits() {}

    /** Does what {@code op} says; false if the result could not be sent. */
    static boolean made(
            int op, int a, int b, Operands operands, RouteView route, AttributeEdit edit) {
        switch (op) {
            case Op.SET_LOCAL_PREF ->
                    edit.value()
                            .int32(a)
                            .replace(AttributeSpan.LOCAL_PREF, AttributeSpan.WELL_KNOWN);
            case Op.SET_MED ->
                    edit.value()
                            .int32(a)
                            .replace(
                                    AttributeSpan.MULTI_EXIT_DISC,
                                    AttributeSpan.OPTIONAL_NON_TRANSITIVE);
            case Op.SET_ORIGIN ->
                    edit.value().int8(a).replace(AttributeSpan.ORIGIN, AttributeSpan.WELL_KNOWN);
            case Op.REMOVE -> edit.remove(a);
            case Op.SET_NEXT_HOP -> {
                return setNextHop(operands.nextHops()[a], route, edit);
            }
            case Op.SET_COMMUNITIES -> operands.communities()[a].set(edit, route);
            case Op.ADD_COMMUNITIES -> operands.communities()[a].add(edit, route);
            case Op.REMOVE_COMMUNITIES -> operands.communities()[a].remove(edit, route);
            case Op.PREPEND -> {
                var choice = operands.asns()[a];
                if (isKnown(choice, edit.span)) {
                    AsPathOctets.prepend(edit, number(choice, route, edit.span), b);
                }
            }
            case Op.SET_AS_PATH -> setAsPath(operands, a, b, route, edit);
            case Op.REMOVE_FROM_AS_PATH -> AsPathOctets.remove(edit, operands.asSets()[a]);
            case Op.SET_ONLY_TO_CUSTOMER -> {
                var choice = operands.asns()[a];
                if (isKnown(choice, edit.span)) {
                    edit.value()
                            .int32(number(choice, route, edit.span))
                            .replace(
                                    AttributeSpan.ONLY_TO_CUSTOMER,
                                    AttributeSpan.OPTIONAL_TRANSITIVE);
                }
            }
            case Op.SUMMARISE -> edit.summarise(a);
            default -> throw new IllegalStateException("no action " + op);
        }
        return !edit.tooLong();
    }

    private static boolean setNextHop(NextHopChoice choice, RouteView route, AttributeEdit edit) {
        return switch (choice) {
            case NextHopChoice.Self() ->
                    setNextHop(route.selfFamily, route.selfHigh, route.selfLow, edit);
            case NextHopChoice.Peer() ->
                    setNextHop(route.peerFamily, route.peerHigh, route.peerLow, edit);
            case NextHopChoice.Address(IpAddress address) ->
                    setNextHop(
                            address.family(),
                            RouteView.high(address),
                            RouteView.low(address),
                            edit);
        };
    }

    private static boolean setNextHop(Family family, long high, long low, AttributeEdit edit) {
        int before = edit.span.length(AttributeSpan.NEXT_HOP);
        if (before != 0 && (before == 4) != (family == Family.V4)) {
            return false;
        }
        edit.value();
        if (family == Family.V4) {
            edit.int32((int) (high >>> 32));
        } else {
            edit.int64(high).int64(low);
        }
        edit.replace(AttributeSpan.NEXT_HOP, AttributeSpan.WELL_KNOWN);
        return !edit.tooLong();
    }

    /** Nothing is done if one of the numbers is the first of an empty path. */
    private static void setAsPath(
            Operands operands, int first, int count, RouteView route, AttributeEdit edit) {
        for (int i = first; i < first + count; i++) {
            if (!isKnown(operands.asns()[i], edit.span)) {
                return;
            }
        }
        edit.value();
        if (count > 0) {
            edit.int8(AttributeSpan.AS_SEQUENCE).int8(count);
        }
        for (int i = first; i < first + count; i++) {
            edit.int32(number(operands.asns()[i], route, edit.span));
        }
        edit.replace(AttributeSpan.AS_PATH, AttributeSpan.WELL_KNOWN);
    }

    private static boolean isKnown(AsChoice choice, AttributeSpan span) {
        return !(choice instanceof AsChoice.First) || AsPathOctets.first(span) >= 0;
    }

    private static int number(AsChoice choice, RouteView route, AttributeSpan span) {
        return switch (choice) {
            case AsChoice.Number(var asn) -> (int) asn.value();
            case AsChoice.Self() -> route.localAs;
            case AsChoice.Peer() -> route.peerAs;
            case AsChoice.First() -> NetworkOrder.int32(span.octets, AsPathOctets.first(span));
        };
    }
}
