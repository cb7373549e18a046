package fairlead.bgp.speaker;

import fairlead.bgp.session.Collision;
import fairlead.bgp.session.Negotiated;
import fairlead.bgp.session.Offer;
import fairlead.bgp.session.SessionEvent;
import fairlead.bgp.session.SessionFsm;
import fairlead.bgp.session.Terms;
import fairlead.bgp.speaker.ConnectionId.Side;
import fairlead.bgp.wire.BgpMessage.Open;
import fairlead.bgp.wire.Capability.GracefulRestart;
import fairlead.bgp.wire.Fault;
import fairlead.bgp.wire.Problem;
import java.time.Duration;
import java.time.Instant;

/**
 * Of two connections with one neighbour one is closed (RFC 4271 §6.8): the newcomer, if a session
 * stands, unless the neighbour may have started anew (RFC 4724 §5).
 */
final class Collisions {

    /**
     * Who connects so soon after its session stood has not started anew: both sides dialled, and
     * one connection was slow.
     */
    private static final Duration SLOWEST = Duration.ofSeconds(10);

    private final Peering peering;
    private final Machines machines;

    Collisions(Peering peering, Machines machines) {
        this.peering = peering;
        this.machines = machines;
    }

    /**
     * Whether a neighbour that connects while its session stands may have started anew, and says so
     * with its OPEN: one with which restarts are spoken of.
     */
    boolean mayHaveStartedAnew(Instant now) {
        return machines.session().flatMap(Negotiated::gracefulRestart).isPresent()
                && !peering.standing().since().plus(SLOWEST).isAfter(now);
    }

    /** A machine for the connection of one who may; the connection before it is given up. */
    Machine newcomer(Instant now) {
        machines.newcomer().ifPresent(machine -> lose(machine, now));
        var newcomer = new Machine(Side.ACCEPTED);
        machines.newcomer(newcomer);
        return newcomer;
    }

    /** Asked when an OPEN arrives; the loser is closed. */
    boolean survives(Machine machine, Open open, Terms terms, Instant now) {
        if (!SessionFsm.accepts(open, terms)) {
            return true;
        }
        if (machines.newcomer().filter(machine::equals).isPresent()
                && new Offer(open.capabilities()).find(GracefulRestart.class).isPresent()) {
            var old = machines.established().orElseThrow();
            peering.step(old, new SessionEvent.ConnectionLost("it has connected anew"), now);
            return true;
        }
        var loser = machines.loser(machine, Collision.resolve(terms, open.id()));
        loser.ifPresent(one -> lose(one, now));
        return loser.filter(machine::equals).isEmpty();
    }

    /** All but {@code kept} are closed. */
    void keep(Machine kept, Instant now) {
        machines.othersThan(kept).forEach(other -> lose(other, now));
    }

    /** This one is closed. */
    void lose(Machine loser, Instant now) {
        var cease = Problem.of(Fault.CONNECTION_COLLISION, "another connection was kept");
        peering.step(loser, new SessionEvent.Stop(cease), now);
    }
}
