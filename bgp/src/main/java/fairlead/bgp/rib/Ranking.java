package fairlead.bgp.rib;

import java.util.Arrays;

/**
 * The paths of a prefix that take part, taken one after the other: the best of all, the best of the
 * others, and so on. The chain is walked once; whoever wants no more than the first pays for no
 * order of the rest.
 */
final class Ranking {

    /** The half of a number that is the neighbouring AS. */
    private static final long NEIGHBOUR = -1L << 32;

    private final Decision decision;
    private int[] left = new int[8];
    private long[] ranks = new long[8];

    /** Of those that are left, the places of the ones of least rank. */
    private int[] first = new int[8];

    /** Of the same, the neighbouring AS and the MED, in order. */
    private long[] meds = new long[8];

    private int size;

    Ranking(Decision decision) {
        this.decision = decision;
    }

    void clear() {
        size = 0;
    }

    /** One more path of the prefix that takes part. */
    void add(int path, long rank) {
        if (size == left.length) {
            left = Arrays.copyOf(left, 2 * size);
            ranks = Arrays.copyOf(ranks, 2 * size);
            first = Arrays.copyOf(first, 2 * size);
            meds = Arrays.copyOf(meds, 2 * size);
        }
        left[size] = path;
        ranks[size++] = rank;
    }

    /** Takes the best of those that are left; 0 if there are none. */
    int next() {
        if (size == 0) {
            return 0;
        }
        int count = 0;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            if (ranks[i] < least) {
                least = ranks[i];
                count = 0;
            }
            if (ranks[i] == least) {
                first[count++] = i;
            }
        }
        int best = count == 1 ? first[0] : bestOf(count);
        int path = left[best];
        left[best] = left[--size];
        ranks[best] = ranks[size];
        return path;
    }

    /** Of several of one rank, none that loses by its MED to another of them. */
    private int bestOf(int count) {
        boolean byMed = decision.comparesMeds();
        if (byMed) {
            for (int i = 0; i < count; i++) {
                meds[i] = decision.neighbourAndMed(left[first[i]]);
            }
            Arrays.sort(meds, 0, count);
        }
        int best = -1;
        for (int i = 0; i < count; i++) {
            int place = first[i];
            if (!(byMed && losesByMed(left[place], count))
                    && (best < 0 || decision.breaksTie(left[place], left[best]))) {
                best = place;
            }
        }
        return best;
    }

    /** Whether a path of the same neighbouring AS has a lower MED: those stand in a row. */
    private boolean losesByMed(int path, int count) {
        long own = decision.neighbourAndMed(path);
        int at = Arrays.binarySearch(meds, 0, count, own & NEIGHBOUR);
        return meds[at < 0 ? -at - 1 : at] < own;
    }
}
