package fairlead.bgp.table;

import fairlead.bgp.wire.NetworkOrder;
import java.util.Arrays;

/**
 * Hashes for what neighbours choose: which values share one depends on a secret, so nobody can send
 * a crowd of them. Four octets of a value count as a number; numbers go in pairs, each with a key
 * of its own added, and the products of pairs are summed up (pair-multiply-shift, which is
 * universal). Exclusive-or and a constant factor would not do: some differences undo one another
 * then, whatever the secret is.
 */
final class KeyedHash {

    private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;
    private static final long LOW = 0xffff_ffffL;

    private final long secret;

    /** As many as the longest value so far has needed. */
    private long[] keys = new long[0];

    KeyedHash(long secret) {
        this.secret = secret;
        grow(64);
    }

    /** The hash of a prefix as {@link PrefixTable} has them. */
    int of(long high, long low, int length) {
        return cut(
                keys[0] * length
                        + (keys[1] + (high >>> 32)) * (keys[2] + (high & LOW))
                        + (keys[3] + (low >>> 32)) * (keys[4] + (low & LOW)));
    }

    /** The hash of {@code octets} between {@code from} and {@code to}. */
    int of(byte[] octets, int from, int to) {
        int length = to - from;
        if (length / 4 + 3 > keys.length) {
            grow(length / 2);
        }
        long sum = keys[0] * length;
        int key = 1;
        int at = from;
        for (; to - at >= 8; at += 8) {
            sum += pair(key, NetworkOrder.int32(octets, at), NetworkOrder.int32(octets, at + 4));
            key += 2;
        }
        if (at < to) {
            sum += pair(key, rest(octets, at, to), rest(octets, at + 4, to));
        }
        return cut(sum);
    }

    private long pair(int key, int one, int other) {
        return (keys[key] + (one & LOW)) * (keys[key + 1] + (other & LOW));
    }

    /** Up to four octets before {@code to}, and zeros after them. */
    private static int rest(byte[] octets, int from, int to) {
        int rest = 0;
        for (int i = 0; i < 4; i++) {
            rest = rest << 8 | (from + i < to ? octets[from + i] & 0xff : 0);
        }
        return rest;
    }

    /** Values in a row must not have hashes in a row. */
    private static int cut(long sum) {
        return (int) ((sum ^ sum >>> 32) * GOLDEN >>> 32);
    }

    private void grow(int size) {
        int before = keys.length;
        keys = Arrays.copyOf(keys, size);
        for (int i = before; i < size; i++) {
            keys[i] = mixed(secret + (i + 1) * GOLDEN);
        }
    }

    /** Each bit of a number, in each bit of another (SplitMix64). */
    private static long mixed(long number) {
        long mixed = (number ^ number >>> 30) * 0xbf58_476d_1ce4_e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d0_49bb_1331_11ebL;
        return mixed ^ mixed >>> 31;
    }
}
