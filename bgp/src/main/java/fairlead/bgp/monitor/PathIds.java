package fairlead.bgp.monitor;

import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.NetworkOrder;
import java.util.Set;

/**
 * Whether prefixes of a message have path identifiers (RFC 7911 §3). A session may have them in one
 * family alone, and a log has to say it of each message (RFC 8050 §3).
 */
final class PathIds {

    private static final int TYPE_AT = 18;
    private static final int UPDATE = 2;
    private static final int MP_REACH_NLRI = 14;
    private static final int MP_UNREACH_NLRI = 15;
    private static final int EXTENDED_LENGTH = 0x10;

    private static final Set<AddressFamily> BOTH =
            Set.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST);

    private PathIds() {}

    /**
     * Of an UPDATE, by the family of its prefixes, those of IPv4 outside of attributes first; no
     * other message has any.
     *
     * @param octets a message between {@code from} and {@code to} whose lengths are right
     * @param families those that have identifiers on the session
     */
    static boolean are(byte[] octets, int from, int to, Set<AddressFamily> families) {
        if (families.isEmpty() || octets[from + TYPE_AT] != UPDATE) {
            return false;
        }
        if (families.containsAll(BOTH)) {
            return true;
        }
        int withdrawn = from + TYPE_AT + 1;
        int attributes = withdrawn + 2 + NetworkOrder.int16(octets, withdrawn);
        int announced = attributes + 2 + NetworkOrder.int16(octets, attributes);
        if (attributes > withdrawn + 2 || announced < to) {
            return families.contains(AddressFamily.IPV4_UNICAST);
        }
        int at = attributes + 2;
        while (at < announced) {
            boolean extended = (octets[at] & EXTENDED_LENGTH) != 0;
            int value = at + (extended ? 4 : 3);
            int type = octets[at + 1];
            if (type == MP_REACH_NLRI || type == MP_UNREACH_NLRI) {
                return families.contains(
                        new AddressFamily(NetworkOrder.int16(octets, value), octets[value + 2]));
            }
            at = value + (extended ? NetworkOrder.int16(octets, at + 2) : octets[at + 2] & 255);
        }
        return false;
    }
}
