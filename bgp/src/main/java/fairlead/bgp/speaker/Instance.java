package fairlead.bgp.speaker;

import fairlead.bgp.rib.RibView;
import fairlead.bgp.rpki.RoaChange;
import fairlead.bgp.session.Negotiated;
import fairlead.bgp.session.SessionEvent;
import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.Fault;
import fairlead.bgp.wire.Problem;
import fairlead.net.IpAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * A whole speaker without sockets, clock or threads: inputs and the time go in, effects come out,
 * and a connection that has room is asked for by {@link #fill}. The same inputs, times and dice
 * give the same effects, which is what lets a network of these run in one test.
 */
final class Instance implements PeeringOwner {

    private final RandomGenerator dice;
    private final LinkedHashMap<String, Peering> peerings = new LinkedHashMap<>();

    /** Whose a connection is, from its making to its end. */
    private final Map<ConnectionId, Peering> byConnection = new HashMap<>();

    private final RouteExchange routes;
    private SpeakerConfig config;
    private List<Effect> effects = new ArrayList<>();
    private long dials;

    /** Whether we have started anew, and nobody was told anything since. */
    private boolean restarting;

    /**
     * @param routesTold whether {@link SpeakerEvent.RoutesHeard} are among the effects
     */
    Instance(SpeakerConfig config, boolean routesTold, RandomGenerator dice) {
        this.config = config;
        this.dice = dice;
        this.routes = new RouteExchange(config, routesTold, dice.nextLong(), this::act);
    }

    SpeakerConfig config() {
        return config;
    }

    RibView routes() {
        return routes.view();
    }

    List<Effect> start(Speaker.Start how, Instant now) {
        if (how != Speaker.Start.FRESH) {
            routes.defer(how, now);
            restarting = routes.defers();
        }
        if (restarting) {
            act(
                    new Effect.Remark(
                            "restarting: nothing is told before peers have told what they have, for"
                                    + " "
                                    + config.timing().selectionDeferral().toSeconds()
                                    + " s at most"));
        }
        config.neighbours().forEach(neighbour -> add(neighbour, now));
        return done();
    }

    /**
     * Goes over to another configuration. Neighbours that are the same, or have but other policies
     * or limits, keep their sessions, unless we ourselves are another: then all of them end.
     */
    List<Effect> reconfigure(SpeakerConfig next, Instant now) {
        var wanted =
                next.neighbours().stream()
                        .collect(Collectors.toMap(Neighbour::name, Function.identity()));
        var changed = new ArrayList<Peering>();
        for (var peering : List.copyOf(peerings.values())) {
            var neighbour = wanted.get(peering.neighbour().name());
            if (neighbour == null) {
                remove(peering, Fault.PEER_DECONFIGURED, "it is configured no more", now);
                routes.awaitNoMore(peering.neighbour());
            } else if (!isSameFor(peering.neighbour(), next)
                    || !neighbour.hasSessionOf(peering.neighbour())) {
                remove(peering, Fault.CONFIGURATION_CHANGED, "its configuration changed", now);
            } else if (!neighbour.equals(peering.neighbour())) {
                peering.become(neighbour, now);
                changed.add(peering);
            }
        }
        changed.forEach(routes::optionsChanged);
        routes.become(next);
        config = next;
        changed.forEach(peering -> peering.keepToLimits(now));
        for (var neighbour : next.neighbours()) {
            var peering = peerings.get(neighbour.name());
            if (peering == null) {
                add(neighbour, now);
            } else {
                peerings.putLast(neighbour.name(), peering); // All in the order of the file.
            }
        }
        peerings.values().forEach(Peering::watchPath);
        return done();
    }

    /** Who may originate what has become another. */
    List<Effect> validate(RoaChange change) {
        routes.validate(change);
        return done();
    }

    /** {@link #validate} has said all that there is. */
    List<Effect> originsKnown() {
        routes.originsKnown();
        return done();
    }

    /** BFD says that the path to a neighbour is dead. */
    List<Effect> pathLost(IpAddress address, String why, Instant now) {
        for (var peering : List.copyOf(peerings.values())) {
            if (peering.neighbour().address().equals(address)) {
                peering.pathLost(why, now);
            }
        }
        return done();
    }

    /** Ends all sessions for good. */
    List<Effect> stop(Instant now) {
        var cease = Problem.of(Fault.ADMINISTRATIVE_SHUTDOWN, "this speaker stops");
        return end(new SessionEvent.Stop(cease), now);
    }

    /** Ends all sessions so that neighbours who offered it keep our routes until we are back. */
    List<Effect> leave(Instant now) {
        var cease = Problem.of(Fault.ADMINISTRATIVE_RESET, "this speaker starts anew");
        return end(new SessionEvent.Leave(cease), now);
    }

    private List<Effect> end(SessionEvent how, Instant now) {
        restarting = false;
        for (var peering : List.copyOf(peerings.values())) {
            remove(peering, how, now);
            routes.awaitNoMore(peering.neighbour());
        }
        routes.watches().removeAll(now);
        return done();
    }

    List<Effect> input(ConnectionId connection, Input input, Instant now) {
        if (input instanceof Input.Accepted(var id, var from)) {
            var known =
                    peerings.values().stream()
                            .filter(peering -> peering.neighbour().address().equals(from))
                            .findFirst();
            known.ifPresentOrElse(
                    peering -> {
                        byConnection.put(id, peering);
                        peering.accepted(id, now);
                    },
                    () -> act(new Effect.Refuse(id)));
            return done();
        }
        if (input instanceof Input.Received(_, var octets)) {
            receive(connection, octets, 0, octets.length, now);
            return done();
        }
        var peering = byConnection.get(connection);
        if (peering != null) {
            peering.input(connection, input, now);
        }
        return done();
    }

    /**
     * Takes what arrived on a connection, in place; {@link #done} says what follows from it.
     *
     * @return where the first incomplete message begins
     */
    int receive(ConnectionId connection, byte[] octets, int from, int to, Instant now) {
        routes.watches().time(now);
        var peering = byConnection.get(connection);
        return peering == null ? to : peering.receive(connection, octets, from, to, now);
    }

    /** Connections whose peers have routes to be told. */
    List<ConnectionId> eager() {
        return routes.eager();
    }

    /** Puts whole UPDATEs for a connection into {@code octets}; returns where they end. */
    int fill(ConnectionId connection, byte[] octets, int from, int to) {
        var peering = byConnection.get(connection);
        return peering == null ? from : routes.fill(peering, connection, octets, from, to);
    }

    /** Where the ends of connections are known; without it they are unknown. */
    void connections(Watches.Connections known) {
        routes.watches().connections(known);
    }

    void watch(Watch watch, Instant now) {
        routes.watches().add(watch, config.local(), now);
    }

    void unwatch(Watch watch, Instant now) {
        routes.watches().remove(watch, now);
    }

    /** Lets all who watch do a slice of what can wait; true if there is more. */
    boolean watching(Instant now) {
        routes.watches().time(now);
        return routes.watches().work(now);
    }

    /** Does a slice of the work that can wait; true if there is more. */
    boolean work() {
        return routes.work();
    }

    /** Whether there is such work since the last slice. */
    boolean isSearching() {
        return routes.isSearching();
    }

    Optional<Instant> nextDeadline() {
        var next = Instant.MAX;
        for (var peering : peerings.values()) {
            next = peering.nextDeadline(next);
        }
        next = routes.nextDeadline(next);
        return next.equals(Instant.MAX) ? Optional.empty() : Optional.of(next);
    }

    List<Effect> tick(Instant now) {
        peerings.values().forEach(peering -> peering.tick(now));
        routes.tick(now);
        return done();
    }

    /** Asks all who understand it to tell their routes again. */
    List<Effect> refresh() {
        for (var peering : peerings.values()) {
            if (peering.session().filter(Negotiated::refreshes).isPresent()) {
                peering.send(new BgpMessage.RouteRefresh(AddressFamily.IPV4_UNICAST, 0));
            }
        }
        return done();
    }

    /** Whom we wait for after a restart before anybody is told anything. */
    Optional<SelectionDeferral> deferral() {
        return routes.deferral();
    }

    List<SessionReport> sessions() {
        return peerings.values().stream().map(this::report).toList();
    }

    /** All that is known of a neighbour's session; empty if there is no such neighbour. */
    Optional<SessionDetail> session(String neighbour) {
        return Optional.ofNullable(peerings.get(neighbour))
                .map(peering ->
                        SessionDetailOf.peering(
                                peering,
                                report(peering),
                                routes.watches().connections(),
                                routes.keptUntil(peering.neighbour())));
    }

    @Override
    public void act(Effect effect) {
        switch (effect) {
            case Effect.Close(var id) -> byConnection.remove(id);
            case Effect.Refuse(var id) -> byConnection.remove(id);
            case Effect.Dial _, Effect.Send _, Effect.Watch _ -> {}
            case Effect.Tell _, Effect.Remark _, Effect.Note _ -> {}
        }
        effects.add(effect);
    }

    @Override
    public ConnectionId nextDial(Peering peering) {
        var id = new ConnectionId(ConnectionId.Side.DIALLED, ++dials);
        byConnection.put(id, peering);
        return id;
    }

    @Override
    public Duration pause() {
        long least = config.timing().retryAtLeast().toNanos();
        long most = config.timing().retryAtMost().toNanos();
        return Duration.ofNanos(least == most ? least : dice.nextLong(least, most));
    }

    @Override
    public Duration longestIdleHold() {
        return config.timing().idleHold();
    }

    /** Between three quarters and all of it: RFC 4271 §10. */
    @Override
    public Duration jittered(Duration keepalive) {
        return Duration.ofNanos((long) (keepalive.toNanos() * (0.75 + dice.nextDouble() / 4)));
    }

    /** Whether we ourselves stay what we were to this neighbour. */
    private boolean isSameFor(Neighbour neighbour, SpeakerConfig next) {
        var family = neighbour.address().family();
        var hold = neighbour.options().hold();
        return config.local().asn().equals(next.local().asn())
                && config.local().routerId().equals(next.local().routerId())
                && config.local().address(family).equals(next.local().address(family))
                && config.local().port() == next.local().port()
                && hold.in(config.timing()).equals(hold.in(next.timing()));
    }

    private void add(Neighbour neighbour, Instant now) {
        var terms = SessionTermsOf.neighbour(neighbour, config, restarting);
        var peering = new Peering(neighbour, terms, this, routes, now);
        peerings.put(neighbour.name(), peering);
        peering.start(now);
    }

    private void remove(Peering peering, Fault fault, String detail, Instant now) {
        remove(peering, new SessionEvent.Stop(Problem.of(fault, detail)), now);
    }

    private void remove(Peering peering, SessionEvent how, Instant now) {
        peering.stop(how, now);
        peerings.remove(peering.neighbour().name());
        routes.forget(peering.neighbour());
    }

    private SessionReport report(Peering peering) {
        var name = peering.neighbour().name();
        var standing = peering.standing();
        return new SessionReport(
                peering.neighbour(),
                standing.state(),
                standing.since(),
                peering.session()
                        .map(Negotiated::hold)
                        .orElse(peering.neighbour().options().hold().in(config.timing())),
                standing.lastError(),
                peering.idleHold().orElse(IdleHold.NONE),
                peering.tally()
                        .report(
                                routes().held(name),
                                routes().accepted(name),
                                routes().advertisedCount(name)));
    }

    /** The restart is over: everybody is told, and our OPENs speak of it no more. */
    private void restarted() {
        restarting = false;
        routes.speak();
        for (var peering : peerings.values()) {
            peering.become(SessionTermsOf.neighbour(peering.neighbour(), config, false));
        }
        act(new Effect.Remark("the restart is over: routes are told"));
    }

    /** What followed from all that happened since the last time. */
    List<Effect> done() {
        routes.tellRoutes();
        if (restarting && !routes.defers()) {
            restarted();
        }
        var all = effects;
        effects = new ArrayList<>();
        return all;
    }
}
