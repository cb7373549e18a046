package fairlead.bench.bgp;

/**
 * A set of prefixes in which each has a place, a number below {@link #capacity}, by which others
 * keep what they know of it. Open addressing over one array: finding a prefix touches one line of
 * memory, mostly.
 */
final class PrefixSlots {

    private final long[] keys;
    private final int shift;
    private int size;

    /** Room for {@code most} prefixes. */
    PrefixSlots(int most) {
        int bits = 64 - Long.numberOfLeadingZeros(Math.max(16, most * 2L) - 1);
        keys = new long[1 << bits];
        shift = 64 - bits;
    }

    int capacity() {
        return keys.length;
    }

    int size() {
        return size;
    }

    /** Adds a prefix; false if it was there. */
    boolean add(long key) {
        int slot = find(key);
        if (keys[slot] == key) {
            return false;
        }
        keys[slot] = key;
        size++;
        return true;
    }

    /** The prefix that is at a place. */
    long key(int slot) {
        return keys[slot];
    }

    /** Where the prefix is, or -1. */
    int slot(long key) {
        int slot = find(key);
        return keys[slot] == key ? slot : -1;
    }

    private int find(long key) {
        int slot = (int) (key * 0x9E3779B97F4A7C15L >>> shift);
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }
}
