package fairlead.bench.bgp;

/**
 * A prefix of up to 63 bits as one number: its bits from the top, then a one, then zeros. So
 * prefixes of different lengths differ, and no prefix is zero. An IPv4 prefix has its bits in the
 * upper half.
 */
final class PrefixKey {

    private PrefixKey() {}

    /** The key of the first {@code length} bits (0 to 63) of {@code high}. */
    static long of(long high, int length) {
        long last = 1L << (63 - length);
        return high & -last | last;
    }

    static int length(long key) {
        return 63 - Long.numberOfTrailingZeros(key);
    }

    /** The prefix's bits, zeros behind them. */
    static long bits(long key) {
        return key & (key - 1);
    }

    /**
     * Octets that the prefix takes in an UPDATE (RFC 4271 §4.3), the one for its length included.
     */
    static int octets(long key) {
        return 1 + (length(key) + 7 >> 3);
    }
}
