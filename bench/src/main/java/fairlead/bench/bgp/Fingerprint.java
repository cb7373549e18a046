package fairlead.bench.bgp;

import java.nio.ByteBuffer;

/**
 * A number of 32 bits that two sets of path attributes share if they say the same, and hardly
 * otherwise: neither the attributes' order nor their flags count, and an IPv6 next hop counts from
 * within MP_REACH_NLRI, without the link-local address that may follow it. Never 0.
 */
final class Fingerprint {

    private static final int NEXT_HOP = 3;
    private static final int MP_REACH = 14;
    private static final int MP_UNREACH = 15;

    private Fingerprint() {}

    /** Of the attributes in {@code octets}, which are taken to be well-formed. */
    static int of(ByteBuffer octets, int from, int to) {
        long sum = 0;
        for (int at = from; at < to; ) {
            boolean extended = (octets.get(at) & 0x10) != 0;
            int type = octets.get(at + 1) & 0xff;
            int length = extended ? octets.getShort(at + 2) & 0xffff : octets.get(at + 2) & 0xff;
            int value = at + (extended ? 4 : 3);
            at = value + length;
            if (type == MP_REACH) {
                sum += value(octets, NEXT_HOP, value + 4, value + 20);
            } else if (type != MP_UNREACH) {
                sum += value(octets, type, value, at);
            }
        }
        int folded = (int) (sum ^ sum >>> 32);
        return folded == 0 ? 1 : folded;
    }

    private static long value(ByteBuffer octets, int type, int from, int to) {
        long hash = type * 0x9E3779B97F4A7C15L + to - from;
        int at = from;
        for (; at + 8 <= to; at += 8) {
            hash = mixed(hash ^ octets.getLong(at));
        }
        for (; at < to; at++) {
            hash = mixed(hash ^ octets.get(at));
        }
        return mixed(hash);
    }

    private static long mixed(long hash) {
        long product = hash * 0xBF58476D1CE4E5B9L;
        return product ^ product >>> 32;
    }
}
