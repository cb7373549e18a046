package fairlead.bgp.table;

import fairlead.net.IpAddress;
import fairlead.net.IpAddress.Family;
import fairlead.net.Prefix;

/**
 * Prefixes of one family and their numbers. A prefix is given as bits from the left: those of an
 * IPv4 prefix are the upper half of {@code high}, and {@code low} is 0. Host bits are zero.
 */
public final class PrefixTable {

    /** For {@link #find}: there is no such prefix. */
    public static final int NONE = -1;

    private static final long FREE = -1;

    private final Family family;
    private final LongColumn highs = new LongColumn();
    private final LongColumn lows = new LongColumn();
    private final IntColumn lengths = new IntColumn();
    private final IntList free = new IntList();
    private final Index index = new Index(this::hash);
    private final KeyedHash keyed;
    private int limit;

    /**
     * @param secret makes hashes that nobody outside can foresee
     */
    public PrefixTable(Family family, long secret) {
        this.family = family;
        this.keyed = new KeyedHash(secret);
    }

    /** How many there are. */
    public int size() {
        return limit - free.size();
    }

    /** All numbers are below this; not all below it are in use. */
    public int limit() {
        return limit;
    }

    /** The number of a prefix, or {@link #NONE}. */
    public int find(long high, long low, int length) {
        int hash = keyed.of(high, low, length);
        var slots = index.segment(hash);
        int mask = slots.length - 1;
        int at = hash & mask;
        for (int far = 0; !Index.ends(slots[at], far); far++) {
            if (Index.mayBe(slots[at], far)) {
                int number = Index.number(slots[at]);
                if (is(number, high, low, length)) {
                    return number;
                }
            }
            at = at + 1 & mask;
        }
        return NONE;
    }

    private boolean is(int number, long high, long low, int length) {
        return family == Family.V4
                ? highs.get(number) == (high | length)
                : highs.get(number) == high
                        && lows.get(number) == low
                        && lengths.get(number) == length;
    }

    /** Gives a prefix that has none a number. */
    public int add(long high, long low, int length) {
        int number = free.isEmpty() ? limit++ : free.pop();
        if (family == Family.V4) {
            highs.set(number, high | length);
        } else {
            highs.set(number, high);
            lows.set(number, low);
            lengths.set(number, length);
        }
        index.add(keyed.of(high, low, length), number);
        return number;
    }

    /** Forgets a prefix; its number is given to another. */
    public void remove(int number) {
        index.remove(hash(number), number);
        if (family == Family.V4) {
            highs.set(number, FREE);
        } else {
            lengths.set(number, (int) FREE);
        }
        free.add(number);
    }

    /** Whether {@code number} stands for a prefix. */
    public boolean isUsed(int number) {
        return number < limit
                && (family == Family.V4
                        ? highs.get(number) != FREE
                        : lengths.get(number) != (int) FREE);
    }

    /** The first 64 bits. */
    public long high(int number) {
        long key = highs.get(number);
        return family == Family.V4 ? key & 0xffff_ffff_0000_0000L : key;
    }

    /** The last 64 bits; 0 for IPv4. */
    public long low(int number) {
        return family == Family.V4 ? 0 : lows.get(number);
    }

    /** 0 to 32 or 128. */
    public int length(int number) {
        return family == Family.V4 ? (int) highs.get(number) : lengths.get(number);
    }

    /** For people: not to be called in a loop over a table. */
    public Prefix prefix(int number) {
        return prefix(family, high(number), low(number), length(number));
    }

    /** The number of {@code prefix}, or {@link #NONE}. */
    public int find(Prefix prefix) {
        return find(high(prefix), low(prefix), prefix.length());
    }

    public static Prefix prefix(Family family, long high, long low, int length) {
        return new Prefix(
                family == Family.V4
                        ? IpAddress.v4((int) (high >>> 32))
                        : new IpAddress(Family.V6, high, low),
                length);
    }

    /** The first 64 bits of {@code prefix} as this table counts them. */
    public static long high(Prefix prefix) {
        var network = prefix.network();
        return network.family() == Family.V4 ? network.low() << 32 : network.high();
    }

    /** The last 64 bits of {@code prefix} as this table counts them. */
    public static long low(Prefix prefix) {
        return prefix.network().family() == Family.V4 ? 0 : prefix.network().low();
    }

    private int hash(int number) {
        return keyed.of(high(number), low(number), length(number));
    }
}
