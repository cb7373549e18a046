package fairlead.bgp.speaker;

import java.time.Duration;

/** Whom a peering works for: it acts on the world, and has the dice. */
interface PeeringOwner {
    void act(Effect effect);

    /** A new connection of this peering's own making. */
    ConnectionId nextDial(Peering peering);

    /** A pause between two attempts, drawn anew each time. */
    Duration pause();

    /** The longest time for which sessions that end in a row keep a neighbour out. */
    Duration longestIdleHold();

    /** Shortens a keepalive interval a little, so that neighbours do not beat in step. */
    Duration jittered(Duration keepalive);
}
