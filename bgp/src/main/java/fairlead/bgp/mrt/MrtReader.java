package fairlead.bgp.mrt;

import fairlead.bgp.mrt.MrtRecord.Message;
import fairlead.bgp.mrt.MrtRecord.Other;
import fairlead.bgp.mrt.MrtRecord.PeerIndexTable;
import fairlead.bgp.mrt.MrtRecord.Rib;
import fairlead.bgp.mrt.MrtRecord.RibEntry;
import fairlead.bgp.mrt.MrtRecord.StateChange;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.DamagedOctetsException;
import fairlead.bgp.wire.OctetWindow;
import fairlead.net.IpAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Reads a file record by record and holds one of them at a time.
 *
 * <pre>
 *  seconds (4) | type (2) | subtype (2) | length (4) | microseconds (4, in BGP4MP_ET) | the rest of length
 * </pre>
 */
public final class MrtReader {

    /** Octets of the longest record that is believed: a prefix with 65,535 long paths fits. */
    public static final int LONGEST = 1 << 26;

    private static final int HEADER = 12;

    private final InputStream in;
    private long offset;
    private int peers = -1;
    private byte[] record = new byte[4096];

    /** Of an unpacked file, from its beginning; reads in small steps, so hand in a buffered one. */
    public MrtReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next record; none at the end of the file.
     *
     * @throws DamagedOctetsException if what follows is no record; there is no going on after that
     */
    public Optional<MrtRecord> next() throws IOException, DamagedOctetsException {
        long begin = offset;
        int got = fill(HEADER);
        if (got == 0) {
            return Optional.empty();
        }
        if (got < HEADER) {
            throw new DamagedOctetsException(
                    begin, "the file ends after " + got + " of the 12 octets of a header");
        }
        var header = new OctetWindow(record, HEADER, begin);
        long seconds = header.u32("the time");
        int type = header.u16("the type");
        int subtype = header.u16("the subtype");
        long length = header.u32("the length");
        if (length > LONGEST) {
            throw new DamagedOctetsException(
                    begin,
                    "a record of "
                            + length
                            + " octets (type "
                            + type
                            + "); this is no MRT file, or damaged before here");
        }
        got = fill((int) length);
        if (got < length) {
            throw new DamagedOctetsException(
                    begin,
                    "the file ends after " + got + " of the " + length + " octets of a record");
        }
        return Optional.of(
                read(new OctetWindow(record, got, begin + HEADER), seconds, type, subtype, got));
    }

    private MrtRecord read(OctetWindow body, long seconds, int type, int subtype, int length)
            throws DamagedOctetsException {
        return switch (type) {
            case MrtType.TABLE_DUMP_V2 ->
                    table(body, Instant.ofEpochSecond(seconds), subtype, length);
            case MrtType.BGP4MP ->
                    session(body, Instant.ofEpochSecond(seconds), type, subtype, length);
            case MrtType.BGP4MP_ET -> {
                long micros = body.u32("the microseconds");
                yield session(
                        body, Instant.ofEpochSecond(seconds, micros * 1000), type, subtype, length);
            }
            default -> new Other(Instant.ofEpochSecond(seconds), type, subtype, length);
        };
    }

    private MrtRecord table(OctetWindow body, Instant at, int subtype, int length)
            throws DamagedOctetsException {
        return switch (subtype) {
            case MrtType.PEER_INDEX_TABLE -> peerIndexTable(body, at);
            case MrtType.RIB_IPV4_UNICAST -> rib(body, at, false, false);
            case MrtType.RIB_IPV6_UNICAST -> rib(body, at, true, false);
            case MrtType.RIB_IPV4_UNICAST_ADDPATH -> rib(body, at, false, true);
            case MrtType.RIB_IPV6_UNICAST_ADDPATH -> rib(body, at, true, true);
            default -> new Other(at, MrtType.TABLE_DUMP_V2, subtype, length);
        };
    }

