package fairlead.bgp.table;

import fairlead.bgp.wire.NetworkOrder;
import fairlead.bgp.wire.NextHops;
import java.util.Arrays;

/**
 * Reads a list of path attributes that has nothing unusual about it, without making objects: one
 * pass that checks as RFC 4271 §6.3 and RFC 7606 demand, and keeps what selection and export ask
 * for. Whatever is unusual, faults first of all, it leaves to {@link fairlead.bgp.wire.BgpCodec},
 * which knows all rules; so this one may be strict and short.
 *
 * <p>Canonical octets: AS numbers of four octets, no attribute twice, none of RFC 4760 but a
 * NEXT_HOP of 4, 16 or 32 octets instead, nothing that an external neighbour may not send unless
 * the session is internal.
 */
public final class AttributeScan {

    /** Our own AS number is in the path. */
    public static final int LOOP = 1;

    public static final int NO_EXPORT = 1 << 1;
    public static final int NO_ADVERTISE = 1 << 2;
    public static final int NO_EXPORT_SUBCONFED = 1 << 3;

    /** Something that only internal neighbours may tell: LOCAL_PREF and those of RFC 4456. */
    public static final int INTERNAL = 1 << 4;

    public static final int HAS_MED = 1 << 5;

    /** ORIGINATOR_ID or CLUSTER_LIST is there. */
    public static final int REFLECTED = 1 << 6;

    /** LLGR_STALE (RFC 9494 §3.2). */
    public static final int LLGR_STALE = 1 << 7;

    /** NO_LLGR (RFC 9494 §3.3). */
    public static final int NO_LLGR = 1 << 8;

    /** ONLY_TO_CUSTOMER (RFC 9234 §5). */
    public static final int HAS_OTC = 1 << 9;

    /** The NEXT_HOP has more than four octets. */
    public static final int WIDE_NEXT_HOP = 1 << 10;

    /** LOCAL_PREF is there. */
    public static final int HAS_PREFERENCE = 1 << 11;

    /** Our own identifier is its originator or among its clusters. */
    public static final int REFLECTED_BY_US = 1 << 12;

    /** The local preference of a path that names none. */
    public static final int DEFAULT_PREFERENCE = 100;

    /** What is known of nothing: no flags, an empty path. */
    public static final AttributeScan NOTHING = new AttributeScan(0, 0);

    private static final int ORIGIN = 1;
    private static final int AS_PATH = 2;
    private static final int NEXT_HOP = 3;
    private static final int MP_REACH = 14;
    private static final int MP_UNREACH = 15;

    private static final int LARGE = 12;
    private static final int FEW = 64;

    private final int ownAs;
    private final int ownId;
    private final long[] seen = new long[4];
    private int flags;
    private int origin;
    private int pathLength;
    private int neighbourAs;
    private int med;
    private int preference;
    private int nextHopLength;
    private int reachFrom;
    private int reachTo;
    private int unreachFrom;
    private int unreachTo;

    /**
     * @param ownAs 32 bits
     * @param ownId our BGP identifier, which is that of our cluster too
     */
    public AttributeScan(int ownAs, int ownId) {
        this.ownAs = ownAs;
        this.ownId = ownId;
    }

    /**
     * Reads {@code octets} between {@code from} and {@code to}, which are in bounds.
     *
     * @param internal whether the neighbour is in our own AS
     * @return whether nothing is unusual; if not, nothing that was read means anything
     */
    public boolean read(byte[] octets, int from, int to, boolean internal) {
        Arrays.fill(seen, 0);
        flags = 0;
        origin = 0;
        pathLength = 0;
        neighbourAs = 0;
        med = 0;
        preference = DEFAULT_PREFERENCE;
        nextHopLength = 0;
        reachFrom = -1;
        reachTo = -1;
        unreachFrom = -1;
        unreachTo = -1;
        int at = from;
        while (at < to) {
            if (to - at < 3) {
                return false;
            }
            int bits = octets[at] & 0xff;
            int type = octets[at + 1] & 0xff;
            int length = octets[at + 2] & 0xff;
            at += 3;
            if ((bits & 0x10) != 0) {
                if (at == to) {
                    return false;
                }
                length = length << 8 | octets[at] & 0xff;
                at++;
            }
            if (length > to - at
                    || (seen[type >>> 6] & 1L << type) != 0
                    || !value(octets, bits & 0xe0, type, at, length, internal)) {
                return false;
            }
            seen[type >>> 6] |= 1L << type;
            at += length;
        }
        return true;
    }

