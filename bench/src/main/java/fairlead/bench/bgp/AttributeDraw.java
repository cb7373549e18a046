package fairlead.bench.bgp;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * Draws what a sender says of a group's way: AS paths of 2 to 7, four on average, communities on
 * two thirds, large communities on one in ten, a MED on one in seven, an aggregator on one in
 * twelve. The origin of a group is the same whoever says it; the way there is each sender's own.
 *
 * <p>Communities are written in ascending order, each once: some daemons sort them, and what they
 * pass on is compared with what was sent.
 */
final class AttributeDraw {

    /** Flags of RFC 4271 §4.3: well-known; optional; optional and transitive. */
    private static final int WELL_KNOWN = 0x40;

    private static final int OPTIONAL = 0x80;
    private static final int TRANSITIVE = 0xc0;

    /** Thousandths of AS paths that have at most 2, 3, 4, 5, 6 ASes; the rest has 7. */
    private static final int[] PATH_LENGTHS = {80, 330, 660, 860, 950};

    private static final int MOST_COMMUNITIES = 20;

    private final long seed;
    private final Rules rules;

    AttributeDraw(long seed) {
        this(seed, Rules.PASS);
    }

    /**
     * @param rules what a daemon makes of it
     */
    AttributeDraw(long seed, Rules rules) {
        this.seed = seed;
        this.rules = rules;
    }

    /**
     * Writes the attributes, in ascending order of type, and says how good they are: of two ways to
     * one prefix the one with the lower number is better, by length of the AS path, then by ORIGIN.
     *
     * @param nextHop the sender's address; written here only for IPv4
     */
    int write(ByteBuffer out, Place sender, int group, byte[] nextHop) {
        var origin = new SplittableRandom(seed ^ 0x5DEECE66DL * (group + 1));
        var random = new SplittableRandom(seed + 1_000_003L * group ^ 0x9E3779B9L * sender.asn());
        int originator = 1000 + origin.nextInt(62_000);
        int code = origin.nextInt(100);
        code = code < 90 ? 0 : code < 99 ? 2 : 1;
        attribute(out, WELL_KNOWN, 1, 1).put((byte) code);
        int length = path(out, sender.asn(), originator, random);
        if (nextHop.length == 4) {
            attribute(out, WELL_KNOWN, 3, 4).put(nextHop);
        }
        if (random.nextInt(7) == 0) {
            attribute(out, OPTIONAL, 4, 4).putInt(random.nextInt(200));
        }
        if (origin.nextInt(12) == 0) {
            attribute(out, WELL_KNOWN, 6, 0);
            attribute(out, TRANSITIVE, 7, 8).putInt(originator).putInt(0xc6336401);
        }
        int drawn = random.nextInt(3) < 2 ? communities(out, random) : 0;
        if (rules == Rules.TAG) {
            tag(out, drawn);
        }
        if (random.nextInt(10) == 0) {
            attribute(out, TRANSITIVE, 32, 12)
                    .putInt(originator)
                    .putInt(random.nextInt(100))
                    .putInt(random.nextInt(1000));
        }
        return length << 2 | code;
    }

    private static int path(ByteBuffer out, int first, int last, SplittableRandom random) {
        int drawn = random.nextInt(1000);
        int length = 2;
        while (length < 7 && drawn >= PATH_LENGTHS[length - 2]) {
            length++;
        }
        attribute(out, WELL_KNOWN, 2, 2 + 4 * length).put((byte) 2).put((byte) length);
        out.putInt(first);
        for (int hop = 1; hop < length - 1; hop++) {
            // Few carry most of the traffic: low numbers are drawn far more often.
            double drawnHop = random.nextDouble();
            out.putInt(1000 + (int) (4000 * drawnHop * drawnHop * drawnHop));
        }
        out.putInt(last);
        return length;
    }

    /** One community more than there are. */
    private static void tag(ByteBuffer out, int drawn) {
        if (drawn == 0) {
            attribute(out, TRANSITIVE, 8, 4);
        } else {
            int length = out.position() - 4 * drawn - 1;
            out.put(length, (byte) (4 * drawn + 4));
        }
        out.putInt(Rules.COMMUNITY);
    }

    /** Returns how many. */
    private static int communities(ByteBuffer out, SplittableRandom random) {
        int wanted = 1;
        while (wanted < MOST_COMMUNITIES && random.nextInt(3) > 0) {
            wanted++;
        }
        int at = out.position();
        attribute(out, TRANSITIVE, 8, 0);
        int asn = 1000 + random.nextInt(500);
        int value = random.nextInt(100);
        for (int i = 0; i < wanted; i++) {
            out.putInt(asn << 16 | value);
            if (random.nextInt(4) == 0) {
                asn += 1 + random.nextInt(1000);
            }
            value += 1 + random.nextInt(100);
        }
        out.put(at + 2, (byte) (4 * wanted));
        return wanted;
    }

    /** An attribute's header; its value, of {@code length} octets (up to 255), is to follow. */
    private static ByteBuffer attribute(ByteBuffer out, int flags, int type, int length) {
        return out.put((byte) flags).put((byte) type).put((byte) length);
    }
}