    /** collector (4) | name length (2) | name | count (2) | type (1), id (4), address, AS each. */
    private PeerIndexTable peerIndexTable(OctetWindow body, Instant at)
            throws DamagedOctetsException {
        var collector = IpAddress.v4(body.i32("the collector's identifier"));
        var view =
                new String(
                        body.bytes(body.u16("the length of the view's name"), "the view's name"),
                        StandardCharsets.UTF_8);
        int count = body.u16("the number of peers");
        var list = new ArrayList<MrtPeer>(Math.min(count, 1024));
        for (int i = 0; i < count; i++) {
            int type = body.u8("the type of a peer");
            var id = IpAddress.v4(body.i32("the identifier of a peer"));
            var address = body.address((type & MrtType.PEER_IPV6) != 0, "the address of a peer");
            var width = (type & MrtType.PEER_AS4) != 0 ? AsWidth.FOUR : AsWidth.TWO;
            list.add(new MrtPeer(id, address, body.asn(width, "the AS number of a peer")));
        }
        peers = count;
        return new PeerIndexTable(at, collector, view, list);
    }

    /**
     * sequence (4) | prefix | count (2) | peer (2), originated (4), [path id (4),] attributes each.
     */
    private Rib rib(OctetWindow body, Instant at, boolean v6, boolean addPath)
            throws DamagedOctetsException {
        long sequence = body.u32("the sequence number");
        var prefix = body.prefix(v6, "the prefix");
        int count = body.u16("the number of entries");
        var entries = new ArrayList<RibEntry>(Math.min(count, 1024));
        for (int i = 0; i < count; i++) {
            int peer = body.u16("the peer of an entry");
            if (peer >= peers) {
                throw body.damage(
                        peers < 0
                                ? "a route before the table of peers"
                                : "a route of peer " + peer + ", and there are " + peers);
            }
            var originated = Instant.ofEpochSecond(body.u32("the time of an entry"));
            long pathId = addPath ? body.u32("the path identifier of an entry") : 0;
            var attributes =
                    body.slice(body.u16("the length of attributes"), "the list of attributes");
            entries.add(
                    new RibEntry(peer, originated, pathId, RibAttributes.canonical(attributes)));
        }
        return new Rib(at, addPath, sequence, prefix, entries);
    }

    /**
     * peer AS, local AS (2 or 4 each) | interface (2) | AFI (2) | peer, local address | the rest.
     */
    private static MrtRecord session(
            OctetWindow body, Instant at, int type, int subtype, int length)
            throws DamagedOctetsException {
        if (subtype > MrtType.MESSAGE_AS4_LOCAL_ADDPATH || subtype == 2 || subtype == 3) {
            return new Other(at, type, subtype, length);
        }
        var width = MrtType.isAs4(subtype) ? AsWidth.FOUR : AsWidth.TWO;
        var peerAs = body.asn(width, "the AS number of the peer");
        var localAs = body.asn(width, "the AS number of the collector");
        int interfaceIndex = body.u16("the interface index");
        int afi = body.u16("the address family");
        if (afi != MrtType.AFI_IPV4 && afi != MrtType.AFI_IPV6) {
            throw body.damage("address family " + afi + " of a session; 1 and 2 are possible");
        }
        boolean v6 = afi == MrtType.AFI_IPV6;
        var session =
                new MrtSession(
                        peerAs,
                        localAs,
                        interfaceIndex,
                        body.address(v6, "the address of the peer"),
                        body.address(v6, "the address of the collector"));
        if (subtype == MrtType.STATE_CHANGE || subtype == MrtType.STATE_CHANGE_AS4) {
            int before = body.u16("the old state");
            return new StateChange(
                    at, type == MrtType.BGP4MP_ET, session, before, body.u16("the new state"));
        }
        return new Message(
                at,
                type == MrtType.BGP4MP_ET,
                session,
                MrtType.isLocal(subtype),
                MrtType.isAddPath(subtype),
                width,
                body.rest());
    }

    private int fill(int count) throws IOException {
        if (record.length < count) {
            record = new byte[Math.max(count, Math.min(2 * record.length, LONGEST))];
        }
        int got = in.readNBytes(record, 0, count);
        offset += got;
        return got;
    }
}
