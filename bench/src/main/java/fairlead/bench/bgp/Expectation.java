package fairlead.bench.bgp;

import java.util.Arrays;

/**
 * What each receiver shall hold at the end: every prefix of a table, each with the attributes of a
 * best way to it, as their sender sent them. Where senders are equally good by AS path and ORIGIN,
 * either will do: what breaks ties differs between daemons.
 */
final class Expectation {

    final PrefixSlots slots;
    private final Rules rules;
    private final int ways;
    private int size;
    private final int[] ranks;
    private final int[] fingerprints;

    /**
     * @param ways the most senders that one prefix has
     */
    Expectation(PrefixSlots slots, int ways) {
        this(slots, ways, Rules.PASS);
    }

    /**
     * @param rules which prefixes the daemon takes
     */
    Expectation(PrefixSlots slots, int ways, Rules rules) {
        this.slots = slots;
        this.ways = ways;
        this.rules = rules;
        ranks = new int[slots.capacity()];
        Arrays.fill(ranks, Integer.MAX_VALUE);
        fingerprints = new int[slots.capacity() * ways];
    }

    /** A sender has a way to the prefix at {@code slot}, the better the lower its rank. */
    void way(int slot, int rank, int fingerprint) {
        if (rank > ranks[slot]
                || rank == ranks[slot] && fits(slot, fingerprint)
                || !rules.take(slots.key(slot))) {
            return;
        }
        size += ranks[slot] == Integer.MAX_VALUE ? 1 : 0;
        int first = slot * ways;
        if (rank < ranks[slot]) {
            ranks[slot] = rank;
            Arrays.fill(fingerprints, first, first + ways, 0);
        }
        while (fingerprints[first] != 0) {
            first++;
        }
        fingerprints[first] = fingerprint;
    }

    /** How many prefixes shall be held. */
    int size() {
        return size;
    }

    /** Whether a prefix shall be held with the same attributes as {@code other} says. */
    boolean isSame(int slot, Expectation other) {
        int first = slot * ways;
        return Arrays.equals(
                fingerprints, first, first + ways, other.fingerprints, first, first + ways);
    }

    /** Whether attributes with this fingerprint are those of a best way to the prefix. */
    boolean fits(int slot, int fingerprint) {
        int first = slot * ways;
        for (int way = first; way < first + ways && fingerprints[way] != 0; way++) {
            if (fingerprints[way] == fingerprint) {
                return true;
            }
        }
        return false;
    }
}
