package fairlead.bgp.speaker;

import fairlead.bgp.rib.AdvertisedRoute;
import fairlead.bgp.rib.Changes;
import fairlead.bgp.rib.Peer;
import fairlead.bgp.rib.Rib;
import fairlead.bgp.rib.RibTerms;
import fairlead.bgp.session.Negotiated;
import fairlead.bgp.session.Terms;
import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Fault;
import fairlead.bgp.wire.Packing;
import fairlead.bgp.wire.PathAttributes;
import fairlead.bgp.wire.Problem;
import fairlead.net.Prefix;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * A whole speaker without sockets, clock or threads: inputs and the time go in, effects come out.
 * The same inputs, times and dice give the same effects, which is what lets a network of these run
 * in one test.
 */
final class Instance implements Peering.Owner {

    private final RandomGenerator dice;
    private final Map<String, Peering> peerings = new LinkedHashMap<>();
    private final Rib rib;
    private SpeakerConfig config;
    private List<Effect> effects = new ArrayList<>();
    private long dials;

    Instance(SpeakerConfig config, RandomGenerator dice) {
        this.config = config;
        this.dice = dice;
        this.rib = new Rib(ribTerms(config));
    }

    SpeakerConfig config() {
        return config;
    }

    Rib rib() {
        return rib;
    }

    List<Effect> start(Instant now) {
        config.neighbours().forEach(neighbour -> add(neighbour, now));
        return done();
    }

    /**
     * Goes over to another configuration. Neighbours that are the same keep their sessions, unless
     * we ourselves are another: then all of them end.
     */
    List<Effect> reconfigure(SpeakerConfig next, Instant now) {
        boolean sameSelf =
                config.local().equals(next.local())
                        && config.timing().hold().equals(next.timing().hold());
        var wanted =
                next.neighbours().stream()
                        .collect(Collectors.toMap(Neighbour::name, Function.identity()));
        for (var peering : List.copyOf(peerings.values())) {
            var neighbour = wanted.get(peering.neighbour().name());
            if (neighbour == null) {
                remove(peering, Fault.PEER_DECONFIGURED, "it is configured no more", now);
            } else if (!sameSelf || !neighbour.equals(peering.neighbour())) {
                remove(peering, Fault.CONFIGURATION_CHANGED, "its configuration changed", now);
            }
        }
        boolean sameRules = ribTerms(config).equals(ribTerms(next));
        config = next;
        if (!sameRules) {
            follow(rib.become(ribTerms(next)));
        }
        for (var neighbour : next.neighbours()) {
            if (!peerings.containsKey(neighbour.name())) {
                add(neighbour, now);
            }
        }
        return done();
    }

    List<Effect> stop(Instant now) {
        for (var peering : List.copyOf(peerings.values())) {
            remove(peering, Fault.ADMINISTRATIVE_SHUTDOWN, "this speaker stops", now);
        }
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
        for (var peering : peerings.values()) {
            if (peering.input(connection, input, now)) {
                break;
            }
        }
        return done();
    }

    Optional<Instant> nextDeadline() {
        return peerings.values().stream()
                .flatMap(peering -> peering.nextDeadline().stream())
                .min(Comparator.naturalOrder());
    }

    List<Effect> tick(Instant now) {
        peerings.values().forEach(peering -> peering.tick(now));
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
    public void up(Peering peering, Negotiated session) {
        var neighbour = peering.neighbour();
        follow(rib.up(new Peer(neighbour.name(), neighbour.address(), session.peerId())));
        peering.send(Update.END_OF_RIB);
    }

    @Override
    public void down(Peering peering) {
        follow(rib.down(peering.neighbour().name()));
    }

    @Override
    public Optional<Problem> deliver(Peering peering, Update update) {
        var name = peering.neighbour().name();
        if (update.endOfRib().filter(AddressFamily.IPV4_UNICAST::equals).isPresent()) {
            act(new Effect.Tell(new SpeakerEvent.EndOfRib(name)));
        }
        for (var part : update.ipv4Unicast()) {
            var problem = rib.overLimit(name, part);
            if (problem.isPresent()) {
                return problem;
            }
            follow(rib.update(name, part));
        }
        return Optional.empty();
    }

    @Override
    public void retell(Peering peering, AddressFamily family) {
        if (family.equals(AddressFamily.IPV4_UNICAST)) {
            follow(rib.retell(peering.neighbour().name()));
        }
    }

    private void add(Neighbour neighbour, Instant now) {
        var terms =
                new Terms(
                        config.local().asn(),
                        config.local().routerId(),
                        (int) config.timing().hold().toSeconds(),
                        neighbour.asn());
        var peering = new Peering(neighbour, terms, this, now);
        peerings.put(neighbour.name(), peering);
        peering.start(now);
    }

    private void remove(Peering peering, Fault fault, String detail, Instant now) {
        peering.stop(Problem.of(fault, detail), now);
        peerings.remove(peering.neighbour().name());
    }

    private void follow(Changes changes) {
        for (var heard : changes.heard()) {
            act(
                    new Effect.Tell(
                            new SpeakerEvent.RoutesHeard(
                                    heard.neighbour(),
                                    heard.accepted(),
                                    heard.withdrawn(),
                                    heard.rejected())));
        }
        for (var tell : changes.tell()) {
            var peering = peerings.get(tell.neighbour());
            if (peering != null) {
                tell(peering, tell);
            }
        }
    }

    /** Withdrawals first; announcements with the same attributes share UPDATEs. */
    private void tell(Peering peering, Changes.Tell tell) {
        Packing.withdraw(tell.withdrawn()).forEach(peering::send);
        var groups = new LinkedHashMap<PathAttributes, List<Prefix>>();
        for (AdvertisedRoute route : tell.announced()) {
            groups.computeIfAbsent(route.attributes(), _ -> new ArrayList<>()).add(route.prefix());
        }
        groups.forEach((attributes, prefixes) -> announce(peering, attributes, prefixes));
    }

    private void announce(Peering peering, PathAttributes attributes, List<Prefix> prefixes) {
        if (Packing.fits(attributes, peering.width())) {
            Packing.announce(attributes, prefixes, peering.width()).forEach(peering::send);
        } else {
            act(
                    new Effect.Note(
                            peering.neighbour().name(),
                            "cannot be told "
                                    + prefixes
                                    + ": the path attributes alone fill a message"));
        }
    }

    private SessionReport report(Peering peering) {
        var name = peering.neighbour().name();
        var standing = peering.standing();
        return new SessionReport(
                peering.neighbour(),
                standing.state(),
                standing.since(),
                peering.session().map(Negotiated::hold).orElse(config.timing().hold()),
                standing.lastError(),
                peering.tally()
                        .report(
                                rib.held(name),
                                rib.learned(name).size(),
                                rib.advertised(name).size()));
    }

    private static RibTerms ribTerms(SpeakerConfig config) {
        return new RibTerms(
                config.local().asn(), config.local().address(), config.imports(), config.exports());
    }

    private List<Effect> done() {
        var all = effects;
        effects = new ArrayList<>();
        return all;
    }
}
