package fairlead.bgp.policy;

import fairlead.bgp.wire.NetworkOrder;
import java.util.Arrays;

/** Where the attributes of one canonical span begin. Filled anew for each span, never allocates. */
final class AttributeSpan {

    static final int ORIGIN = 1;
    static final int AS_PATH = 2;
    static final int NEXT_HOP = 3;
    static final int MULTI_EXIT_DISC = 4;
    static final int LOCAL_PREF = 5;
    static final int COMMUNITIES = 8;
    static final int EXTENDED_COMMUNITIES = 16;
    static final int LARGE_COMMUNITIES = 32;
    static final int ONLY_TO_CUSTOMER = 35;

    /** Flags of attributes (RFC 4271 §4.3). */
    static final int WELL_KNOWN = 0x40;

    static final int OPTIONAL_NON_TRANSITIVE = 0x80;
    static final int OPTIONAL_TRANSITIVE = 0xc0;
    static final int EXTENDED_LENGTH = 0x10;

    /** Kinds of AS_PATH segments (RFC 4271 §4.3 b). */
    static final int AS_SET = 1;

    static final int AS_SEQUENCE = 2;

    private static final int NOT_THERE = -1;

    byte[] octets = new byte[0];
    int from;
    int to;

    /** Where the header of each type that policies read begins. */
    private final int[] heads = new int[ONLY_TO_CUSTOMER + 1];

    void read(byte[] octets, int from, int to) {
        this.octets = octets;
        this.from = from;
        this.to = to;
        Arrays.fill(heads, NOT_THERE);
        for (int at = from; at < to; at = end(at)) {
            int type = octets[at + 1] & 255;
            if (type < heads.length) {
                heads[type] = at;
            }
        }
    }

    boolean has(int type) {
        return heads[type] != NOT_THERE;
    }

    /** Where the header of an attribute that is there begins. */
    int head(int type) {
        return heads[type];
    }

    /** Where the value of an attribute that is there begins. */
    int value(int type) {
        return valueAt(heads[type]);
    }

    /** Where an attribute that is there ends. */
    int endOf(int type) {
        return end(heads[type]);
    }

    /** Octets of the value; 0 for an attribute that is not there. */
    int length(int type) {
        return has(type) ? endOf(type) - value(type) : 0;
    }

    /** The value of an attribute of four octets, or {@code otherwise} where it is not there. */
    int int32(int type, int otherwise) {
        return has(type) ? NetworkOrder.int32(octets, value(type)) : otherwise;
    }

    private int valueAt(int head) {
        return head + ((octets[head] & EXTENDED_LENGTH) != 0 ? 4 : 3);
    }

    /** The end of the attribute whose header begins at {@code head}. */
    int end(int head) {
        return (octets[head] & EXTENDED_LENGTH) != 0
                ? head + 4 + ((octets[head + 2] & 255) << 8 | octets[head + 3] & 255)
                : head + 3 + (octets[head + 2] & 255);
    }
}
