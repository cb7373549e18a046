package fairlead.bgp.rib;

import fairlead.bgp.table.AttributeTable;
import fairlead.bgp.wire.NetworkOrder;
import java.util.Arrays;

/**
 * Writes one UPDATE at a time into somebody's octets, prefix by prefix. IPv6 goes into the
 * attributes of RFC 4760, which come first (RFC 7606 §5.1).
 */
final class UpdateWriter {

    private static final int HEADER = 19;
    private static final int USUAL = 4096;

    /** Everything but the set and prefixes, and room for one prefix at least. */
    private static final int OVERHEAD = 128;

    private static final int NEXT_HOP = 3;
    private static final int MP_REACH = 14;
    private static final int MP_UNREACH = 15;

    private final Family family;
    private final boolean withPathIds;
    private final int longest;
    private byte[] octets = new byte[0];
    private int start;
    private int at;
    private int end;
    private boolean announces;
    private int nlriFrom;
    private int trailer;
    private byte[] rest = new byte[0];
    private int restFrom;
    private int restTo;
    private int nextHopFrom;
    private int nextHopTo;

    /**
     * @param longest octets of the longest message
     */
    UpdateWriter(Family family, boolean withPathIds, int longest) {
        this.family = family;
        this.withPathIds = withPathIds;
        this.longest = longest;
    }

    /** Octets of a message that are worth a place: long ones are for long sets only (RFC 8654). */
    static int length(int set, int longest) {
        return Math.min(longest, Math.max(USUAL, set + OVERHEAD));
    }

    /** Whether a message with a set of {@code length} octets has room for any prefix. */
    static boolean fits(int length, int longest) {
        return HEADER + 4 + length + 4 + 41 + 21 <= longest;
    }

    /**
     * Begins a message that takes prefixes back, between {@code from} and {@code to}; false if
     * there is no room.
     */
    boolean withdraw(byte[] target, int from, int to) {
        announces = false;
        trailer = family == Family.IPV4_UNICAST ? 2 : 0;
        int head = family == Family.IPV4_UNICAST ? HEADER + 2 : HEADER + 4 + 7;
        if (!begin(target, from, to, head)) {
            return false;
        }
        if (family == Family.IPV6_UNICAST) {
            OutLog.put16(octets, start + HEADER, 0);
            attribute(MP_UNREACH);
        }
        return true;
    }

    /**
     * Begins a message that announces prefixes with a set of attributes; false if there is no room.
     */
    boolean announce(byte[] target, int from, int to, AttributeTable sets, int set) {
        announces = true;
        rest = sets.octets(set);
        restFrom = sets.from(set);
        restTo = restFrom + sets.length(set);
        if (family == Family.IPV4_UNICAST) {
            trailer = 0;
            if (!begin(target, from, to, HEADER + 4 + restTo - restFrom)) {
                return false;
            }
            OutLog.put16(octets, start + HEADER, 0);
            OutLog.put16(octets, start + HEADER + 2, restTo - restFrom);
            System.arraycopy(rest, restFrom, octets, start + HEADER + 4, restTo - restFrom);
            return true;
        }
        findNextHop();
        int nextHop = nextHopTo - nextHopFrom;
        trailer = restTo - restFrom - nextHop - 3;
        if (!begin(target, from, to, HEADER + 4 + 9 + nextHop)) {
            return false;
        }
        OutLog.put16(octets, start + HEADER, 0);
        attribute(MP_REACH);
        int here = start + HEADER + 4 + 7;
        octets[here] = (byte) nextHop;
        System.arraycopy(rest, nextHopFrom, octets, here + 1, nextHop);
        octets[here + 1 + nextHop] = 0;
        return true;
    }

    /** Adds a prefix; false if it has no room. */
    boolean add(int pathId, long high, long low, int length) {
        int size = length + 7 >>> 3;
        if (at + size + 1 + (withPathIds ? 4 : 0) > end) {
            return false;
        }
        var out = octets;
        int here = at;
        if (withPathIds) {
            OutLog.put16(out, here, pathId >>> 16);
            OutLog.put16(out, here + 2, pathId);
            here += 4;
        }
        out[here++] = (byte) length;
        for (int i = 0; i < size; i++) {
            out[here++] = (byte) (i < 8 ? high >>> 56 - 8 * i : low >>> 120 - 8 * i);
        }
        at = here;
        return true;
    }

    /** Completes the message and returns where it ends. */
    int finish() {
        if (family == Family.IPV4_UNICAST) {
            if (!announces) {
                OutLog.put16(octets, start + HEADER, at - nlriFrom);
                OutLog.put16(octets, at, 0);
                at += 2;
            }
        } else {
            OutLog.put16(octets, start + HEADER + 6, at - start - HEADER - 8);
            if (announces) {
                at = copyRest();
            }
            OutLog.put16(octets, start + HEADER + 2, at - start - HEADER - 4);
        }
        OutLog.put16(octets, start + 16, at - start);
        return at;
    }

    private boolean begin(byte[] target, int from, int to, int head) {
        octets = target;
        start = from;
        nlriFrom = from + head;
        at = nlriFrom;
        end = Math.min(to, from + length(announces ? restTo - restFrom : 0, longest)) - trailer;
        if (at + 5 + family.addresses().width() / 8 > end) {
            return false;
        }
        Arrays.fill(target, from, from + 16, (byte) 0xff);
        target[from + 18] = 2;
        return true;
    }

    /** flags, type, length of two octets (filled in at the end), AFI, SAFI */
    private void attribute(int type) {
        int here = start + HEADER + 4;
        octets[here] = (byte) 0x90;
        octets[here + 1] = (byte) type;
        OutLog.put16(octets, here + 4, family.onTheWire().afi());
        octets[here + 6] = (byte) family.onTheWire().safi();
    }

    private void findNextHop() {
        int here = restFrom;
        while (here < restTo) {
            boolean extended = (rest[here] & 0x10) != 0;
            int length = extended ? NetworkOrder.int16(rest, here + 2) : rest[here + 2] & 0xff;
            int value = here + (extended ? 4 : 3);
            if (rest[here + 1] == NEXT_HOP) {
                nextHopFrom = value;
                nextHopTo = value + length;
                return;
            }
            here = value + length;
        }
        throw new IllegalStateException("a set of attributes without NEXT_HOP");
    }

    private int copyRest() {
        int before = nextHopFrom - 3 - restFrom;
        System.arraycopy(rest, restFrom, octets, at, before);
        System.arraycopy(rest, nextHopTo, octets, at + before, restTo - nextHopTo);
        return at + before + restTo - nextHopTo;
    }
}
