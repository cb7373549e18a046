package fairlead.bgp.table;

import java.util.Arrays;

/**
 * Finds numbers by the hash of what they stand for: open addressing in 256 segments that grow one
 * at a time, so that no growth takes long.
 *
 * <p>A slot holds a number plus one in its lower 25 bits, and above them how far it is from the
 * slot where its hash would have it, 127 standing for more. Those that are farther from home come
 * first (Robin Hood hashing). So whoever looks for something compares only what has the same home,
 * and stops early; and what is taken out leaves no need to ask for the hashes of those behind it.
 * Either would be a walk through memory far away.
 *
 * <p>Whoever owns the numbers knows what is equal: he walks {@link #segment} from {@code hash &
 * (length - 1)}, wrapping, until {@link #ends}, and looks where {@link #mayBe}.
 */
final class Index {

    /** The hash of what a number stands for. */
    interface Hashes {
        int of(int number);
    }

    private static final int SMALLEST = 8;
    private static final int NUMBER_BITS = 25;
    private static final int NUMBER = (1 << NUMBER_BITS) - 1;
    private static final int FARTHEST = 127;

    private final Hashes hashes;
    private final int[][] segments = new int[256][];
    private final int[] counts = new int[256];

    Index(Hashes hashes) {
        this.hashes = hashes;
        Arrays.setAll(segments, _ -> new int[SMALLEST]);
    }

    /** The slots among which a hash is. */
    int[] segment(int hash) {
        return segments[hash >>> 24];
    }

    /** What is looked for is not in this slot, {@code far} from its home, nor behind it. */
    static boolean ends(int slot, int far) {
        return slot == 0 || slot >>> NUMBER_BITS < Math.min(far, FARTHEST);
    }

    /** What is looked for may be in this slot, {@code far} from its home. */
    static boolean mayBe(int slot, int far) {
        return slot >>> NUMBER_BITS == Math.min(far, FARTHEST);
    }

    /** The number in a slot that is not empty. */
    static int number(int slot) {
        return (slot & NUMBER) - 1;
    }

    /**
     * Enters a number that is not there.
     *
     * @throws IllegalArgumentException if it is beyond 33,554,430
     */
    void add(int hash, int number) {
        if (number >= NUMBER) {
            throw new IllegalArgumentException("number " + number + " does not fit");
        }
        int segment = hash >>> 24;
        if (++counts[segment] * 4 > segments[segment].length * 3) {
            grow(segment);
        }
        put(segments[segment], hash, number);
    }

    /** Takes a number out that is there; those behind it that are not at home move up. */
    void remove(int hash, int number) {
        int segment = hash >>> 24;
        var slots = segments[segment];
        int mask = slots.length - 1;
        int gap = hash & mask;
        while (number(slots[gap]) != number) {
            gap = gap + 1 & mask;
        }
        counts[segment]--;
        int next = gap + 1 & mask;
        while (slots[next] >>> NUMBER_BITS > 0) {
            slots[gap] = nearer(slots[next], gap, mask);
            gap = next;
            next = next + 1 & mask;
        }
        slots[gap] = 0;
    }

    /** The slot's content one place nearer to its home, at {@code at}. */
    private int nearer(int slot, int at, int mask) {
        return filled(slot & NUMBER, far(slot, at + 1 & mask, mask) - 1);
    }

    /** How far the slot at {@code at} is from its home; only beyond 126 that takes a hash. */
    private int far(int slot, int at, int mask) {
        int far = slot >>> NUMBER_BITS;
        return far < FARTHEST ? far : at - hashes.of(number(slot)) & mask;
    }

    private static int filled(int number, int far) {
        return number | Math.min(far, FARTHEST) << NUMBER_BITS;
    }

    private void grow(int segment) {
        var old = segments[segment];
        var next = new int[2 * old.length];
        for (int slot : old) {
            if (slot != 0) {
                put(next, hashes.of(number(slot)), number(slot));
            }
        }
        segments[segment] = next;
    }

    private void put(int[] slots, int hash, int number) {
        int mask = slots.length - 1;
        int carried = number + 1;
        int far = 0;
        int at = hash & mask;
        while (slots[at] != 0) {
            int there = far(slots[at], at, mask);
            if (there < far) {
                int moved = slots[at] & NUMBER;
                slots[at] = filled(carried, far);
                carried = moved;
                far = there;
            }
            far++;
            at = at + 1 & mask;
        }
        slots[at] = filled(carried, far);
    }
}
