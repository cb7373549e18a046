package fairlead.bgp.bmp;

import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.DamagedOctetsException;
import fairlead.bgp.wire.OctetBuffer;
import fairlead.bgp.wire.OctetWindow;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.time.Instant;

/**
 * Of whom a message speaks: the per-peer header without its time (RFC 7854 §4.2).
 *
 * @param type 0 in the global table, 1 with a route distinguisher, 2 local to an instance, 3 the
 *     Loc-RIB itself (RFC 9069 §4.1)
 * @param view which of its tables; {@link View#LOC_RIB} if and only if {@code type} is 3
 * @param distinguisher 0 in the global table
 * @param address 0.0.0.0 for the Loc-RIB
 * @param asn for the Loc-RIB our own
 * @param id the BGP identifier in the form of an IPv4 address; for the Loc-RIB our own
 * @param width of AS numbers in its AS_PATHs; two octets set the A flag
 */
public record BmpPeer(
        int type,
        View view,
        long distinguisher,
        IpAddress address,
        Asn asn,
        IpAddress id,
        AsWidth width) {

    static final int LOC_RIB_INSTANCE = 3;

    /** Octets of a per-peer header. */
    static final int HEADER = 42;

    private static final int V6 = 0x80;
    private static final int TWO_OCTETS = 0x20;

    public BmpPeer {
        if ((type == LOC_RIB_INSTANCE) != (view == View.LOC_RIB)) {
            throw new IllegalArgumentException("peer type " + type + " with " + view);
        }
    }

    /** A neighbour in the global table. */
    public static BmpPeer neighbour(View view, IpAddress address, Asn asn, IpAddress id) {
        return new BmpPeer(0, view, 0, address, asn, id, AsWidth.FOUR);
    }

    /** Our own best paths. */
    public static BmpPeer locRib(Asn asn, IpAddress id) {
        return new BmpPeer(
                LOC_RIB_INSTANCE, View.LOC_RIB, 0, IpAddress.v4(0), asn, id, AsWidth.FOUR);
    }

    /** The same peer, of another of its tables. */
    public BmpPeer seen(View other) {
        return new BmpPeer(type, other, distinguisher, address, asn, id, width);
    }

    /** The same peer, with AS numbers of another width in its AS_PATHs. */
    public BmpPeer as(AsWidth other) {
        return new BmpPeer(type, view, distinguisher, address, asn, id, other);
    }

    void write(OctetBuffer out, Instant at) {
        boolean v6 = address.family() == IpAddress.Family.V6;
        out.u8(type);
        out.u8(view.flags() | (v6 ? V6 : 0) | (width == AsWidth.TWO ? TWO_OCTETS : 0));
        out.u64(distinguisher);
        write(out, address);
        out.u32((int) asn.value()).bytes(id.octets());
        out.u32((int) at.getEpochSecond()).u32(at.getNano() / 1000);
    }

    /** Sixteen octets; an IPv4 address is in the last four. */
    static void write(OctetBuffer out, IpAddress address) {
        if (address.family() == IpAddress.Family.V4) {
            out.u64(0).u32(0);
        }
        out.bytes(address.octets());
    }

    static IpAddress readAddress(OctetWindow in, boolean v6, String what)
            throws DamagedOctetsException {
        if (!v6) {
            in.bytes(12, what);
        }
        return in.address(v6, what);
    }

    static AsWidth width(int type, int flags) {
        return type != LOC_RIB_INSTANCE && (flags & TWO_OCTETS) != 0 ? AsWidth.TWO : AsWidth.FOUR;
    }

    static boolean isV6(int type, int flags) {
        // For the Loc-RIB the same bit says that it is filtered: RFC 9069 §4.2.
        return type != LOC_RIB_INSTANCE && (flags & V6) != 0;
    }
}
