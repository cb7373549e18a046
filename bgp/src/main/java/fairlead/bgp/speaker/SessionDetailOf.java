package fairlead.bgp.speaker;

import fairlead.bgp.rib.Family;
import fairlead.bgp.speaker.ConnectionId.Side;
import fairlead.bgp.speaker.Machine.Deadline;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** From a peering to all that is known of its session. */
final class SessionDetailOf {

    private SessionDetailOf() {}

    static SessionDetail peering(
            Peering peering,
            SessionReport report,
            Watches.Connections connections,
            Map<Family, Instant> keptUntil) {
        return new SessionDetail(
                report,
                peering.offer(),
                peering.session().or(peering::lastSession),
                peering.tally().received(),
                peering.tally().sent(),
                peering.standing().lastReset(),
                peering.established()
                        .map(id ->
                                new SessionDetail.Connection(
                                        id.side() == Side.DIALLED, connections.ends(id))),
                timers(peering.deadlines()),
                keptUntil);
    }

    private static SessionDetail.Timers timers(Map<Deadline, Instant> due) {
        return new SessionDetail.Timers(
                Optional.ofNullable(due.get(Deadline.HOLD)),
                Optional.ofNullable(due.get(Deadline.KEEPALIVE)),
                Stream.of(Deadline.RESTART, Deadline.RETRY)
                        .flatMap(one -> Optional.ofNullable(due.get(one)).stream())
                        .filter(one -> !one.equals(IdleHold.FOR_GOOD))
                        .min(Instant::compareTo));
    }
}
