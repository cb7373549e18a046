package fairlead.bgp.speaker;

import fairlead.bgp.session.Collision;
import fairlead.bgp.session.SessionEvent;
import fairlead.bgp.session.SessionFsm;
import fairlead.bgp.session.Terms;
import fairlead.bgp.wire.BgpMessage.Open;
import fairlead.bgp.wire.Fault;
import fairlead.bgp.wire.Problem;
import java.time.Instant;

/** Of two connections with one neighbour one is closed (RFC 4271 §6.8). */
final class Collisions {

    private final Peering peering;
    private final Machines machines;

    Collisions(Peering peering, Machines machines) {
        this.peering = peering;
        this.machines = machines;
    }

    /** Asked when an OPEN arrives; the loser is closed. */
    boolean survives(Machine machine, Open open, Terms terms, Instant now) {
        if (!SessionFsm.accepts(open, terms)) {
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
