package fairlead.bgp.speaker;

import fairlead.bgp.session.Collision;
import fairlead.bgp.session.Negotiated;
import fairlead.bgp.session.PeerState;
import fairlead.bgp.session.SessionState;
import fairlead.bgp.speaker.ConnectionId.Side;
import fairlead.bgp.wire.Octets;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The session machines of one neighbour, one for each side that may have made the connection (RFC
 * 4271 §8.2.1); at most one of them is Established. While it is, there may be a newcomer beside
 * them, for another connection that the neighbour made (RFC 4724 §5).
 */
final class Machines {

    private final Map<Side, Machine> bySide = new EnumMap<>(Side.class);
    private @Nullable Machine newcomer;

    void put(Machine machine) {
        bySide.put(machine.side, machine);
    }

    /** One for a connection that the neighbour made although its session stands. */
    void newcomer(Machine machine) {
        newcomer = machine;
    }

    Optional<Machine> newcomer() {
        return Optional.ofNullable(newcomer);
    }

    /** Takes {@code machine} away, if no other is in its place by now. */
    void remove(Machine machine) {
        if (!bySide.remove(machine.side, machine) && machine.equals(newcomer)) {
            newcomer = null;
        }
    }

    /** A newcomer is none any more when no session stands. */
    void settle() {
        if (newcomer != null && established().isEmpty()) {
            put(newcomer);
            newcomer = null;
        }
    }

    /** Those that there are now. */
    List<Machine> all() {
        return Stream.concat(bySide.values().stream(), newcomer().stream()).toList();
    }

    List<Machine> othersThan(Machine machine) {
        return all().stream().filter(other -> other != machine).toList();
    }

    Optional<Machine> of(Side side) {
        return Optional.ofNullable(bySide.get(side));
    }

    Optional<Machine> of(ConnectionId connection) {
        for (var machine : bySide.values()) {
            if (machine.has(connection)) {
                return Optional.of(machine);
            }
        }
        return newcomer().filter(machine -> machine.has(connection));
    }

    Optional<Machine> established() {
        for (var machine : bySide.values()) {
            if (machine.isEstablished()) {
                return Optional.of(machine);
            }
        }
        return Optional.empty();
    }

    /** The session that stands. */
    Optional<Negotiated> session() {
        for (var machine : bySide.values()) {
            if (machine.state instanceof SessionState.Established(var session)) {
                return Optional.of(session);
            }
        }
        return Optional.empty();
    }

    /** Our OPEN and the neighbour's, of the session that stands. */
    List<Octets> opens() {
        return established()
                .map(machine -> List.of(machine.sentOpen, machine.receivedOpen))
                .orElse(List.of(Octets.NONE, Octets.NONE));
    }

    /** Whether the connection that the neighbour made has come so far that ours has to wait. */
    boolean acceptedIsAhead() {
        return of(Side.ACCEPTED)
                .filter(machine -> machine.isAtLeast(PeerState.OPEN_CONFIRM))
                .isPresent();
    }

    /**
     * Which of two connections ends when an OPEN arrives on that of {@code machine} (RFC 4271
     * §6.8); none if the other has not come as far.
     */
    Optional<Machine> loser(Machine machine, Collision kept) {
        var side =
                switch (kept) {
                    case KEEP_OURS -> Side.DIALLED;
                    case KEEP_THEIRS -> Side.ACCEPTED;
                };
        return bySide.values().stream()
                .filter(other -> other != machine && other.isAtLeast(PeerState.OPEN_CONFIRM))
                .findFirst()
                .map(rival -> rival.isEstablished() || machine.side != side ? machine : rival);
    }

    /** The earlier of {@code before} and whatever is due here. */
    Instant nextDeadline(Instant before) {
        var next = before;
        for (var machine : all()) {
            for (var due : machine.deadlines.values()) {
                next = due.isBefore(next) ? due : next;
            }
        }
        return next;
    }

    /** What is due here and when; of two machines that wait for the same, the earlier. */
    Map<Machine.Deadline, Instant> deadlines() {
        var all = new EnumMap<Machine.Deadline, Instant>(Machine.Deadline.class);
        for (var machine : bySide.values()) {
            machine.deadlines.forEach((what, due) ->
                    all.merge(what, due, (one, two) -> one.isBefore(two) ? one : two));
        }
        return all;
    }

    /** A machine that is about to dial again stands like one that waits to be dialled. */
    PeerState furthest() {
        return bySide.values().stream()
                .map(machine -> machine.state.name())
                .map(state -> state == PeerState.IDLE ? PeerState.ACTIVE : state)
                .max(Comparator.naturalOrder())
                .orElse(PeerState.ACTIVE);
    }
}
