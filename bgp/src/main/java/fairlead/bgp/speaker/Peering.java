package fairlead.bgp.speaker;

import fairlead.bgp.session.Collision;
import fairlead.bgp.session.Negotiated;
import fairlead.bgp.session.Offer;
import fairlead.bgp.session.PeerState;
import fairlead.bgp.session.SessionAction;
import fairlead.bgp.session.SessionEvent;
import fairlead.bgp.session.SessionFsm;
import fairlead.bgp.session.SessionState;
import fairlead.bgp.session.Terms;
import fairlead.bgp.speaker.ConnectionId.Side;
import fairlead.bgp.speaker.Machine.Deadline;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.BgpMessage.Keepalive;
import fairlead.bgp.wire.Decoded;
import fairlead.bgp.wire.Fault;
import fairlead.bgp.wire.Framing;
import fairlead.bgp.wire.Octets;
import fairlead.bgp.wire.Problem;
import fairlead.bgp.wire.SessionShape;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One neighbour: a machine that dials, at times one for a connection that the neighbour made, and
 * the choice between them. What a session brings goes to the {@link RouteExchange}. Only its
 * instance's thread is here.
 */
final class Peering {

    private Neighbour neighbour;
    private Terms terms;
    private final PeeringOwner owner;
    private final RouteExchange routes;
    private final Tally tally = new Tally();
    private final HealedNotes healedNotes = new HealedNotes();
    private final Machines machines = new Machines();
    private final Standing standing;
    private Optional<Negotiated> lastSession = Optional.empty();
    private SessionEnd end = SessionEnd.LOST;
    private boolean stopped;
    private String hint = "";

    Peering(
            Neighbour neighbour,
            Terms terms,
            PeeringOwner owner,
            RouteExchange routes,
            Instant now) {
        this.neighbour = neighbour;
        this.terms = terms;
        this.owner = owner;
        this.routes = routes;
        this.standing = new Standing(neighbour.name(), owner::act, now);
        machines.put(new Machine(Side.DIALLED));
    }

    Neighbour neighbour() {
        return neighbour;
    }

    /** The neighbour is the same but for what its session does not depend on: its policies. */
    void become(Neighbour same) {
        neighbour = same;
    }

    /** What our next OPENs say; families and identifiers are those that they were. */
    void become(Terms next) {
        terms = next;
    }

    Tally tally() {
        return tally;
    }

    Standing standing() {
        return standing;
    }

    /** What our OPEN says. */
    Offer offer() {
        return terms.offer();
    }

    /** What is due here and when, whoever made the connection. */
    Map<Deadline, Instant> deadlines() {
        return machines.deadlines();
    }

    void start(Instant now) {
        step(machines.of(Side.DIALLED).orElseThrow(), new SessionEvent.Start(), now);
    }

    /** Ends it for good, in this way. */
    void stop(SessionEvent how, Instant now) {
        stopped = true;
        for (var machine : machines.all()) {
            step(machine, how, now);
        }
        standing.became(PeerState.IDLE, now);
    }

    /** The earlier of {@code before} and whatever is due here. */
    Instant nextDeadline(Instant before) {
        return machines.nextDeadline(before);
    }

    void tick(Instant now) {
        for (var machine : machines.all()) {
            for (var deadline : Deadline.values()) {
                if (machine.expires(deadline, now)) {
                    step(machine, deadline.event(), now);
                }
            }
        }
    }

    /** The neighbour connected to us. */
    void accepted(ConnectionId connection, Instant now) {
        var before = machines.of(Side.ACCEPTED);
        var established = machines.established();
        if (established.isPresent()) {
            // A neighbour that started anew answers this with a reset, and the old session ends now
            // instead of when its hold timer does.
            send(new Keepalive());
        }
        if (established.isPresent()
                || before.filter(m -> m.isAtLeast(PeerState.OPEN_CONFIRM)).isPresent()) {
            owner.act(new Effect.Refuse(connection));
            return;
        }
        before.ifPresent(machine -> collide(machine, now));
        var machine = new Machine(Side.ACCEPTED);
        machine.attach(connection);
        machines.put(machine);
        step(machine, new SessionEvent.StartPassive(), now);
        step(machine, new SessionEvent.Connected(), now);
    }

