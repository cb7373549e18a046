package fairlead.bgp.mrt;

import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.Octets;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.time.Instant;
import java.util.List;

/** One record of a file. */
public sealed interface MrtRecord {

    /** When it was written, in microseconds for BGP4MP_ET, else in whole seconds. */
    Instant at();

    /**
     * PEER_INDEX_TABLE, RFC 6396 §4.3.1: the peers that later records name by their place here.
     *
     * @param collector the BGP identifier of who wrote the file
     * @param view the name of the table; often empty
     */
    record PeerIndexTable(Instant at, IpAddress collector, String view, List<MrtPeer> peers)
            implements MrtRecord {
        public PeerIndexTable {
            peers = List.copyOf(peers);
        }
    }

    /**
     * RIB_IPV4_UNICAST or RIB_IPV6_UNICAST, RFC 6396 §4.3.2, or their forms with path identifiers
     * (RFC 8050 §4).
     *
     * @param sequence counts the records of a dump from 0
     */
    record Rib(Instant at, boolean addPath, long sequence, Prefix prefix, List<RibEntry> entries)
            implements MrtRecord {
        public Rib {
            entries = List.copyOf(entries);
        }
    }

    /**
     * What one peer told of a prefix, RFC 6396 §4.3.4.
     *
     * @param peer its place in the peer index table, from 0
     * @param pathId 0 where there are none
     * @param attributes canonical, with NEXT_HOP for either family
     */
    record RibEntry(int peer, Instant originated, long pathId, Octets attributes) {}

    /**
     * A BGP message, RFC 6396 §4.4.2 and §4.4.3, RFC 8050 §3.
     *
     * @param extended whether it was written with microseconds (BGP4MP_ET)
     * @param local whether the collector sent it
     * @param addPath whether its prefixes come with path identifiers
     * @param width of the AS numbers in the message
     * @param message from the marker to its end
     */
    record Message(
            Instant at,
            boolean extended,
            MrtSession session,
            boolean local,
            boolean addPath,
            AsWidth width,
            Octets message)
            implements MrtRecord {}

    /**
     * A change of a session's state, RFC 6396 §4.4.1: 1 Idle, 2 Connect, 3 Active, 4 OpenSent, 5
     * OpenConfirm, 6 Established.
     *
     * @param extended whether it was written with microseconds (BGP4MP_ET)
     */
    record StateChange(Instant at, boolean extended, MrtSession session, int before, int after)
            implements MrtRecord {}

    /** A record of a type that is not read here. */
    record Other(Instant at, int type, int subtype, int length) implements MrtRecord {}
}