    /** ORIGIN and AS_PATH are there, and a NEXT_HOP for IPv4 if {@code withNextHop}. */
    public boolean isComplete(boolean withNextHop) {
        long needed = 1L << ORIGIN | 1L << AS_PATH | (withNextHop ? 1L << NEXT_HOP : 0);
        return (seen[0] & needed) == needed;
    }

    public int flags() {
        return flags;
    }

    /** 0 to 2, as on the wire. */
    public int origin() {
        return origin;
    }

    /** As selection counts: a set is one (RFC 4271 §9.1.2.2 a). */
    public int pathLength() {
        return pathLength;
    }

    /** The first AS of the path, 32 bits; 0 if it is empty or begins with a set. */
    public int neighbourAs() {
        return neighbourAs;
    }

    /** 32 bits; 0 where there is none. */
    public int med() {
        return med;
    }

    /** LOCAL_PREF, 32 bits. */
    public int preference() {
        return preference;
    }

    /** Octets of NEXT_HOP; 0 where there is none. */
    public int nextHopLength() {
        return nextHopLength;
    }

    public boolean hasReach() {
        return reachFrom >= 0;
    }

    /** Where the value of MP_REACH_NLRI begins. */
    public int reachFrom() {
        return reachFrom;
    }

    public int reachTo() {
        return reachTo;
    }

    public boolean hasUnreach() {
        return unreachFrom >= 0;
    }

    /** Where the value of MP_UNREACH_NLRI begins. */
    public int unreachFrom() {
        return unreachFrom;
    }

    public int unreachTo() {
        return unreachTo;
    }

    private boolean value(byte[] octets, int bits, int type, int at, int length, boolean internal) {
        switch (type) {
            case ORIGIN -> {
                origin = length == 1 ? octets[at] : -1;
                return bits == 0x40 && origin >= 0 && origin <= 2;
            }
            case AS_PATH -> {
                return bits == 0x40 && path(octets, at, at + length);
            }
            case NEXT_HOP -> {
                nextHopLength = length;
                flags |= length > 4 ? WIDE_NEXT_HOP : 0;
                return bits == 0x40 && NextHops.mayBe(octets, at, length);
            }
            case 4 -> {
                med = length == 4 ? NetworkOrder.int32(octets, at) : 0;
                flags |= HAS_MED;
                return bits == 0x80 && length == 4;
            }
            case 5 -> {
                preference = length == 4 ? NetworkOrder.int32(octets, at) : 0;
                flags |= INTERNAL | HAS_PREFERENCE;
                return internal && bits == 0x40 && length == 4;
            }
            case 6 -> {
                return bits == 0x40 && length == 0;
            }
            case 7 -> {
                return (bits & 0xc0) == 0xc0 && length == 8 && NetworkOrder.int32(octets, at) != 0;
            }
            case 8 -> {
                return (bits & 0xc0) == 0xc0 && communities(octets, at, length);
            }
            case 9 -> {
                flags |= INTERNAL | REFLECTED;
                return internal && bits == 0x80 && length == 4 && own(octets, at, length);
            }
            case 10 -> {
                flags |= INTERNAL | REFLECTED;
                return internal
                        && bits == 0x80
                        && length > 0
                        && length % 4 == 0
                        && own(octets, at, length);
            }
            case MP_REACH -> {
                reachFrom = at;
                reachTo = at + length;
                return bits == 0x80;
            }
            case MP_UNREACH -> {
                unreachFrom = at;
                unreachTo = at + length;
                return bits == 0x80;
            }
            case 16 -> {
                return (bits & 0xc0) == 0xc0 && length > 0 && length % 8 == 0;
            }
            case 32 -> {
                return (bits & 0xc0) == 0xc0 && largeCommunities(octets, at, length);
            }
            case 35 -> {
                flags |= HAS_OTC;
                return (bits & 0xc0) == 0xc0 && length == 4;
            }
            default -> {
                // Not known to us and passed on: the partial bit says so already, or must be set.
                // AS4_PATH, AS4_AGGREGATOR and AIGP are known, and have no place here.
                return bits == 0xe0 && type != 17 && type != 18 && type != 26;
            }
        }
    }

