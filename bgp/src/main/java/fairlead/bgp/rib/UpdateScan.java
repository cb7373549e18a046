package fairlead.bgp.rib;

import fairlead.bgp.wire.NetworkOrder;

/**
 * Splits an UPDATE by its lengths, in place (RFC 4271 §4.3).
 *
 * <pre>
 *  header (19) | withdrawn length (2) | withdrawn | attributes length (2) | attributes | NLRI, to the end
 * </pre>
 */
final class UpdateScan {

    private static final int HEADER = 19;

    int withdrawnFrom;
    int withdrawnTo;
    int attributesFrom;
    int attributesTo;
    int announcedFrom;
    int announcedTo;

    /** False if the lengths do not add up. */
    boolean split(byte[] octets, int from, int to) {
        if (to - from < HEADER + 4) {
            return false;
        }
        withdrawnFrom = from + HEADER + 2;
        withdrawnTo = withdrawnFrom + NetworkOrder.int16(octets, from + HEADER);
        if (withdrawnTo + 2 > to) {
            return false;
        }
        attributesFrom = withdrawnTo + 2;
        attributesTo = attributesFrom + NetworkOrder.int16(octets, withdrawnTo);
        announcedFrom = attributesTo;
        announcedTo = to;
        return attributesTo <= to;
    }

    /**
     * How many prefixes of at most {@code width} bits stand between {@code from} and {@code to}; -1
     * if they do not end there.
     */
    static int count(byte[] octets, int from, int to, int width, boolean withPathIds) {
        int count = 0;
        int at = from;
        while (at < to) {
            if (withPathIds) {
                at += 4;
                if (at >= to) {
                    return -1;
                }
            }
            int bits = octets[at] & 0xff;
            if (bits > width) {
                return -1;
            }
            at += 1 + (bits + 7 >>> 3);
            count++;
        }
        return at == to ? count : -1;
    }

    /** The first 64 bits of a prefix whose length stands at {@code at}, host bits zero. */
    static long high(byte[] octets, int at) {
        int length = octets[at] & 0xff;
        int whole = Math.min(length + 7 >>> 3, 8);
        long bits = 0;
        for (int i = 1; i <= whole; i++) {
            bits |= (octets[at + i] & 0xffL) << 64 - 8 * i;
        }
        return length == 0 ? 0 : length >= 64 ? bits : bits & -1L << 64 - length;
    }

    /** The last 64 bits of a prefix whose length stands at {@code at}, host bits zero. */
    static long low(byte[] octets, int at) {
        int length = octets[at] & 0xff;
        if (length <= 64) {
            return 0;
        }
        int whole = length + 7 >>> 3;
        long bits = 0;
        for (int i = 9; i <= whole; i++) {
            bits |= (octets[at + i] & 0xffL) << 128 - 8 * i;
        }
        return length == 128 ? bits : bits & -1L << 128 - length;
    }
}
