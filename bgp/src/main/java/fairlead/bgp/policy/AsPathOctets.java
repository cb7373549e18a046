package fairlead.bgp.policy;

import fairlead.bgp.wire.NetworkOrder;

/** What AS_PATH says, read from its octets: segments of {@code kind | count | numbers}. */
final class AsPathOctets {

    /** A segment holds at most this many numbers. */
    private static final int FULL = 255;

    private static final int NONE = -1;

    private AsPathOctets() {}

    /** Hops, a set counted as one (RFC 4271 §9.1.2.2 a); 0 without AS_PATH. */
    static int length(AttributeSpan span) {
        int hops = 0;
        if (span.has(AttributeSpan.AS_PATH)) {
            int end = span.endOf(AttributeSpan.AS_PATH);
            for (int at = span.value(AttributeSpan.AS_PATH); at < end; at = next(span, at)) {
                hops += isSet(span, at) ? 1 : count(span, at);
            }
        }
        return hops;
    }

    /** Where the last number stands, if the last segment is a sequence; -1 if there is none. */
    static int origin(AttributeSpan span) {
        int origin = NONE;
        if (span.has(AttributeSpan.AS_PATH)) {
            int end = span.endOf(AttributeSpan.AS_PATH);
            for (int at = span.value(AttributeSpan.AS_PATH); at < end; at = next(span, at)) {
                origin = isSet(span, at) || count(span, at) == 0 ? NONE : next(span, at) - 4;
            }
        }
        return origin;
    }

    /** Where the first number stands, if the first segment is a sequence; -1 if there is none. */
    static int first(AttributeSpan span) {
        if (span.length(AttributeSpan.AS_PATH) == 0) {
            return NONE;
        }
        int at = span.value(AttributeSpan.AS_PATH);
        return isSet(span, at) || count(span, at) == 0 ? NONE : at + 2;
    }

    /** Whether a segment of the path is a set. */
    static boolean hasSet(AttributeSpan span) {
        if (span.has(AttributeSpan.AS_PATH)) {
            int end = span.endOf(AttributeSpan.AS_PATH);
            for (int at = span.value(AttributeSpan.AS_PATH); at < end; at = next(span, at)) {
                if (isSet(span, at)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Puts {@code asn} before the path; a full first segment gets a new one before it. */
    static void prepend(AttributeEdit edit, int asn, int times) {
        var span = edit.span;
        int at = 0;
        int end = 0;
        int joined = 0;
        if (span.length(AttributeSpan.AS_PATH) > 0) {
            at = span.value(AttributeSpan.AS_PATH);
            end = span.endOf(AttributeSpan.AS_PATH);
            joined = isSet(span, at) ? 0 : count(span, at);
        }
        int fitting = joined == 0 ? 0 : Math.min(times, FULL - joined);
        edit.value();
        if (times > fitting) {
            edit.int8(AttributeSpan.AS_SEQUENCE).int8(times - fitting);
            repeat(edit, asn, times - fitting);
        }
        if (fitting > 0) {
            edit.int8(AttributeSpan.AS_SEQUENCE).int8(joined + fitting);
            repeat(edit, asn, fitting);
            at += 2;
        }
        edit.copy(at, end);
        edit.replace(AttributeSpan.AS_PATH, AttributeSpan.WELL_KNOWN);
    }

    private static void repeat(AttributeEdit edit, int asn, int times) {
        for (int i = 0; i < times; i++) {
            edit.int32(asn);
        }
    }

    /** Takes the numbers of {@code set} out; a segment that nothing is left of goes too. */
    static void remove(AttributeEdit edit, AsRanges set) {
        var span = edit.span;
        if (!span.has(AttributeSpan.AS_PATH)) {
            return;
        }
        edit.value();
        int end = span.endOf(AttributeSpan.AS_PATH);
        for (int at = span.value(AttributeSpan.AS_PATH); at < end; at = next(span, at)) {
            int left = 0;
            for (int asn = at + 2; asn < next(span, at); asn += 4) {
                left += set.contains(NetworkOrder.int32(span.octets, asn)) ? 0 : 1;
            }
            if (left > 0) {
                edit.int8(span.octets[at]).int8(left);
            }
            for (int asn = at + 2; asn < next(span, at); asn += 4) {
                if (!set.contains(NetworkOrder.int32(span.octets, asn))) {
                    edit.copy(asn, asn + 4);
                }
            }
        }
        edit.replace(AttributeSpan.AS_PATH, AttributeSpan.WELL_KNOWN);
    }

    private static boolean isSet(AttributeSpan span, int segment) {
        return span.octets[segment] == AttributeSpan.AS_SET;
    }

    private static int count(AttributeSpan span, int segment) {
        return span.octets[segment + 1] & 255;
    }

    private static int next(AttributeSpan span, int segment) {
        return segment + 2 + 4 * count(span, segment);
    }
}
