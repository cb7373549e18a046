package fairlead.bgp.table;

import java.util.Arrays;

/** A set of small integers. */
public final class BitColumn {

    private static final int BITS = 10;
    private static final int MASK = (1 << BITS) - 1;

    private long[][] chunks = new long[4][];
    private int ready;
    private int size;

    public boolean isEmpty() {
        return size == 0;
    }

    public boolean contains(int member) {
        int chunk = member >>> (6 + BITS);
        return chunk < ready && (chunks[chunk][member >>> 6 & MASK] & 1L << member) != 0;
    }

    /** Puts {@code member}, 0 or more, into the set; false if it was there. */
    public boolean add(int member) {
        int chunk = member >>> (6 + BITS);
        if (chunk >= ready) {
            grow(chunk);
        }
        var words = chunks[chunk];
        int word = member >>> 6 & MASK;
        long bit = 1L << member;
        if ((words[word] & bit) != 0) {
            return false;
        }
        words[word] |= bit;
        size++;
        return true;
    }

    /** Puts all members of {@code other} into the set. */
    public void addAll(BitColumn other) {
        if (other.ready > ready) {
            grow(other.ready - 1);
        }
        for (int chunk = 0; chunk < other.ready; chunk++) {
            var words = chunks[chunk];
            for (int word = 0; word <= MASK; word++) {
                size -= Long.bitCount(words[word]);
                words[word] |= other.chunks[chunk][word];
                size += Long.bitCount(words[word]);
            }
        }
    }

    /** Takes {@code member} out; false if it was not there. */
    public boolean remove(int member) {
        if (!contains(member)) {
            return false;
        }
        chunks[member >>> (6 + BITS)][member >>> 6 & MASK] &= ~(1L << member);
        size--;
        return true;
    }

    /** The smallest member that is {@code from} or more; -1 if there is none. */
    public int next(int from) {
        for (int chunk = from >>> (6 + BITS), word = from >>> 6 & MASK; chunk < ready; chunk++) {
            for (; word <= MASK; word++) {
                long left = chunks[chunk][word];
                if ((chunk << BITS | word) == from >>> 6) {
                    left &= -1L << from;
                }
                if (left != 0) {
                    return (chunk << BITS | word) << 6 | Long.numberOfTrailingZeros(left);
                }
            }
            word = 0;
        }
        return -1;
    }

    private void grow(int chunk) {
        if (chunk >= chunks.length) {
            chunks = Arrays.copyOf(chunks, Math.max(2 * chunks.length, chunk + 1));
        }
        while (ready <= chunk) {
            chunks[ready++] = new long[1 << BITS];
        }
    }
}
