package fairlead.bgp.policy;

import fairlead.bgp.policy.CommunityPattern.Extended;
import fairlead.bgp.policy.CommunityPattern.Field;
import fairlead.bgp.policy.CommunityPattern.Large;
import fairlead.bgp.policy.CommunityPattern.Standard;
import fairlead.bgp.wire.NetworkOrder;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Patterns of communities as rows of numbers: two fields for a standard community, three for a
 * large one, each field {@code whose | lowest | highest}.
 */
final class CommunityRows {

    private static final int ANYONES = 0;
    private static final int SELF = 1;
    private static final int PEER = 2;

    private static final int FIELD = 3;
    private static final int STANDARD = 2 * FIELD;
    private static final int LARGE = 3 * FIELD;

    private final int[] standard;
    private final int[] large;

    /** Value and mask by turns. */
    private final long[] extended;

    CommunityRows(List<CommunityPattern> patterns) {
        standard = patterns.stream().flatMapToInt(CommunityRows::standard).toArray();
        extended = patterns.stream().flatMapToLong(CommunityRows::extended).toArray();
        large = patterns.stream().flatMapToInt(CommunityRows::large).toArray();
    }

    private static IntStream standard(CommunityPattern pattern) {
        return pattern instanceof Standard(var high, var low)
                ? Stream.of(high, low).flatMapToInt(CommunityRows::field)
                : IntStream.empty();
    }

    private static LongStream extended(CommunityPattern pattern) {
        return pattern instanceof Extended(var value, var mask)
                ? LongStream.of(value, mask)
                : LongStream.empty();
    }

    private static IntStream large(CommunityPattern pattern) {
        return pattern instanceof Large(var global, var first, var second)
                ? Stream.of(global, first, second).flatMapToInt(CommunityRows::field)
                : IntStream.empty();
    }

    private static IntStream field(Field field) {
        return switch (field) {
            case Field.Range(var range) ->
                    IntStream.of(ANYONES, (int) range.from(), (int) range.to());
            case Field.Self() -> IntStream.of(SELF, 0, 0);
            case Field.Peer() -> IntStream.of(PEER, 0, 0);
        };
    }

    /** Whether a community of the route, of whatever kind, is of one of the patterns. */
    boolean matchesAny(AttributeSpan span, RouteView route) {
        return standard.length != 0 && matchesAny(span, AttributeSpan.COMMUNITIES, 4, route)
                || extended.length != 0
                        && matchesAny(span, AttributeSpan.EXTENDED_COMMUNITIES, 8, route)
                || large.length != 0
                        && matchesAny(span, AttributeSpan.LARGE_COMMUNITIES, 12, route);
    }

    private boolean matchesAny(AttributeSpan span, int type, int size, RouteView route) {
        if (!span.has(type)) {
            return false;
        }
        int end = span.endOf(type);
        for (int at = span.value(type); at < end; at += size) {
            if (matches(span.octets, at, size, route)) {
                return true;
            }
        }
        return false;
    }

    /** Takes the communities of these patterns out of the route. */
    void remove(AttributeEdit edit, RouteView route) {
        remove(edit, AttributeSpan.COMMUNITIES, 4, route);
        remove(edit, AttributeSpan.EXTENDED_COMMUNITIES, 8, route);
        remove(edit, AttributeSpan.LARGE_COMMUNITIES, 12, route);
    }

    private void remove(AttributeEdit edit, int type, int size, RouteView route) {
        var span = edit.span;
        if (!span.has(type)) {
            return;
        }
        edit.value();
        int end = span.endOf(type);
        for (int at = span.value(type); at < end; at += size) {
            if (!matches(span.octets, at, size, route)) {
                edit.copy(at, at + size);
            }
        }
        if (edit.valueLength() == 0) {
            edit.remove(type);
        } else {
            edit.replace(type, AttributeSpan.OPTIONAL_TRANSITIVE);
        }
    }

