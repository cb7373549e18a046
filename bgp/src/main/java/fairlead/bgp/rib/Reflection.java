package fairlead.bgp.rib;

import fairlead.bgp.wire.NetworkOrder;

/**
 * Where a reflected path began, as selection compares it (RFC 4456 §9).
 *
 * @param originator ORIGINATOR_ID, or the router id of the peer where there is none
 * @param clusters the length of CLUSTER_LIST
 */
record Reflection(long originator, int clusters) {

    private static final int ORIGINATOR_ID = 9;
    private static final int CLUSTER_LIST = 10;

    static Reflection of(byte[] attributes, long routerId) {
        long originator = routerId;
        int clusters = 0;
        int at = 0;
        while (at < attributes.length) {
            boolean extended = (attributes[at] & 0x10) != 0;
            int length =
                    extended ? NetworkOrder.int16(attributes, at + 2) : attributes[at + 2] & 0xff;
            int value = at + (extended ? 4 : 3);
            if (attributes[at + 1] == ORIGINATOR_ID) {
                originator = Integer.toUnsignedLong(NetworkOrder.int32(attributes, value));
            } else if (attributes[at + 1] == CLUSTER_LIST) {
                clusters = length / 4;
            }
            at = value + length;
        }
        return new Reflection(originator, clusters);
    }

    static int compare(Reflection one, Reflection two) {
        return one.originator != two.originator
                ? Long.compare(one.originator, two.originator)
                : Integer.compare(one.clusters, two.clusters);
    }
}
