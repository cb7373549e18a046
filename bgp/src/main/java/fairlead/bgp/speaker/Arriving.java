package fairlead.bgp.speaker;

import fairlead.bgp.session.SessionEvent;
import fairlead.bgp.wire.Framing;
import java.time.Instant;
import java.util.Arrays;

/**
 * Cuts what arrives from one neighbour into messages. Plain UPDATEs of the session that stands are
 * taken in where they lie; everything else goes to its machine.
 */
final class Arriving {

    private final Peering peering;
    private final Machines machines;
    private final RouteExchange routes;

    Arriving(Peering peering, Machines machines, RouteExchange routes) {
        this.peering = peering;
        this.machines = machines;
        this.routes = routes;
    }

    /** As {@link Peering#receive}. */
    int take(ConnectionId connection, byte[] octets, int from, int to, Instant now) {
        int at = from;
        while (at < to) {
            var machine = machines.of(connection).orElse(null);
            if (machine == null) {
                return to;
            }
            int end = machine.isEstablished() ? updates(machine, octets, at, to, now) : at;
            if (end == at) {
                switch (Framing.next(octets, at, to, machine.shape().longest())) {
                    case Framing.Incomplete() -> {
                        return at;
                    }
                    case Framing.Bad(var problem) -> {
                        peering.step(machine, new SessionEvent.Malformed(problem), now);
                        return to;
                    }
                    case Framing.Whole(var length) -> {
                        end = at + length;
                        peering.received(machine, Arrays.copyOfRange(octets, at, end), now);
                    }
                }
            }
            at = end;
        }
        return to;
    }

    /** Takes plain UPDATEs in, as many as there are in a row; returns where they end. */
    private int updates(Machine machine, byte[] octets, int from, int to, Instant now) {
        int at = from;
        int longest = machine.shape().longest();
        int count = 0;
        for (int length = UpdateFrame.length(octets, at, to, longest);
                length > 0 && routes.take(peering, octets, at, at + length);
                length = UpdateFrame.length(octets, at, to, longest)) {
            routes.watches().message(peering, octets, at, at + length, now);
            at += length;
            count++;
        }
        if (count > 0) {
            peering.tally().updatesReceived(count);
            machine.heard(now);
            peering.keepToLimits(now);
        }
        return at;
    }
}