    /** Adds the communities that these patterns, all exact, stand for. */
    void add(AttributeEdit edit, RouteView route) {
        put(edit, AttributeSpan.COMMUNITIES, 4, route, true);
        put(edit, AttributeSpan.EXTENDED_COMMUNITIES, 8, route, true);
        put(edit, AttributeSpan.LARGE_COMMUNITIES, 12, route, true);
    }

    /** Leaves the route no communities but those that these patterns, all exact, stand for. */
    void set(AttributeEdit edit, RouteView route) {
        put(edit, AttributeSpan.COMMUNITIES, 4, route, false);
        put(edit, AttributeSpan.EXTENDED_COMMUNITIES, 8, route, false);
        put(edit, AttributeSpan.LARGE_COMMUNITIES, 12, route, false);
    }

    private void put(AttributeEdit edit, int type, int size, RouteView route, boolean keep) {
        edit.value();
        if (keep && edit.span.has(type)) {
            edit.copy(edit.span.value(type), edit.span.endOf(type));
        }
        switch (size) {
            case 4 -> putStandard(edit, route);
            case 8 -> putExtended(edit);
            default -> putLarge(edit, route);
        }
        if (edit.valueLength() == 0) {
            edit.remove(type);
        } else {
            edit.replace(type, AttributeSpan.OPTIONAL_TRANSITIVE);
        }
    }

    private void putStandard(AttributeEdit edit, RouteView route) {
        for (int row = 0; row < standard.length; row += STANDARD) {
            int high = number(standard, row, route);
            int low = number(standard, row + FIELD, route);
            if ((high | low) >>> 16 == 0) {
                edit.int32(high << 16 | low).dropLastIfRepeated(4);
            }
        }
    }

    private void putExtended(AttributeEdit edit) {
        for (int row = 0; row < extended.length; row += 2) {
            edit.int64(extended[row]).dropLastIfRepeated(8);
        }
    }

    private void putLarge(AttributeEdit edit, RouteView route) {
        for (int row = 0; row < large.length; row += LARGE) {
            edit.int32(number(large, row, route))
                    .int32(number(large, row + FIELD, route))
                    .int32(number(large, row + 2 * FIELD, route))
                    .dropLastIfRepeated(12);
        }
    }

    private static int number(int[] rows, int field, RouteView route) {
        return switch (rows[field]) {
            case SELF -> route.localAs;
            case PEER -> route.peerAs;
            default -> rows[field + 1];
        };
    }

    /** Whether the community of {@code size} octets at {@code at} is of one of the patterns. */
    private boolean matches(byte[] octets, int at, int size, RouteView route) {
        return switch (size) {
            case 4 -> matchesStandard(NetworkOrder.int32(octets, at), route);
            case 8 -> matchesExtended(NetworkOrder.int64(octets, at));
            default -> matchesLarge(octets, at, route);
        };
    }

    private boolean matchesStandard(int community, RouteView route) {
        for (int row = 0; row < standard.length; row += STANDARD) {
            if (matches(standard, row, community >>> 16, route)
                    && matches(standard, row + FIELD, community & 0xffff, route)) {
                return true;
            }
        }
        return false;
    }

    private boolean matchesExtended(long community) {
        for (int row = 0; row < extended.length; row += 2) {
            if ((community & extended[row + 1]) == extended[row]) {
                return true;
            }
        }
        return false;
    }

    private boolean matchesLarge(byte[] octets, int at, RouteView route) {
        for (int row = 0; row < large.length; row += LARGE) {
            if (matches(large, row, NetworkOrder.int32(octets, at), route)
                    && matches(large, row + FIELD, NetworkOrder.int32(octets, at + 4), route)
                    && matches(large, row + 2 * FIELD, NetworkOrder.int32(octets, at + 8), route)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(int[] rows, int field, int number, RouteView route) {
        return switch (rows[field]) {
            case SELF -> number == route.localAs;
            case PEER -> number == route.peerAs;
            default ->
                    Integer.compareUnsigned(rows[field + 1], number) <= 0
                            && Integer.compareUnsigned(number, rows[field + 2]) <= 0;
        };
    }
}
