package fairlead.bgp.speaker;

import fairlead.bgp.session.Negotiated;
import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whom a peering works for: it acts on the world and keeps the routes. */
interface PeeringOwner {
    void act(Effect effect);

    ConnectionId nextDial();

    /** A pause between two attempts, drawn anew each time. */
    Duration pause();

    /** Shortens a keepalive interval a little, so that neighbours do not beat in step. */
    Duration jittered(Duration keepalive);

    void up(Peering peering, Negotiated session, Instant now);

    /** The session stands no more; {@code graceful} if its routes may stay as stale ones. */
    void down(Peering peering, boolean graceful, Instant now);

    /**
     * Takes an UPDATE in that has nothing unusual about it; false, and nothing is changed, if the
     * codec has to look at it.
     */
    boolean take(Peering peering, byte[] octets, int from, int to);

    /** Takes an UPDATE in, or returns why the session has to end. */
    Optional<Problem> deliver(Peering peering, BgpMessage.Update update);

    /** Why the session has to end after what was taken in, if it has to. */
    Optional<Problem> objection(Peering peering);

    void retell(Peering peering, AddressFamily family);

    /** A message arrived on a session that stands. */
    void heard(Peering peering, byte[] octets, int from, int to, Instant now);

    /** The neighbour begins to tell everything again, or has done so (RFC 7313 §4.2). */
    void retold(Peering peering, AddressFamily family, boolean begins);
}