    /** The path to the neighbour is dead, whatever TCP has found out (RFC 5882 §4.2). */
    void pathLost(String why, Instant now) {
        var cease = Problem.of(Fault.BFD_DOWN, "the path to it is dead: " + why);
        machines.established()
                .ifPresent(machine -> step(machine, new SessionEvent.Stop(cease), now));
    }

    /** Has the path of the session that stands watched, as the neighbour's options say now. */
    void watchPath() {
        established().ifPresent(connection -> owner.act(new Effect.Watch(connection, neighbour)));
    }

    /** Something happened on one of this neighbour's connections. */
    void input(ConnectionId connection, Input input, Instant now) {
        machines.of(connection).ifPresent(machine -> input(machine, input, now));
    }

    /** The connection of the session that stands. */
    Optional<ConnectionId> established() {
        return machines.established().flatMap(Machine::connection);
    }

    /**
     * Takes the messages between {@code from} and {@code to} in, in place.
     *
     * @return where the first incomplete message begins; {@code to} if the rest does not matter
     */
    int receive(ConnectionId connection, byte[] octets, int from, int to, Instant now) {
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
                        step(machine, new SessionEvent.Malformed(problem), now);
                        return to;
                    }
                    case Framing.Whole(var length) -> {
                        end = at + length;
                        received(machine, Arrays.copyOfRange(octets, at, end), now);
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
                length > 0 && routes.take(this, octets, at, at + length);
                length = UpdateFrame.length(octets, at, to, longest)) {
            routes.watches().message(this, octets, at, at + length, now);
            at += length;
            count++;
        }
        if (count > 0) {
            tally.updatesReceived(count);
            machine.heard(now);
            routes.objection(this)
                    .ifPresent(problem -> step(machine, new SessionEvent.Stop(problem), now));
        }
        return at;
    }

    /** Sends on the session, if there is one. */
    void send(BgpMessage message) {
        machines.established().ifPresent(machine -> send(machine, message, machine.shape()));
    }

    /** The session that stood last, whether or not it still does. */
    Optional<Negotiated> lastSession() {
        return lastSession;
    }

    /** How the session ended that ends now. */
    SessionEnd end() {
        return end;
    }

    /** Our OPEN and the neighbour's, of the session that stands. */
    List<Octets> opens() {
        return machines.opens();
    }

    /** The session that stands. */
    Optional<Negotiated> session() {
        return machines.session();
    }

    private void input(Machine machine, Input input, Instant now) {
        switch (input) {
            case Input.Connected _ -> step(machine, new SessionEvent.Connected(), now);
            case Input.Lost(_, var reason) ->
                    step(machine, new SessionEvent.ConnectionLost(reason), now);
            case Input.Unread _ -> machine.unread(neighbour.options().sendHold(), now);
            case Input.CaughtUp _ -> machine.deadlines.remove(Deadline.SEND_HOLD);
            case Input.Received(_, var octets) -> received(machine, octets, now);
            case Input.Accepted(var connection, _) -> accepted(connection, now);
        }
    }

    private void received(Machine machine, byte[] octets, Instant now) {
        switch (BgpCodec.decode(octets, machine.shape())) {
            case Decoded.Bad(var problem) ->
                    step(machine, new SessionEvent.Malformed(problem), now);
            case Decoded.Ok(var message, var healed) -> {
                tally.received(octets);
                if (machine.isEstablished()) {
                    routes.watches().message(this, octets, 0, octets.length, now);
                } else if (message instanceof BgpMessage.Open) {
                    machine.receivedOpen = Octets.of(octets);
                }
                healedNotes
                        .note(message, healed, octets)
                        .ifPresent(text -> owner.act(new Effect.Note(neighbour.name(), text)));
                if (!(message instanceof BgpMessage.Open open) || survives(machine, open, now)) {
                    step(machine, SessionEvent.of(message), now);
                }
            }
        }
    }

    /** RFC 4271 §6.8, asked when an OPEN arrives; the loser is closed. */
    private boolean survives(Machine machine, BgpMessage.Open open, Instant now) {
        if (!SessionFsm.accepts(open, terms)) {
            return true;
        }
        var loser = machines.loser(machine, Collision.resolve(terms, open.id()));
        loser.ifPresent(one -> collide(one, now));
        return loser.filter(machine::equals).isEmpty();
    }

    private void collide(Machine loser, Instant now) {
        var cease = Problem.of(Fault.CONNECTION_COLLISION, "another connection was kept");
        step(loser, new SessionEvent.Stop(cease), now);
    }

    private void step(Machine machine, SessionEvent event, Instant now) {
        end = SessionEnd.of(event, machine.shape());
        boolean quiet = machine.isCollision(event);
        var step = SessionFsm.next(machine.state, event, terms);
        var shape = machine.shape();
        machine.state = step.state();
        hint =
                event instanceof SessionEvent.RetryDue
                        ? neighbour.options().authentication().whereNothingIsAnswered()
                        : "";
        for (var action : step.actions()) {
            perform(machine, action, shape, quiet, now);
        }
        settle(now);
    }

    private void perform(
            Machine machine, SessionAction action, SessionShape shape, boolean quiet, Instant now) {
        switch (action) {
            case SessionAction.Dial() -> {
                var connection = owner.nextDial(this);
                machine.attach(connection);
                owner.act(new Effect.Dial(connection, neighbour.address()));
            }
            case SessionAction.ArmRetry() ->
                    machine.deadlines.put(Deadline.RETRY, now.plus(owner.pause()));
            case SessionAction.DisarmRetry() -> machine.deadlines.remove(Deadline.RETRY);
            case SessionAction.Arm(var timer, var after) -> {
                var span = timer == SessionAction.Timer.KEEPALIVE ? owner.jittered(after) : after;
                machine.deadlines.put(Deadline.of(timer), now.plus(span));
            }
            case SessionAction.Disarm(var timer) -> machine.deadlines.remove(Deadline.of(timer));
            case SessionAction.Send(var message) -> send(machine, message, shape);
            case SessionAction.Close(var why) -> close(machine, why, quiet);
            case SessionAction.Up(var session) -> up(machine, session, now);
            case SessionAction.Down(var graceful) -> routes.down(this, graceful, now);
            case SessionAction.Deliver(var update) ->
                    routes.deliver(this, update)
                            .ifPresent(
                                    problem -> step(machine, new SessionEvent.Stop(problem), now));
            case SessionAction.Retell(var family) -> routes.retell(this, family);
            case SessionAction.Retold(var family, var begins) ->
                    routes.retold(this, family, begins);
        }
    }

    private void send(Machine machine, BgpMessage message, SessionShape shape) {
        machine.connection()
                .ifPresent(connection -> {
                    var octets = BgpCodec.encode(message, shape);
                    tally.sent(octets, 0, octets.length);
                    if (message instanceof BgpMessage.Open) {
                        machine.sentOpen = Octets.of(octets);
                    } else if (message instanceof BgpMessage.Notification) {
                        end = new SessionEnd(false, Octets.of(octets));
                    }
                    owner.act(new Effect.Send(connection, octets));
                });
    }

    private void close(Machine machine, String why, boolean quiet) {
        machine.connection().ifPresent(connection -> owner.act(new Effect.Close(connection)));
        machine.detach();
        if (machine.side == Side.ACCEPTED) {
            machines.remove(machine);
        }
        if (!quiet) {
            standing.failed(why + hint, end);
        }
    }

    private void up(Machine machine, Negotiated session, Instant now) {
        machines.othersThan(machine).forEach(other -> collide(other, now));
        lastSession = Optional.of(session);
        tally.up();
        standing.became(PeerState.ESTABLISHED, now);
        watchPath();
        routes.up(this, session, now);
    }

    /** Decides whether to dial again, and how the neighbour stands as a whole. */
    private void settle(Instant now) {
        var dialled = machines.of(Side.DIALLED).orElseThrow();
        if (stopped) {
            dialled.deadlines.clear();
            return;
        }
        if (machines.acceptedIsAhead()) {
            dialled.deadlines.remove(Deadline.RESTART);
        } else if (dialled.state instanceof SessionState.Idle) {
            dialled.deadlines.computeIfAbsent(Deadline.RESTART, _ -> now.plus(owner.pause()));
        }
        standing.became(machines.furthest(), now);
    }
}
