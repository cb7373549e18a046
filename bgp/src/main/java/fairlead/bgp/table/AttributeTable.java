package fairlead.bgp.table;

import java.util.Arrays;

/**
 * Sets of path attributes: each distinct string of octets once, named by a number, counted by those
 * who use it. Octets are in canonical form: see {@link AttributeScan}.
 */
public final class AttributeTable {

    /** For {@link #find}: there is no such set. */
    public static final int NONE = -1;

    private final KeyedHash keyed;
    private final OctetStore store = new OctetStore();
    private final Index index;
    private final IntColumn hashes = new IntColumn();
    private final IntColumn places = new IntColumn();
    private final IntColumn lengths = new IntColumn();
    private final IntColumn users = new IntColumn();
    private final IntColumn flags = new IntColumn();
    private final IntColumn neighbours = new IntColumn();
    private final IntColumn meds = new IntColumn();
    private final LongColumn ranks = new LongColumn();
    private final IntList free = new IntList();
    private final IntList unused = new IntList();
    private int limit;

    /**
     * @param secret makes hashes that nobody outside can foresee
     */
    public AttributeTable(long secret) {
        this.keyed = new KeyedHash(secret);
        this.index = new Index(hashes::get);
    }

    /** How many sets there are, those that nobody uses any more included until {@link #sweep}. */
    public int size() {
        return limit - free.size();
    }

    /** All numbers are below this. */
    public int limit() {
        return limit;
    }

    /** The hash of a set, to be given to {@link #find} and {@link #add}. */
    public int hash(byte[] octets, int from, int to) {
        return keyed.of(octets, from, to);
    }

    /** The number of the set with these octets, or {@link #NONE}. */
    public int find(byte[] octets, int from, int to, int hash) {
        var slots = index.segment(hash);
        int mask = slots.length - 1;
        int at = hash & mask;
        for (int far = 0; !Index.ends(slots[at], far); far++) {
            if (Index.mayBe(slots[at], far)) {
                int number = Index.number(slots[at]);
                if (hashes.get(number) == hash
                        && lengths.get(number) == to - from
                        && same(number, octets, from, to)) {
                    return number;
                }
            }
            at = at + 1 & mask;
        }
        return NONE;
    }

    /**
     * Enters a set that is not there, used by nobody yet.
     *
     * @param rank less is better: what selection compares first
     */
    public int add(byte[] octets, int from, int to, int hash, AttributeScan facts, long rank) {
        int number = free.isEmpty() ? limit++ : free.pop();
        places.set(number, store.add(octets, from, to - from));
        lengths.set(number, to - from);
        hashes.set(number, hash);
        flags.set(number, facts.flags());
        neighbours.set(number, facts.neighbourAs());
        meds.set(number, facts.med());
        ranks.set(number, rank);
        users.set(number, 0);
        unused.add(number);
        index.add(hash, number);
        return number;
    }

    /** One more uses this set. */
    public void retain(int number) {
        users.add(number, 1);
    }

    /** One less uses this set; at the next {@link #sweep} it goes if nobody does. */
    public void release(int number) {
        if (users.add(number, -1) == 0) {
            unused.add(number);
        }
    }

    /** Whether there is anything that {@link #sweep} would look at. */
    public boolean hasUnused() {
        return !unused.isEmpty();
    }

    /** Told of each set that goes. */
    public interface Gone {
        void gone(int number);
    }

    /** Forgets the sets that nobody uses. Until then their numbers mean what they meant. */
    public void sweep(Gone listener) {
        while (!unused.isEmpty()) {
            int number = unused.pop();
            if (users.get(number) == 0 && lengths.get(number) >= 0) {
                listener.gone(number);
                index.remove(hashes.get(number), number);
                store.remove(places.get(number));
                lengths.set(number, -1);
                free.add(number);
            }
        }
    }

    /** The array that holds the octets of a set, from {@link #from} on. */
    public byte[] octets(int number) {
        return store.octets(places.get(number));
    }

    /** Where in {@link #octets} a set begins. */
    public int from(int number) {
        return OctetStore.from(places.get(number));
    }

    /** Octets in a set. */
    public int length(int number) {
        return lengths.get(number);
    }

    /** A copy of the octets of a set. */
    public byte[] copy(int number) {
        return Arrays.copyOfRange(octets(number), from(number), from(number) + lengths.get(number));
    }

    /** What {@link AttributeScan#flags} said of it. */
    public int flags(int number) {
        return flags.get(number);
    }

    /** The AS that the path came from last; 0 for an empty path. */
    public int neighbourAs(int number) {
        return neighbours.get(number);
    }

    /** MULTI_EXIT_DISC, 0 where there is none. */
    public int med(int number) {
        return meds.get(number);
    }

    /** Whether its NEXT_HOP is longer than four octets, which only IPv6 may have. */
    public boolean isWide(int number) {
        return (flags.get(number) & AttributeScan.WIDE_NEXT_HOP) != 0;
    }

    /** Less is better. */
    public long rank(int number) {
        return ranks.get(number);
    }

    private boolean same(int number, byte[] octets, int from, int to) {
        int there = from(number);
        return Arrays.equals(octets(number), there, there + to - from, octets, from, to);
    }
}
