package fairlead.bgp.speaker;

import fairlead.bgp.rib.Family;
import fairlead.bgp.session.Negotiated;
import fairlead.bgp.session.Offer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * All that is known of the session with one neighbour, for who looks into it.
 *
 * @param offer what our OPEN says
 * @param agreed what came of both offers, of the session that stands or else of the last one; empty
 *     before the first
 * @param received since the neighbour was configured
 * @param sent likewise
 * @param lastReset how a session ended last; empty if none that stood ever did
 * @param connection of the session that stands
 * @param keptUntil families whose routes stay although their neighbour went away, and until when
 *     (RFC 4724 §4.2, RFC 9494 §4.2)
 */
public record SessionDetail(
        SessionReport report,
        Offer offer,
        Optional<Negotiated> agreed,
        MessageCounts received,
        MessageCounts sent,
        Optional<LastReset> lastReset,
        Optional<Connection> connection,
        Timers timers,
        Map<Family, Instant> keptUntil) {

    /**
     * Which connection it is.
     *
     * @param dialledByUs whether we made it, not the neighbour
     */
    public record Connection(boolean dialledByUs, WatchedSession.Ends ends) {}

    /** What is due when if nothing happens before; empty for what is not waited for. */
    public record Timers(
            Optional<Instant> holdExpires,
            Optional<Instant> keepaliveDue,
            Optional<Instant> dialDue) {}

    public SessionDetail {
        keptUntil = Map.copyOf(keptUntil);
    }
}
