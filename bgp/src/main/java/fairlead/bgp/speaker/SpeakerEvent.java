package fairlead.bgp.speaker;

import fairlead.bgp.rib.HeardRoute;
import fairlead.bgp.rib.RejectedRoute;
import fairlead.bgp.session.PeerState;
import fairlead.net.Prefix;
import java.time.Instant;
import java.util.List;

/** What a speaker tells. Plain values only; {@code neighbour} is the name in the configuration. */
public sealed interface SpeakerEvent {

    String neighbour();

    /**
     * A neighbour came up, went down, or moved between. Connect and Active take turns while nobody
     * answers; that is told once for each new reason.
     *
     * @param lastError why it last went down or could not come up; empty if that never happened
     */
    record NeighbourChanged(String neighbour, PeerState state, String lastError, Instant at)
            implements SpeakerEvent {}

    /**
     * What a neighbour's routes became: a difference to all that was told before. Every prefix is
     * in one list only. When a session ends, all its routes are withdrawn.
     *
     * @param accepted new or changed routes
     * @param withdrawn prefixes, accepted or rejected before, that are gone
     * @param rejected routes that the import rules keep out, whether or not they were accepted
     *     before
     */
    record RoutesHeard(
            String neighbour,
            List<HeardRoute> accepted,
            List<Prefix> withdrawn,
            List<RejectedRoute> rejected)
            implements SpeakerEvent {
        public RoutesHeard {
            accepted = List.copyOf(accepted);
            withdrawn = List.copyOf(withdrawn);
            rejected = List.copyOf(rejected);
        }
    }

    /** The neighbour has told all it had when the session came up (RFC 4724 §2). */
    record EndOfRib(String neighbour) implements SpeakerEvent {}
}
