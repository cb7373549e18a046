package fairlead.bgp.table;

import java.util.Arrays;

/**
 * Finds numbers by the hash of what they stand for: open addressing in 256 segments that grow one
 * at a time, so that no growth takes long. Whoever owns the numbers knows what is equal; he walks a
 * segment from {@code hash & (length - 1)}, wrapping, until an empty slot (0).
 */
final class Index {

    /** The hash of what a number stands for. */
    interface Hashes {
        int of(int number);
    }

    private static final int SMALLEST = 8;

    private final Hashes hashes;
    private final int[][] segments = new int[256][];
    private final int[] counts = new int[256];

    Index(Hashes hashes) {
        this.hashes = hashes;
        Arrays.setAll(segments, _ -> new int[SMALLEST]);
    }

    /** Slots of the segment for {@code hash}: numbers plus one, or 0. */
    int[] segment(int hash) {
        return segments[hash >>> 24];
    }

    /** Enters a number that is not there. */
    void add(int hash, int number) {
        int segment = hash >>> 24;
        if (++counts[segment] * 4 > segments[segment].length * 3) {
            grow(segment);
        }
        put(segments[segment], hash, number);
    }

    /** Takes a number out that is there; those behind it move up. */
    void remove(int hash, int number) {
        int segment = hash >>> 24;
        var slots = segments[segment];
        int mask = slots.length - 1;
        int gap = hash & mask;
        while (slots[gap] != number + 1) {
            gap = gap + 1 & mask;
        }
        counts[segment]--;
        for (int at = gap + 1 & mask; slots[at] != 0; at = at + 1 & mask) {
            int home = hashes.of(slots[at] - 1) & mask;
            if ((at - home & mask) >= (at - gap & mask)) {
                slots[gap] = slots[at];
                gap = at;
            }
        }
        slots[gap] = 0;
    }

    private void grow(int segment) {
        var old = segments[segment];
        var next = new int[2 * old.length];
        for (int slot : old) {
            if (slot != 0) {
                put(next, hashes.of(slot - 1), slot - 1);
            }
        }
        segments[segment] = next;
    }

    private static void put(int[] slots, int hash, int number) {
        int mask = slots.length - 1;
        int at = hash & mask;
        while (slots[at] != 0) {
            at = at + 1 & mask;
        }
        slots[at] = number + 1;
    }
}
