package fairlead.bench.bgp;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * What a receiver holds after all the UPDATEs that it heard, prefix for prefix, and how many of
 * them with the attributes that are expected. UPDATEs are read exactly, every prefix of each.
 */
final class Holding {

    private static final int MP_REACH = 14;
    private static final int MP_UNREACH = 15;

    private Expectation expected;
    private final PrefixSlots slots;
    private final long[] held;
    private final long[] right;
    private int heldCount;
    private int rightCount;
    private int own;
    private long heard;
    private long strangers;
    private String wrongSample = "";

    Holding(Expectation expected) {
        this.expected = expected;
        this.slots = expected.slots;
        held = new long[slots.capacity() + 63 >>> 6];
        right = new long[held.length];
    }

    /** The receiver itself sends this one, so nobody will tell it: it counts as held. */
    void own(int slot) {
        set(held, slot);
        set(right, slot);
        heldCount++;
        rightCount++;
        own++;
    }

    /** From now on this is expected: where it says something else, nothing is right any more. */
    void expect(Expectation other) {
        for (int slot = 0; slot < slots.capacity(); slot++) {
            if (!other.isSame(slot, expected)) {
                rightCount -= clear(right, slot) ? 1 : 0;
            }
        }
        expected = other;
    }

    /** What shall be held is, each with the attributes of a best way, and nothing else. */
    boolean complete() {
        return rightCount == expected.size() && heldCount == rightCount;
    }

    /** Nothing is held but what the receiver sends itself. */
    boolean empty() {
        return heldCount == own;
    }

    boolean holds(int slot) {
        return (held[slot >>> 6] & 1L << slot) != 0;
    }

    /** Prefixes that lack, and those that are held with attributes that nobody should tell. */
    String shortfall() {
        return "%,d of %,d prefixes lack, %,d have other attributes than expected, %,d are of nobody's%s"
                .formatted(
                        missing(),
                        expected.size(),
                        wrong(),
                        strangers,
                        wrong() > 0 ? "; for instance " + wrongSample : "");
    }

    int missing() {
        return Math.max(0, expected.size() - heldCount);
    }

    int wrong() {
        return heldCount - rightCount;
    }

    /** Prefixes in all UPDATEs so far, announced or withdrawn, each as often as it came. */
    long heard() {
        return heard;
    }

    /**
     * Takes the body of an UPDATE (RFC 4271 §4.3), what follows its header.
     *
     * @param in has at least eight octets behind {@code to}, whatever they are
     */
    void update(ByteBuffer in, int from, int to) {
        int withdrawnEnd = from + 2 + (in.getShort(from) & 0xffff);
        int attributes = withdrawnEnd + 2;
        int nlri = attributes + (in.getShort(withdrawnEnd) & 0xffff);
        withdraw(in, from + 2, withdrawnEnd);
        if (nlri == attributes) {
            return;
        }
        for (int at = attributes; at < nlri; ) {
            boolean extended = (in.get(at) & 0x10) != 0;
            int type = in.get(at + 1) & 0xff;
            int length = extended ? in.getShort(at + 2) & 0xffff : in.get(at + 2) & 0xff;
            int value = at + (extended ? 4 : 3);
            at = value + length;
            if (type == MP_REACH) {
                int prefixes = value + 5 + (in.get(value + 3) & 0xff);
                announce(in, prefixes, at, attributes, nlri);
            } else if (type == MP_UNREACH) {
                withdraw(in, value + 3, at);
            }
        }
        if (nlri < to) {
            announce(in, nlri, to, attributes, nlri);
        }
    }

    private void announce(ByteBuffer in, int from, int to, int attributes, int end) {
        int fingerprint = Fingerprint.of(in, attributes, end);
        int wrongBefore = wrong();
        for (int at = from; at < to; ) {
            int length = in.get(at) & 0xff;
            int slot = length > 63 ? -1 : slots.slot(PrefixKey.of(in.getLong(at + 1), length));
            at += 1 + (length + 7 >> 3);
            heard++;
            if (slot < 0) {
                strangers++;
                continue;
            }
            if (set(held, slot)) {
                heldCount++;
            }
            if (expected.fits(slot, fingerprint)) {
                rightCount += set(right, slot) ? 1 : 0;
            } else {
                rightCount -= clear(right, slot) ? 1 : 0;
            }
        }
        if (wrong() > wrongBefore && wrongSample.isEmpty()) {
            wrongSample = HexFormat.of().formatHex(in.array(), attributes, end);
        }
    }

    private void withdraw(ByteBuffer in, int from, int to) {
        for (int at = from; at < to; ) {
            int length = in.get(at) & 0xff;
            int slot = length > 63 ? -1 : slots.slot(PrefixKey.of(in.getLong(at + 1), length));
            at += 1 + (length + 7 >> 3);
            heard++;
            if (slot >= 0 && clear(held, slot)) {
                heldCount--;
                rightCount -= clear(right, slot) ? 1 : 0;
            }
        }
    }

    private static boolean set(long[] bits, int slot) {
        long old = bits[slot >>> 6];
        bits[slot >>> 6] = old | 1L << slot;
        return (old & 1L << slot) == 0;
    }

    private static boolean clear(long[] bits, int slot) {
        long old = bits[slot >>> 6];
        bits[slot >>> 6] = old & ~(1L << slot);
        return (old & 1L << slot) != 0;
    }
}
