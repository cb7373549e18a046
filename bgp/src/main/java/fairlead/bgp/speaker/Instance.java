package fairlead.bgp.speaker;

import fairlead.bgp.rib.Family;
import fairlead.bgp.rib.ImportRules;
import fairlead.bgp.rib.Rib;
import fairlead.bgp.rib.RibView;
import fairlead.bgp.rpki.RoaChange;
import fairlead.bgp.session.Negotiated;
import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Fault;
import fairlead.bgp.wire.Problem;
import fairlead.net.IpAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
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

    private static final byte[] NOTHING = new byte[0];

    private final RandomGenerator dice;
    private final Map<String, Peering> peerings = new LinkedHashMap<>();

    /** The peer's number in the tables, while its session stands. */
    private final Map<Peering, Integer> numbers = new HashMap<>();

    private final Rib rib;
    private final Retention retention;
    private final PrefixLimits limits;
    private final Watches watches;
    private Watches.Connections connections = _ -> WatchedSession.Ends.UNKNOWN;
    private SpeakerConfig config;
    private List<Effect> effects = new ArrayList<>();
    private long dials;

    /**
     * @param routesTold whether {@link SpeakerEvent.RoutesHeard} are among the effects
     */
    Instance(SpeakerConfig config, boolean routesTold, RandomGenerator dice) {
        this.config = config;
        this.dice = dice;
        this.rib = new Rib(RibTermsOf.config(config), routesTold, dice.nextLong());
        this.retention = new Retention(rib);
        this.limits = new PrefixLimits(rib);
        this.watches = new Watches(rib);
    }

    SpeakerConfig config() {
        return config;
    }

    RibView routes() {
        return rib.view();
    }

    List<Effect> start(Instant now) {
        config.neighbours().forEach(neighbour -> add(neighbour, now));
        return done();
    }

    /**
     * Goes over to another configuration. Neighbours that are the same, or have but other policies,
     * keep their sessions, unless we ourselves are another: then all of them end.
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
            } else if (!isSameFor(peering.neighbour(), next)
                    || !neighbour.hasSessionOf(peering.neighbour())) {
                remove(peering, Fault.CONFIGURATION_CHANGED, "its configuration changed", now);
            } else if (!neighbour.equals(peering.neighbour())) {
                peering.become(neighbour);
                changed.add(peering);
            }
        }
        for (var peering : changed) {
            var number = numbers.get(peering);
            if (number != null) {
                rib.become(number, RibTermsOf.policies(peering.neighbour().options()));
            }
        }
        boolean sameRules = RibTermsOf.config(config).equals(RibTermsOf.config(next));
        config = next;
        if (!sameRules) {
            rib.become(RibTermsOf.config(next));
            watches.retell();
        }
        for (var neighbour : next.neighbours()) {
            if (!peerings.containsKey(neighbour.name())) {
                add(neighbour, now);
            }
        }
        peerings.values().forEach(this::watch);
        return done();
    }

    /** Who may originate what has become another. */
    List<Effect> validate(RoaChange change) {
        rib.validate(change);
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

    List<Effect> stop(Instant now) {
        for (var peering : List.copyOf(peerings.values())) {
            remove(peering, Fault.ADMINISTRATIVE_SHUTDOWN, "this speaker stops", now);
        }
        watches.removeAll(now);
        return done();
    }

    List<Effect> input(ConnectionId connection, Input input, Instant now) {
        if (input instanceof Input.Accepted(var id, var from)) {
            var known =
                    peerings.values().stream()
                            .filter(peering -> peering.neighbour().address().equals(from))
                            .findFirst();
            known.ifPresentOrElse(
                    peering -> peering.accepted(id, now), () -> act(new Effect.Refuse(id)));
            return done();
        }
        if (input instanceof Input.Received(_, var octets)) {
            receive(connection, octets, 0, octets.length, now);
            return done();
        }
        for (var peering : peerings.values()) {
            if (peering.input(connection, input, now)) {
                break;
            }
        }
        return done();
    }

    /**
     * Takes what arrived on a connection, in place; {@link #done} says what follows from it.
     *
     * @return where the first incomplete message begins
     */
    int receive(ConnectionId connection, byte[] octets, int from, int to, Instant now) {
        watches.time(now);
        for (var peering : peerings.values()) {
            if (peering.has(connection)) {
                return peering.receive(connection, octets, from, to, now);
            }
        }
        return to;
    }

    /** Connections whose peers have routes to be told. */
    List<ConnectionId> eager() {
        var eager = new ArrayList<ConnectionId>();
        numbers.forEach((peering, number) -> {
            if (rib.hasOutput(number)) {
                peering.established().ifPresent(eager::add);
            }
        });
        return eager;
    }

    /** Puts whole UPDATEs for a connection into {@code octets}; returns where they end. */
    int fill(ConnectionId connection, byte[] octets, int from, int to) {
        for (var entry : numbers.entrySet()) {
            var peering = entry.getKey();
            if (peering.established().filter(connection::equals).isPresent()) {
                return rib.fill(entry.getValue(), octets, from, to);
            }
        }
        return from;
    }

    /** Where the ends of connections are known; without it they are unknown. */
    void connections(Watches.Connections known) {
        connections = known;
    }

    void watch(Watch watch, Instant now) {
        watches.add(watch, config.local(), now);
    }

    void unwatch(Watch watch, Instant now) {
        watches.remove(watch, now);
    }

    /** Lets all who watch do a slice of what can wait; true if there is more. */
    boolean watching(Instant now) {
        watches.time(now);
        return watches.work(now);
    }

    /** Does a slice of the work that can wait; true if there is more. */
    boolean work() {
        return rib.work();
    }

    Optional<Instant> nextDeadline() {
        var next = Instant.MAX;
        for (var peering : peerings.values()) {
            next = peering.nextDeadline(next);
        }
        next = retention.nextDeadline(next);
        return next.equals(Instant.MAX) ? Optional.empty() : Optional.of(next);
    }

    List<Effect> tick(Instant now) {
        peerings.values().forEach(peering -> peering.tick(now));
        retention.tick(now);
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

    List<SessionReport> sessions() {
        return peerings.values().stream().map(this::report).toList();
    }

    @Override
    public void act(Effect effect) {
        effects.add(effect);
    }

    @Override
    public ConnectionId nextDial() {
        return new ConnectionId(ConnectionId.Side.DIALLED, ++dials);
    }

    @Override
    public Duration pause() {
        long least = config.timing().retryAtLeast().toNanos();
        long most = config.timing().retryAtMost().toNanos();
        return Duration.ofNanos(least == most ? least : dice.nextLong(least, most));
    }

    /** Between three quarters and all of it: RFC 4271 §10. */
    @Override
    public Duration jittered(Duration keepalive) {
        return Duration.ofNanos((long) (keepalive.toNanos() * (0.75 + dice.nextDouble() / 4)));
    }

    @Override
    public void up(Peering peering, Negotiated session, Instant now) {
        var terms = RibTermsOf.peer(peering.neighbour(), session, config.profile());
        var markers = new EnumMap<Family, byte[]>(Family.class);
        terms.families().forEach(family -> markers.put(family, Markers.endOfRib(family, session)));
        var preserved = retention.preserved(peering.neighbour(), session);
        int number = rib.up(terms, markers, preserved);
        retention.up(peering.neighbour(), number, preserved, now);
        numbers.put(peering, number);
        watch(peering);
        watches.up(peering, watched(peering, session, number, !preserved.isEmpty(), now));
    }

    @Override
    public void down(Peering peering, boolean graceful, Instant now) {
        var number = numbers.remove(peering);
        limits.forget(peering);
        if (number != null) {
            watches.down(peering, peering.end(), now);
            retention.down(peering, number, graceful, now);
            tellRoutes();
        }
    }

    @Override
    public boolean take(Peering peering, byte[] octets, int from, int to) {
        var number = numbers.get(peering);
        return number != null
                && config.imports().maxPrefixes() == ImportRules.UNLIMITED
                && !UpdateFrame.mayBeEndOfRib(from, to)
                && rib.take(number, octets, from, to);
    }

    @Override
    public Optional<Problem> objection(Peering peering) {
        var number = numbers.get(peering);
        return number == null ? Optional.empty() : limits.objection(peering, number, this::act);
    }

    @Override
    public Optional<Problem> deliver(Peering peering, Update update) {
        var name = peering.neighbour().name();
        var number = numbers.get(peering);
        if (number == null) {
            return Optional.empty();
        }
        update.endOfRib().ifPresent(family -> toldAll(peering, family));
        var problem = limits.arriving(config.imports(), name, update);
        if (problem.isPresent()) {
            return problem;
        }
        rib.take(number, BgpCodec.canonical(update));
        return objection(peering);
    }

    private void toldAll(Peering peering, AddressFamily family) {
        Family.of(family).ifPresent(one -> retention.told(peering.neighbour(), one));
        tellRoutes();
        if (family.equals(AddressFamily.IPV4_UNICAST)) {
            act(new Effect.Tell(new SpeakerEvent.EndOfRib(peering.neighbour().name())));
        }
    }

    @Override
    public void retell(Peering peering, AddressFamily family) {
        var number = numbers.get(peering);
        var ours = Family.of(family);
        if (number == null || ours.isEmpty()) {
            return;
        }
        boolean marked = peering.session().filter(Negotiated::marksRefreshes).isPresent();
        rib.retell(
                number,
                ours.get(),
                marked ? Markers.refreshBegins(family) : NOTHING,
                marked ? Markers.refreshEnds(family) : NOTHING);
    }

    @Override
    public void retold(Peering peering, AddressFamily family, boolean begins) {
        var number = numbers.get(peering);
        var ours = Family.of(family);
        if (number == null || ours.isEmpty()) {
            return;
        }
        if (begins) {
            rib.ageAll(number, ours.get());
        } else {
            rib.forgetStale(number, ours.get());
        }
    }

    @Override
    public void heard(Peering peering, byte[] octets, int from, int to, Instant now) {
        watches.message(peering, octets, from, to, now);
    }

    private WatchedSession watched(
            Peering peering, Negotiated session, int number, boolean kept, Instant now) {
        var neighbour = peering.neighbour();
        var opens = peering.opens();
        return new WatchedSession(
                number,
                neighbour.name(),
                neighbour.address(),
                neighbour.asn(),
                RibTermsOf.peer(neighbour, session, config.profile()).id(),
                config.local().asn(),
                now,
                peering.established().map(connections::ends).orElse(WatchedSession.Ends.UNKNOWN),
                opens.getFirst(),
                opens.getLast(),
                RibTermsOf.families(session, config.profile()),
                Watches.families(session.shape().pathsIn()),
                session.shape().width(),
                kept);
    }

    private void watch(Peering peering) {
        peering.established()
                .ifPresent(connection -> act(new Effect.Watch(connection, peering.neighbour())));
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
        var terms = SessionTermsOf.neighbour(neighbour, config);
        var peering = new Peering(neighbour, terms, this, now);
        peerings.put(neighbour.name(), peering);
        peering.start(now);
    }

    private void remove(Peering peering, Fault fault, String detail, Instant now) {
        peering.stop(Problem.of(fault, detail), now);
        peerings.remove(peering.neighbour().name());
        retention.remove(peering.neighbour());
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
                peering.tally()
                        .report(
                                routes().held(name),
                                routes().accepted(name),
                                routes().advertisedCount(name)));
    }

    /** What followed from all that happened since the last time. */
    List<Effect> done() {
        tellRoutes();
        var all = effects;
        effects = new ArrayList<>();
        return all;
    }

    private void tellRoutes() {
        for (var heard : rib.settle()) {
            act(
                    new Effect.Tell(
                            new SpeakerEvent.RoutesHeard(
                                    heard.neighbour(),
                                    heard.accepted(),
                                    heard.withdrawn(),
                                    heard.rejected())));
        }
    }
}
