package fairlead.bgp.mrt;

import fairlead.bgp.wire.DamagedOctetsException;
import fairlead.bgp.wire.OctetBuffer;
import fairlead.bgp.wire.OctetWindow;
import fairlead.bgp.wire.Octets;

/**
 * The attributes of a RIB entry (RFC 6396 §4.3.4). They differ from canonical ones in one point: an
 * IPv6 next hop is in an MP_REACH_NLRI that has been cut down to the length and the next hop.
 */
final class RibAttributes {

    private static final int EXTENDED_LENGTH = 0x10;
    private static final int NEXT_HOP = 3;
    private static final int MP_REACH_NLRI = 14;
    private static final int MP_UNREACH_NLRI = 15;

    private RibAttributes() {}

    /**
     * Canonical attributes of what a file has. A whole MP_REACH_NLRI, as some wrote it before the
     * RFC, is understood too: it begins with a zero, the short one with a length.
     */
    static Octets canonical(OctetWindow in) throws DamagedOctetsException {
        var out = new OctetBuffer(in.left() + 8);
        while (in.left() > 0) {
            int flags = in.u8("the flags of an attribute");
            int type = in.u8("the type of an attribute");
            int length =
                    (flags & EXTENDED_LENGTH) != 0
                            ? in.u16("the length of an attribute")
                            : in.u8("the length of an attribute");
            var value = in.slice(length, "attribute " + type);
            switch (type) {
                case MP_REACH_NLRI -> nextHop(value, out);
                case MP_UNREACH_NLRI -> {}
                default -> {
                    out.u8(flags).u8(type);
                    if ((flags & EXTENDED_LENGTH) != 0) {
                        out.u16(length);
                    } else {
                        out.u8(length);
                    }
                    out.bytes(value.bytes(length, "attribute " + type));
                }
            }
        }
        return Octets.of(out.toArray());
    }

    private static void nextHop(OctetWindow value, OctetBuffer out) throws DamagedOctetsException {
        int length = value.u8("the length of a next hop");
        if (length == 0) {
            value.bytes(2, "the family of a next hop");
            length = value.u8("the length of a next hop");
        }
        if (length != 4 && length != 16 && length != 32) {
            throw value.damage("a next hop of " + length + " octets");
        }
        out.u8(0x40).u8(NEXT_HOP).u8(length).bytes(value.bytes(length, "a next hop"));
    }

    /** Adds canonical attributes to {@code out} in the form of a file. */
    static void write(OctetBuffer out, byte[] octets, int from, int to) {
        int at = from;
        while (at < to) {
            boolean extended = (octets[at] & EXTENDED_LENGTH) != 0;
            int head = extended ? 4 : 3;
            int length =
                    extended
                            ? (octets[at + 2] & 255) << 8 | (octets[at + 3] & 255)
                            : octets[at + 2] & 255;
            int end = at + head + length;
            if (octets[at + 1] == NEXT_HOP && length > 4) {
                out.u8(0x80).u8(MP_REACH_NLRI).u8(length + 1).u8(length);
                out.bytes(octets, at + head, end);
            } else {
                out.bytes(octets, at, end);
            }
            at = end;
        }
    }
}
