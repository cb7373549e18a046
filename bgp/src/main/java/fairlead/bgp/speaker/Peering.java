package fairlead.bgp.speaker;

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
import fairlead.bgp.wire.Octets;
import fairlead.bgp.wire.Problem;
import fairlead.bgp.wire.SessionShape;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One neighbour: a machine that dials, at times one for a connection that the neighbour made, and
 * the choice between them. What a session brings goes to the {@link RouteExchange}. Only its
 * instance's thread is here.
 */
final class Peering {

    private static final SessionEvent.Stop KEPT_OUT =
            new SessionEvent.Stop(
                    Problem.of(Fault.CONNECTION_REJECTED, "it is kept out for a while"));

    private Neighbour neighbour;
    private Terms terms;
    private final PeeringOwner owner;
    private final RouteExchange routes;
    private final Tally tally = new Tally();
    private final HealedNotes healedNotes = new HealedNotes();
    private final Machines machines = new Machines();
    private final Arriving arriving;
    private final Collisions collisions;
    private final IdleHolds holds = new IdleHolds();
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
        this.arriving = new Arriving(this, machines, routes);
        this.collisions = new Collisions(this, machines);
        this.standing = new Standing(neighbour.name(), owner::act, now);
        machines.put(new Machine(Side.DIALLED));
    }

    Neighbour neighbour() {
        return neighbour;
    }

    /**
     * The neighbour is the same but for what its session does not depend on, its policies and
     * limits for instance. Another limit, or another time to stay out, lets it in again.
     */
    void become(Neighbour same, Instant now) {
        boolean sameLimits = same.options().hasLimitsOf(neighbour.options());
        neighbour = same;
        if (!sameLimits && holds.isOverLimit()) {
            holds.forget();
            machines.of(Side.DIALLED).orElseThrow().startAt(now.plus(owner.pause()));
            settle(now);
        }
    }

    /** Ends the session if its neighbour holds more than it may. */
    void keepToLimits(Instant now) {
        machines.established()
                .ifPresent(machine ->
                        routes.objection(this)
                                .ifPresent(problem ->
                                        step(machine, new SessionEvent.Stop(problem), now)));
    }

    /** What keeps it out; empty if nothing does. */
    Optional<IdleHold> idleHold() {
        return holds.current();
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
        holds.tick(now);
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
        if (holds.at(now).isPresent()) {
            // RFC 4271 §8.2.2 (Idle) refuses, RFC 4486 §4 has the word for it.
            say(connection, KEPT_OUT.cease().notification(), Machine.BEFORE_ANY);
            owner.act(new Effect.Close(connection));
            return;
        }
        var before = machines.of(Side.ACCEPTED);
        var established = machines.established();
        if (established.isPresent() && collisions.mayHaveStartedAnew(now)) {
            welcome(collisions.newcomer(now), connection, now);
            return;
        }
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
        before.ifPresent(machine -> collisions.lose(machine, now));
        var machine = new Machine(Side.ACCEPTED);
        machines.put(machine);
        welcome(machine, connection, now);
    }

    private void welcome(Machine machine, ConnectionId connection, Instant now) {
        machine.attach(connection);
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
        return arriving.take(connection, octets, from, to, now);
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

    void received(Machine machine, byte[] octets, Instant now) {
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
                if (!(message instanceof BgpMessage.Open open)
                        || collisions.survives(machine, open, terms, now)) {
                    step(machine, SessionEvent.of(message), now);
                }
            }
        }
    }

    void step(Machine machine, SessionEvent event, Instant now) {
        end = SessionEnd.of(event, machine.shape());
        boolean quiet = machine.isCollision(event);
        var step = SessionFsm.next(machine.state, event, terms);
        var shape = machine.shape();
        machine.state = step.state();
        if (!stopped) {
            holds.after(step, event, neighbour.options(), owner.longestIdleHold(), now);
        }
        hint = hint(event);
        for (var action : step.actions()) {
            perform(machine, action, shape, quiet, now);
        }
        settle(now);
    }

    /** What else an operator wants to know of the failure that {@code event} may be. */
    private String hint(SessionEvent event) {
        return event instanceof SessionEvent.RetryDue
                ? neighbour.options().authentication().whereNothingIsAnswered()
                : holds.current().map(IdleHold::text).orElse("");
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
            case SessionAction.Down(var graceful) -> {
                routes.down(this, graceful, now);
                if (holds.isOverLimit()) {
                    routes.awaitNoMore(neighbour);
                }
            }
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
                    var octets = say(connection, message, shape);
                    if (message instanceof BgpMessage.Open) {
                        machine.sentOpen = Octets.of(octets);
                    } else if (message instanceof BgpMessage.Notification) {
                        end = new SessionEnd(false, Octets.of(octets));
                    }
                });
    }

    private byte[] say(ConnectionId connection, BgpMessage message, SessionShape shape) {
        var octets = BgpCodec.encode(message, shape);
        tally.sent(octets, 0, octets.length);
        owner.act(new Effect.Send(connection, octets));
        return octets;
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
        collisions.keep(machine, now);
        lastSession = Optional.of(session);
        tally.up();
        standing.became(PeerState.ESTABLISHED, now);
        watchPath();
        routes.up(this, session, now);
    }

    /** Decides whether to dial again, and how the neighbour stands as a whole. */
    private void settle(Instant now) {
        var dialled = machines.of(Side.DIALLED).orElseThrow();
        var hold = holds.at(now);
        machines.newcomer()
                .filter(_ -> hold.isPresent())
                .ifPresent(newcomer -> step(newcomer, KEPT_OUT, now));
        machines.settle();
        if (stopped) {
            dialled.deadlines.clear();
            return;
        }
        if (machines.acceptedIsAhead()) {
            dialled.deadlines.remove(Deadline.RESTART);
        } else if (hold.isPresent()) {
            dialled.startAt(hold.get().until());
        } else if (dialled.state instanceof SessionState.Idle) {
            dialled.deadlines.computeIfAbsent(Deadline.RESTART, _ -> now.plus(owner.pause()));
        }
        standing.became(hold.isPresent() ? PeerState.IDLE : machines.furthest(), now);
    }
}
