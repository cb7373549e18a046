package fairlead.bgp.rpki;

import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.IpAddress.Family;
import fairlead.net.Prefix;
import java.util.Arrays;

/**
 * Payloads of one family as columns. The network's first bit is the highest bit of {@code high} in
 * both families. Ordered by network, then length, maximum length and origin, all unsigned.
 */
final class Rows {

    private static final long[] NONE = {};

    final Family family;
    int size;
    long[] high;

    /** Empty for IPv4. */
    long[] low;

    /** The prefix length in the upper octet, the maximum length in the lower. */
    short[] lengths;

    int[] origin;

    Rows(Family family, int capacity) {
        this.family = family;
        this.high = new long[capacity];
        this.low = family == Family.V6 ? new long[capacity] : NONE;
        this.lengths = new short[capacity];
        this.origin = new int[capacity];
    }

    void add(long networkHigh, long networkLow, int length, int maxLength, int originAs) {
        room();
        high[size] = networkHigh;
        if (family == Family.V6) {
            low[size] = networkLow;
        }
        lengths[size] = (short) (length << 8 | maxLength);
        origin[size] = originAs;
        size++;
    }

    void add(Rows from, int row) {
        add(from.high[row], from.low(row), from.length(row), from.maxLength(row), from.origin[row]);
    }

    long low(int row) {
        return family == Family.V6 ? low[row] : 0;
    }

    int length(int row) {
        return lengths[row] >>> 8 & 255;
    }

    int maxLength(int row) {
        return lengths[row] & 255;
    }

    Vrp vrp(int row) {
        var network =
                family == Family.V4
                        ? IpAddress.v4((int) (high[row] >>> 32))
                        : new IpAddress(family, high[row], low[row]);
        return new Vrp(
                new Prefix(network, length(row)),
                maxLength(row),
                new Asn(Integer.toUnsignedLong(origin[row])));
    }

    /** Whether the prefix of {@code row} contains the given one. */
    boolean covers(int row, long networkHigh, long networkLow, int ofLength) {
        int length = length(row);
        if (length > ofLength) {
            return false;
        }
        if (length <= 64) {
            return length == 0 || (high[row] ^ networkHigh) >>> (64 - length) == 0;
        }
        return high[row] == networkHigh && (low[row] ^ networkLow) >>> (128 - length) == 0;
    }

    int compare(int row, Rows other, int otherRow) {
        int order = compareNetwork(row, other.high[otherRow], other.low(otherRow));
        if (order == 0) {
            order = Integer.compare(lengths[row] & 0xffff, other.lengths[otherRow] & 0xffff);
        }
        return order != 0 ? order : Integer.compareUnsigned(origin[row], other.origin[otherRow]);
    }

    int compareNetwork(int row, long networkHigh, long networkLow) {
        int order = Long.compareUnsigned(high[row], networkHigh);
        return order != 0 || family == Family.V4
                ? order
                : Long.compareUnsigned(low[row], networkLow);
    }

    /** The rows' numbers in order; equal rows stay in the order in which they were added. */
    int[] sorted() {
        var from = new int[size];
        for (int i = 0; i < size; i++) {
            from[i] = i;
        }
        var to = new int[size];
        for (int width = 1; width < size && width > 0; width *= 2) {
            for (int start = 0; start < size; start += 2 * width) {
                merge(from, to, start, Math.min(start + width, size), width);
            }
            var spare = from;
            from = to;
            to = spare;
        }
        return from;
    }

    private void merge(int[] from, int[] to, int start, int middle, int width) {
        int end = Math.min(middle + width, size);
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            boolean takeLeft =
                    left < middle && (right >= end || compare(from[left], this, from[right]) <= 0);
            to[i] = takeLeft ? from[left++] : from[right++];
        }
    }

    Rows trimmed() {
        if (size < high.length) {
            resize(size);
        }
        return this;
    }

    private void room() {
        if (size == high.length) {
            resize(Math.max(16, size + (size >> 1)));
        }
    }

    private void resize(int capacity) {
        high = Arrays.copyOf(high, capacity);
        low = family == Family.V6 ? Arrays.copyOf(low, capacity) : NONE;
        lengths = Arrays.copyOf(lengths, capacity);
        origin = Arrays.copyOf(origin, capacity);
    }
}
