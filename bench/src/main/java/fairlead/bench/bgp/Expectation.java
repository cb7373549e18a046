package fairlead.bench.bgp;

import java.util.Arrays;

/**
 * What each receiver shall hold at the end: every prefix of a table, each with the attributes of a
 * best way to it, as their sender sent them. Where senders are equally good by AS path and ORIGIN,
 * either will do: what breaks ties differs between daemons.
 */
final class Expectation {

    final PrefixSlots slots;
    private final int ways;
    private final int[] ranks;
    private final int[] fingerprints;

    /**
     * @param ways the most senders that one prefix has
     */
    Expectation(PrefixSlots slots, int ways) {
        this.slots = slots;
        this.ways = ways;
        ranks = new int[slots.capacity()];
        Arrays.fill(ranks, Integer.MAX_VALUE);
        fingerprints = new int[slots.capacity() * ways];
    }

    /** A sender has a way to the prefix at {@code slot}, the better the lower its rank. */
    void way(int slot, int rank, int fingerprint) {
        if (rank > ranks[slot] || rank == ranks[slot] && fits(slot, fingerprint)) {
            return;
        }
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
