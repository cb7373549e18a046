package fairlead.bgp.rpki;

import fairlead.net.IpAddress.Family;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers whether an origin may announce a prefix (RFC 6811 §2). Immutable: any thread may ask; no
 * question allocates.
 */
public final class RoaTable {

    /** The origin of a route whose AS path ends in a set: no payload matches it. */
    public static final long NO_ORIGIN = -1;

    /** No payloads: every route is not-found. */
    public static final RoaTable EMPTY = of(VrpSet.NONE);

    private final VrpSet vrps;
    private final Cover v4;
    private final Cover v6;

    private RoaTable(VrpSet vrps) {
        this.vrps = vrps;
        this.v4 = new Cover(vrps.v4);
        this.v6 = new Cover(vrps.v6);
    }

    /** The table of these payloads. */
    public static RoaTable of(VrpSet vrps) {
        return new RoaTable(vrps);
    }

    /** The payloads that it was made of. */
    public VrpSet vrps() {
        return vrps;
    }

    /**
     * The validity of an IPv4 route.
     *
     * @param network the network's 32 bits, host bits zero
     * @param origin an AS number, or {@link #NO_ORIGIN}
     */
    public Validity validate(int network, int length, long origin) {
        return v4.validate((long) network << 32, 0, length, origin);
    }

    /**
     * The validity of a route of either family.
     *
     * @param high as in {@link fairlead.net.IpAddress}: 0 for IPv4
     * @param low as in {@link fairlead.net.IpAddress}: the 32 bits of an IPv4 network
     * @param origin an AS number, or {@link #NO_ORIGIN}
     */
    public Validity validate(Family family, long high, long low, int length, long origin) {
        return family == Family.V4
                ? v4.validate(low << 32, 0, length, origin)
                : v6.validate(high, low, length, origin);
    }

    /**
     * Whether any payload covers the prefix. Asked of the table of what changed, it says whether a
     * route has to be validated again.
     */
    public boolean covers(Family family, long high, long low, int length) {
        return validate(family, high, low, length, NO_ORIGIN) != Validity.NOT_FOUND;
    }

    /** The payloads that cover {@code prefix}, longest first: why it is valid or not. */
    public List<Vrp> covering(Prefix prefix) {
        var network = prefix.network();
        boolean narrow = network.family() == Family.V4;
        var cover = narrow ? v4 : v6;
        return cover.covering(
                narrow ? network.low() << 32 : network.high(),
                narrow ? 0 : network.low(),
                prefix.length());
    }

    /**
     * Sorted rows, each with the nearest row before it that covers it. What covers a prefix is then
     * one chain, and it begins at or above the last row that is not behind the prefix.
     */
    private static final class Cover {
        private final Rows rows;
        private final int[] parent;

        /** By the first 16 bits of a network: the first row that is not before them. */
        private final int[] begin;

        Cover(Rows rows) {
            this.rows = rows;
            this.parent = new int[rows.size];
            this.begin = rows.size == 0 ? new int[0] : new int[(1 << 16) + 1];
            for (int row = 0, bucket = 0; row < rows.size; row++) {
                int above = row - 1;
                while (above >= 0
                        && !rows.covers(above, rows.high[row], rows.low(row), rows.length(row))) {
                    above = parent[above];
                }
                parent[row] = above;
                for (; bucket <= rows.high[row] >>> 48; bucket++) {
                    begin[bucket] = row;
                }
                if (row == rows.size - 1) {
                    java.util.Arrays.fill(begin, bucket, begin.length, rows.size);
                }
            }
        }

        Validity validate(long high, long low, int length, long origin) {
            int row = nearest(high, low, length);
            if (row < 0) {
                return Validity.NOT_FOUND;
            }
            for (; row >= 0; row = parent[row]) {
                if (length <= rows.maxLength(row)
                        && origin == Integer.toUnsignedLong(rows.origin[row])
                        && origin != 0) {
                    return Validity.VALID;
                }
            }
            return Validity.INVALID;
        }

        List<Vrp> covering(long high, long low, int length) {
            var found = new ArrayList<Vrp>();
            for (int row = nearest(high, low, length); row >= 0; row = parent[row]) {
                found.add(rows.vrp(row));
            }
            return found;
        }

        /** The last row that covers the prefix, or -1. */
        private int nearest(long high, long low, int length) {
            if (rows.size == 0) {
                return -1;
            }
            int bucket = (int) (high >>> 48);
            int from = begin[bucket];
            int to = begin[bucket + 1];
            while (from < to) {
                int middle = (from + to) >>> 1;
                if (isBehind(middle, high, low, length)) {
                    to = middle;
                } else {
                    from = middle + 1;
                }
            }
            int row = from - 1;
            while (row >= 0 && !rows.covers(row, high, low, length)) {
                row = parent[row];
            }
            return row;
        }

        private boolean isBehind(int row, long high, long low, int length) {
            int order = rows.compareNetwork(row, high, low);
            return order > 0 || (order == 0 && rows.length(row) > length);
        }
    }
}
