package fairlead.bench.bgp;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Prefixes like the Internet's, in groups that have one origin and share one set of attributes. The
 * same arguments make the same table. A group has at least {@code k} prefixes with probability
 * 1/{@code k}, up to 226: half of them have one, and the mean is six. Prefixes of a group lie near
 * one another, as what an organisation was given does.
 */
final class InternetTable {

    /** The most prefixes of a group; the sum of 1/k up to here is 6, the mean size. */
    static final int LARGEST_GROUP = 226;

    private static final int[] IPV6_BLOCKS = {0x2001, 0x2400, 0x2600, 0x2800, 0x2a00, 0x2c00};

    final Family family;
    final PrefixSlots slots;
    private final long[] keys;
    private final int[] starts;

    private InternetTable(Family family, PrefixSlots slots, long[] keys, int[] starts) {
        this.family = family;
        this.slots = slots;
        this.keys = keys;
        this.starts = starts;
    }

    /**
     * @param share prefixes of one sender, if each has its own: no group reaches over its border
     */
    static InternetTable draw(Family family, int size, int share, long seed) {
        var random = new SplittableRandom(seed);
        var law = LengthLaw.of(family);
        var slots = new PrefixSlots(size);
        var keys = new long[size];
        var starts = new int[size + 1];
        int groups = 0;
        for (int at = 0; at < size; ) {
            starts[groups++] = at;
            int drawn = (int) Math.min(LARGEST_GROUP, 1 / (1 - random.nextDouble()));
            int end = Math.min(size, at + Math.min(drawn, share - at % share));
            long block = somewhere(family, random);
            while (at < end) {
                keys[at++] = fresh(family, law.draw(random), block, slots, random);
            }
        }
        starts[groups] = size;
        return new InternetTable(family, slots, keys, Arrays.copyOf(starts, groups + 1));
    }

    /** A prefix that is not there yet: within the block's first 14 bits (IPv6: 28), or anywhere. */
    private static long fresh(
            Family family, int length, long block, PrefixSlots slots, SplittableRandom random) {
        long near = -1L << (family == Family.IPV4 ? 50 : 36);
        for (int tries = 0; tries < 100_000; tries++) {
            long bits =
                    tries < 8
                            ? block & near | random.nextLong() & ~near
                            : somewhere(family, random);
            long key = PrefixKey.of(bits, length);
            if ((family == Family.IPV6 || isPublic((int) (bits >>> 32))) && slots.add(key)) {
                return key;
            }
        }
        throw new IllegalArgumentException("there are not so many prefixes of length " + length);
    }

    private static long somewhere(Family family, SplittableRandom random) {
        if (family == Family.IPV6) {
            long block = IPV6_BLOCKS[random.nextInt(IPV6_BLOCKS.length)] + random.nextInt(16);
            return block << 48 | random.nextLong() >>> 16;
        }
        while (true) {
            int bits = random.nextInt();
            if (isPublic(bits)) {
                return (long) bits << 32;
            }
        }
    }

    /** Unicast, and in no block that daemons might refuse or that is ours (RFC 6890). */
    private static boolean isPublic(int bits) {
        int first = bits >>> 24;
        int second = bits >>> 16 & 0xff;
        return first > 0
                && first < 224
                && first != 10
                && first != 127
                && !(first == 100 && second >> 6 == 1)
                && !(first == 169 && second == 254)
                && !(first == 172 && second >> 4 == 1)
                && !(first == 192 && (second == 0 || second == 168))
                && !(first == 198 && second >> 1 == 9);
    }

    int size() {
        return keys.length;
    }

    int groups() {
        return starts.length - 1;
    }

    long key(int prefix) {
        return keys[prefix];
    }

    /**
     * The number of the group's first prefix; its last one stands before the next group's first.
     */
    int start(int group) {
        return starts[group];
    }

    /** The group in which prefix number {@code prefix} is, or the one past the last. */
    int groupAt(int prefix) {
        int found = Arrays.binarySearch(starts, prefix);
        return found >= 0 ? found : -found - 2;
    }
}
