package fairlead.bgp.bmp;

import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.Octets;
import fairlead.net.IpAddress;
import java.time.Instant;
import java.util.List;

/** The messages of RFC 7854 §4.1. */
public sealed interface BmpMessage {

    /** A message about a peer. */
    sealed interface OfPeer extends BmpMessage {
        BmpPeer peer();

        /** When it was so, in microseconds; 1970 if that is not known. */
        Instant at();
    }

    /** Initiation (§4.3): first of all, who is speaking. */
    record Initiation(String sysName, String sysDescr) implements BmpMessage {}

    /**
     * Termination (§4.5): last of all.
     *
     * @param reason 0 administratively closed, 1 unspecified, 2 out of resources, 3 redundant, 4
     *     permanently closed
     */
    record Termination(int reason, String text) implements BmpMessage {}

    /**
     * Peer up (§4.10).
     *
     * @param local our own address on the session
     * @param sentOpen the OPEN that we sent, from its marker on
     * @param receivedOpen the OPEN that the peer sent
     * @param table the name of the table, for the Loc-RIB alone (RFC 9069 §5.2.1); else empty
     */
    record PeerUp(
            BmpPeer peer,
            Instant at,
            IpAddress local,
            int localPort,
            int remotePort,
            Octets sentOpen,
            Octets receivedOpen,
            String table)
            implements OfPeer {}

    /** Peer down (§4.9). */
    record PeerDown(BmpPeer peer, Instant at, Down reason) implements OfPeer {}

    /**
     * Route monitoring (§4.6).
     *
     * @param update a whole UPDATE
     */
    record RouteMonitoring(BmpPeer peer, Instant at, Octets update) implements OfPeer {}

    /** Statistics (§4.8). */
    record StatsReport(BmpPeer peer, Instant at, List<Count> counts) implements OfPeer {
        public StatsReport {
            counts = List.copyOf(counts);
        }
    }

    /**
     * One number of a stats report.
     *
     * @param family IPv4 unicast where the statistic is not by family
     */
    record Count(Statistic statistic, AddressFamily family, long value) {

        /** Of a statistic that is not by family. */
        public static Count of(Statistic statistic, long value) {
            return new Count(statistic, AddressFamily.IPV4_UNICAST, value);
        }
    }

    /** A message of a type that is not read: route mirroring, or one yet to come. */
    record Other(int type, int length) implements BmpMessage {}
}
