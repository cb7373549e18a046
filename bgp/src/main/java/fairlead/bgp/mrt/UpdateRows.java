package fairlead.bgp.mrt;

import fairlead.bgp.mrt.MrtRecord.Message;
import fairlead.bgp.wire.DamagedOctetsException;
import fairlead.bgp.wire.OctetBuffer;
import fairlead.bgp.wire.OctetWindow;
import fairlead.bgp.wire.Octets;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of an UPDATE as it stands in a file. It is taken apart by its lengths alone, without a
 * session's rules: a log shows what was sent, and attributes between internal peers too.
 */
final class UpdateRows {

    private static final int HEADER = 19;
    private static final int EXTENDED_LENGTH = 0x10;
    private static final int NEXT_HOP = 3;
    private static final int MP_REACH_NLRI = 14;
    private static final int MP_UNREACH_NLRI = 15;
    private static final int UNICAST = 1;

    private final Message message;
    private final MrtRow.From from;
    private final List<MrtRow> rows = new ArrayList<>();

    private UpdateRows(Message message) {
        this.message = message;
        this.from = MrtRows.from(message);
    }

    /**
     * Withdrawals first, then routes; no rows for an End-of-RIB marker.
     *
     * @throws DamagedOctetsException if its lengths do not fit; the offset is that in the message
     */
    static List<MrtRow> of(Message message) throws DamagedOctetsException {
        var rows = new UpdateRows(message);
        rows.read();
        return rows.rows;
    }

    private void read() throws DamagedOctetsException {
        var octets = message.message().toArray();
        var body = new OctetWindow(octets, octets.length, 0);
        body.bytes(HEADER, "the header");
        withdrawn(body.slice(body.u16("the length of withdrawn"), "the withdrawn"), false);
        var list = body.slice(body.u16("the length of attributes"), "the attributes");
        var common = new OctetBuffer(list.left());
        var plainNextHop = Octets.NONE;
        var announced = new ArrayList<OctetWindow>();
        while (list.left() > 0) {
            int flags = list.u8("the flags of an attribute");
            int type = list.u8("the type of an attribute");
            boolean extended = (flags & EXTENDED_LENGTH) != 0;
            int length = extended ? list.u16("a length") : list.u8("a length");
            var value = list.slice(length, "attribute " + type);
            switch (type) {
                case MP_UNREACH_NLRI -> unreachable(value);
                case MP_REACH_NLRI -> announced.add(value);
                case NEXT_HOP -> plainNextHop = value.rest();
                default -> {
                    common.u8(flags | EXTENDED_LENGTH).u8(type).u16(length);
                    common.bytes(value.bytes(length, "attribute " + type));
                }
            }
        }
        routes(body, false, attributes(common, plainNextHop));
        for (var reach : announced) {
            reachable(reach, common);
        }
    }

    /** AFI (2) | SAFI (1) | prefixes. */
    private void unreachable(OctetWindow value) throws DamagedOctetsException {
        int afi = value.u16("a family");
        if (value.u8("a family") == UNICAST && isKnown(afi)) {
            withdrawn(value, afi == MrtType.AFI_IPV6);
        }
    }

    /** AFI (2) | SAFI (1) | next hop length (1) | next hop | reserved (1) | prefixes. */
    private void reachable(OctetWindow value, OctetBuffer common) throws DamagedOctetsException {
        int afi = value.u16("a family");
        int safi = value.u8("a family");
        var nextHop = Octets.of(value.bytes(value.u8("a next hop's length"), "a next hop"));
        value.u8("a reserved octet");
        if (safi == UNICAST && isKnown(afi)) {
            routes(value, afi == MrtType.AFI_IPV6, attributes(common, nextHop));
        }
    }

    private static boolean isKnown(int afi) {
        return afi == MrtType.AFI_IPV4 || afi == MrtType.AFI_IPV6;
    }

    private RouteAttributes attributes(OctetBuffer common, Octets nextHop) {
        int size = common.size();
        if (nextHop.size() > 0) {
            common.u8(0x40 | EXTENDED_LENGTH).u8(NEXT_HOP).u16(nextHop.size());
            common.bytes(nextHop.toArray());
        }
        var attributes = new RouteAttributes(Octets.of(common.toArray()), message.width());
        common.cut(size);
        return attributes;
    }

    private void withdrawn(OctetWindow prefixes, boolean v6) throws DamagedOctetsException {
        while (prefixes.left() > 0) {
            long pathId = pathId(prefixes);
            var prefix = prefixes.prefix(v6, "a withdrawn prefix");
            rows.add(new MrtRow.Withdrawn(from, prefix, pathId));
        }
    }

    private void routes(OctetWindow prefixes, boolean v6, RouteAttributes attributes)
            throws DamagedOctetsException {
        while (prefixes.left() > 0) {
            long pathId = pathId(prefixes);
            var prefix = prefixes.prefix(v6, "an announced prefix");
            rows.add(new MrtRow.Route(from, prefix, pathId, from.at(), attributes));
        }
    }

    private long pathId(OctetWindow prefixes) throws DamagedOctetsException {
        return message.addPath() ? prefixes.u32("a path identifier") : MrtRow.NO_PATH_ID;
    }
}
