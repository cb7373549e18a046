package fairlead.bgp.speaker;

import fairlead.bgp.rib.Family;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.Octets;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.time.Instant;
import java.util.Set;

/**
 * A session that stands, for who watches.
 *
 * @param number of the peer in the tables, while the session stands
 * @param neighbour its name in the configuration
 * @param id its BGP identifier, in the form of an IPv4 address
 * @param since when it came up
 * @param ends addresses and ports of the connection
 * @param sentOpen our OPEN, from its marker on
 * @param receivedOpen the peer's
 * @param families those that both speak
 * @param pathsIn families whose prefixes come with path identifiers
 * @param pathsOut families in which we tell all paths, with path identifiers
 * @param width of AS numbers on the wire
 * @param kept whether routes were kept over a restart of the peer (RFC 4724), so that it may have
 *     some already
 */
public record WatchedSession(
        int number,
        String neighbour,
        IpAddress address,
        Asn asn,
        IpAddress id,
        Asn localAsn,
        Instant since,
        Ends ends,
        Octets sentOpen,
        Octets receivedOpen,
        Set<Family> families,
        Set<Family> pathsIn,
        Set<Family> pathsOut,
        AsWidth width,
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

    public WatchedSession {
        families = Set.copyOf(families);
        pathsIn = Set.copyOf(pathsIn);
        pathsOut = Set.copyOf(pathsOut);
    }
}
