package fairlead.bgp.speaker;

import fairlead.bgp.session.PeerState;
import java.time.Duration;
import java.time.Instant;

/**
 * How a neighbour stands.
 *
 * @param since when its session began to stand, or when it last ceased to; before the first, when
 *     the neighbour was configured
 * @param hold the negotiated hold time while Established, else the one that we propose; 0 is never
 * @param lastError why it last went down or could not come up; empty if that never happened
 * @param idleHold what keeps it out now, if anything does
 */
public record SessionReport(
        Neighbour neighbour,
        PeerState state,
        Instant since,
        Duration hold,
        String lastError,
        IdleHold idleHold,
        Counters counters) {

    /** How often an established session has ended. */
    public long flaps() {
        return counters.established() - (state == PeerState.ESTABLISHED ? 1 : 0);
    }

    /** How long it has been Established; zero if it is not. */
    public Duration uptime(Instant now) {
        return state == PeerState.ESTABLISHED ? Duration.between(since, now) : Duration.ZERO;
    }

    /**
     * What passed between us since the neighbour was configured.
     *
     * @param established how many times the session came up
     * @param heldPrefixes prefixes in its Adj-RIB-In now, rejected ones included
     * @param acceptedPrefixes those of them that the import rules accept
     * @param advertisedPrefixes prefixes in its Adj-RIB-Out now
     */
    public record Counters(
            long messagesReceived,
            long messagesSent,
            long updatesReceived,
            long updatesSent,
            long established,
            int heldPrefixes,
            int acceptedPrefixes,
            int advertisedPrefixes) {}
}
