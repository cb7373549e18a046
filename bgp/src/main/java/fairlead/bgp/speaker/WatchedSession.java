package fairlead.bgp.speaker;

import fairlead.bgp.rib.PeerTerms;
import fairlead.bgp.wire.Octets;
import fairlead.bgp.wire.SessionShape;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.time.Instant;

/**
 * A session that stands, for who watches.
 *
 * @param number of the peer in the tables, while the session stands
 * @param peer who it is, and what the tables know of the session
 * @param shape what its octets mean
 * @param since when it came up
 * @param ends addresses and ports of the connection
 * @param sentOpen our OPEN, from its marker on
 * @param receivedOpen the peer's
 * @param kept whether routes were kept over a restart of the peer (RFC 4724), so that it may have
 *     some already
 */
public record WatchedSession(
        int number,
        PeerTerms peer,
        SessionShape shape,
        Asn localAsn,
        Instant since,
        Ends ends,
        Octets sentOpen,
        Octets receivedOpen,
        boolean kept) {

    /**
     * The ends of a connection.
     *
     * @param local our own address
     * @param localPort our own port, 0 if it is not known
     * @param remotePort the peer's port, 0 if it is not known
     */
    public record Ends(IpAddress local, int localPort, int remotePort) {

        /** Of a connection that nobody knows. */
        public static final Ends UNKNOWN = new Ends(IpAddress.v4(0), 0, 0);
    }
}
