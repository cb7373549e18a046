package fairlead.bgp.mrt;

import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.OctetBuffer;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Writes records into a buffer, which its owner empties into a file whenever it likes between two
 * records. A table is written as: {@link #peers}, then for each prefix {@link #beginPrefix}, {@link
 * #entry} for each peer that told it, {@link #endPrefix}.
 */
public final class MrtWriter {

    /** Peers that one table can name, and entries that one prefix can have. */
    public static final int MOST = 65_535;

    private static final int LENGTH_AT = 8;

    private final OctetBuffer out;
    private int record;
    private int entries;
    private int entriesAt;
    private boolean addPath;
    private int sequence;

    /** One that adds to {@code out}. */
    public MrtWriter(OctetBuffer out) {
        this.out = out;
    }

    /**
     * PEER_INDEX_TABLE, AS numbers always in four octets; begins a dump, its first prefix is number
     * 0.
     *
     * @param collector our BGP identifier
     * @throws IllegalArgumentException if there are more than {@link #MOST} peers
     */
    public void peers(Instant at, IpAddress collector, String view, List<MrtPeer> peers) {
        if (peers.size() > MOST) {
            throw new IllegalArgumentException(
                    peers.size() + " peers are more than a dump can name: " + MOST);
        }
        begin(at, MrtType.TABLE_DUMP_V2, MrtType.PEER_INDEX_TABLE);
        var name = view.getBytes(StandardCharsets.UTF_8);
        out.bytes(collector.octets()).u16(name.length).bytes(name).u16(peers.size());
        for (var peer : peers) {
            out.u8(MrtType.PEER_AS4 | (v6(peer.address()) ? MrtType.PEER_IPV6 : 0));
            out.bytes(peer.id().octets()).bytes(peer.address().octets());
            out.u32((int) peer.asn().value());
        }
        end();
        sequence = 0;
    }

    /**
     * Begins the record of an IPv4 or IPv6 prefix.
     *
     * @param high the first 64 bits of an IPv6 address; of an IPv4 one 0
     * @param low the last 64 bits, or the 32 bits of an IPv4 address
     * @param pathIds whether entries have path identifiers (RFC 8050)
     */
    public void beginPrefix(
            Instant at, boolean v6, boolean pathIds, long high, long low, int length) {
        addPath = pathIds;
        begin(
                at,
                MrtType.TABLE_DUMP_V2,
                v6
                        ? pathIds ? MrtType.RIB_IPV6_UNICAST_ADDPATH : MrtType.RIB_IPV6_UNICAST
                        : pathIds ? MrtType.RIB_IPV4_UNICAST_ADDPATH : MrtType.RIB_IPV4_UNICAST);
        out.u32(sequence++).u8(length);
        for (int octet = 0; octet < (length + 7) / 8; octet++) {
            long half = v6 ? octet < 8 ? high : low : low << 32;
            out.u8((int) (half >>> (56 - 8 * (octet % 8))));
        }
        entriesAt = out.size();
        entries = 0;
        out.u16(0);
    }

    /**
     * Adds what a peer told; entries beyond {@link #MOST} are refused.
     *
     * @param peer its place in the table of peers, from 0
     * @param originated when it told it, in seconds since 1970
     * @param pathId written if the prefix was begun with path identifiers
     * @param octets canonical attributes between {@code from} and {@code to}
     */
    public void entry(int peer, long originated, int pathId, byte[] octets, int from, int to) {
        if (entries == MOST) {
            throw new IllegalStateException("more than " + MOST + " entries of one prefix");
        }
        entries++;
        out.u16(peer).u32((int) originated);
        if (addPath) {
            out.u32(pathId);
        }
        int lengthAt = out.size();
        out.u16(0);
        RibAttributes.write(out, octets, from, to);
        out.set16(lengthAt, out.size() - lengthAt - 2);
    }

    /** Ends the record; one without entries is taken back, as if it had not been begun. */
    public void endPrefix() {
        if (entries == 0) {
            out.cut(record);
            sequence--;
            return;
        }
        out.set16(entriesAt, entries);
        end();
    }

    /**
     * A message as BGP4MP_ET, subtype MESSAGE_AS4 and its relatives.
     *
     * @param width of AS numbers in it
     * @param local whether we sent it
     * @param pathIds whether its prefixes come with path identifiers
     */
    public void message(
            Instant at,
            MrtSession session,
            AsWidth width,
            boolean local,
            boolean pathIds,
            byte[] octets,
            int from,
            int to) {
        session(at, session, MrtType.message(width, local, pathIds));
        out.bytes(octets, from, to);
        end();
    }

    /** STATE_CHANGE_AS4; the numbers of states as in {@link MrtRecord.StateChange}. */
    public void stateChange(Instant at, MrtSession session, int before, int after) {
        session(at, session, MrtType.STATE_CHANGE_AS4);
        out.u16(before).u16(after);
        end();
    }

    private void session(Instant at, MrtSession session, int subtype) {
        begin(at, MrtType.BGP4MP_ET, subtype);
        out.u32(at.getNano() / 1000);
        for (var asn : new Asn[] {session.peerAs(), session.localAs()}) {
            if (MrtType.isAs4(subtype)) {
                out.u32((int) asn.value());
            } else {
                out.u16((int) (asn.isWide() ? Asn.AS_TRANS : asn).value());
            }
        }
        out.u16(session.interfaceIndex());
        out.u16(v6(session.peer()) ? MrtType.AFI_IPV6 : MrtType.AFI_IPV4);
        out.bytes(session.peer().octets()).bytes(session.local().octets());
    }

    private void begin(Instant at, int type, int subtype) {
        record = out.size();
        out.u32((int) at.getEpochSecond()).u16(type).u16(subtype).u32(0);
    }

    private void end() {
        out.set32(record + LENGTH_AT, out.size() - record - LENGTH_AT - 4);
    }

    private static boolean v6(IpAddress address) {
        return address.family() == IpAddress.Family.V6;
    }
}