    private boolean path(byte[] octets, int from, int to) {
        int at = from;
        while (at < to) {
            if (to - at < 2) {
                return false;
            }
            int kind = octets[at];
            int count = octets[at + 1] & 0xff;
            at += 2;
            if (kind != 1 && kind != 2 || count == 0 || count * 4 > to - at) {
                return false;
            }
            if (at == from + 2 && kind == 2) {
                neighbourAs = NetworkOrder.int32(octets, at);
            }
            pathLength += kind == 1 ? 1 : count;
            for (int end = at + 4 * count; at < end; at += 4) {
                int asn = NetworkOrder.int32(octets, at);
                if (asn == 0) {
                    return false; // RFC 7607 §2
                }
                if (asn == ownAs) {
                    flags |= LOOP;
                }
            }
        }
        return true;
    }

    /** Marks a path that we reflected ourselves (RFC 4456 §8); always true. */
    private boolean own(byte[] octets, int from, int length) {
        for (int at = from; at < from + length; at += 4) {
            if (NetworkOrder.int32(octets, at) == ownId) {
                flags |= REFLECTED_BY_US;
            }
        }
        return true;
    }

    private boolean communities(byte[] octets, int from, int length) {
        if (length == 0 || length % 4 != 0) {
            return false;
        }
        for (int at = from; at < from + length; at += 4) {
            if (octets[at] == -1 && octets[at + 1] == -1) {
                switch (NetworkOrder.int32(octets, at)) {
                    case 0xffffff01 -> flags |= NO_EXPORT;
                    case 0xffffff02 -> flags |= NO_ADVERTISE;
                    case 0xffffff03 -> flags |= NO_EXPORT_SUBCONFED;
                    case 0xffff0006 -> flags |= LLGR_STALE;
                    case 0xffff0007 -> flags |= NO_LLGR;
                    default -> {}
                }
            }
        }
        return true;
    }

    /** None may be there twice (RFC 8092 §3). */
    private static boolean largeCommunities(byte[] octets, int from, int length) {
        if (length == 0 || length % LARGE != 0) {
            return false;
        }
        int to = from + length;
        if (length > LARGE * FEW) {
            return !repeats(octets, from, to);
        }
        for (int at = from; at < to; at += LARGE) {
            for (int other = at + LARGE; other < to; other += LARGE) {
                if (compare(octets, at, other) == 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** For very many, which only a hostile neighbour sends: in order, so that it stays quick. */
    private static boolean repeats(byte[] octets, int from, int to) {
        var places = new Integer[(to - from) / LARGE];
        Arrays.setAll(places, i -> from + i * LARGE);
        Arrays.sort(places, (one, two) -> compare(octets, one, two));
        for (int i = 1; i < places.length; i++) {
            if (compare(octets, places[i - 1], places[i]) == 0) {
                return true;
            }
        }
        return false;
    }

    private static int compare(byte[] octets, int one, int two) {
        return Arrays.compare(octets, one, one + LARGE, octets, two, two + LARGE);
    }
}
