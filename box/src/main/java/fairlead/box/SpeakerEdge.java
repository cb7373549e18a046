package fairlead.box;

import fairlead.azure.arm.ArmId;
import fairlead.azure.hub.Advertised;
import fairlead.azure.hub.HeardRoute;
import fairlead.bgp.speaker.SessionReport;
import fairlead.bgp.speaker.Speaker;
import fairlead.bgp.speaker.SpeakerConfig;
import fairlead.bgp.speaker.SpeakerEvent;
import fairlead.cloud.Fact;
import fairlead.cloud.SessionKey;
import fairlead.cloud.SessionSeen;
import fairlead.cloud.VnetDecision.SpeakerPlace;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the instances of Route Servers, each inside the namespace of its NIC. {@link #become} is
 * called by one thread at a time; questions may come from any.
 */
final class SpeakerEdge implements AutoCloseable {

    /** Makes speakers in namespaces: the real ones, or those of a test. */
    interface Makers {

        /** Configures the address that a speaker speaks from. */
        void guest(SpeakerPlace place) throws HostRefusedException;

        Speaker speaker(SpeakerPlace place, SpeakerConfig config, Consumer<SpeakerEvent> events);
    }

    private static final Logger LOG = LoggerFactory.getLogger(SpeakerEdge.class);

    private record Instance(ArmId hub, int number) {}

    private record Running(SpeakerPlace place, SpeakerConfig config, Speaker speaker) {}

    private final Makers makers;
    private final Consumer<Fact.Seen> seen;
    private final Map<Instance, Running> running = new HashMap<>();

    /** Instances that an earlier daemon ran, whose peers may have kept what they told. */
    private final Set<Instance> takenOver = new HashSet<>();

    SpeakerEdge(Makers makers, Consumer<Fact.Seen> seen) {
        this.makers = makers;
        this.seen = seen;
    }

    /**
     * Speakers that ran before this daemon began, and whose routes the kernel forwards by still:
     * they start as ones that start anew (RFC 4724 §4.1). To be called before the first {@link
     * #become}.
     */
    synchronized void takeOver(List<SpeakerPlace> places) {
        places.forEach(place -> takenOver.add(instance(place)));
    }

    /** Starts, changes and ends speakers until they are as {@code wanted}. */
    synchronized void become(List<SpeakerPlace> wanted) throws HostRefusedException {
        var left = new HashSet<>(running.keySet());
        wanted.forEach(place -> left.remove(instance(place)));
        left.forEach(instance -> end(instance, Speaker::close));
        var refused = new ArrayList<HostRefusedException>();
        for (var place : wanted) {
            try {
                become(place);
            } catch (HostRefusedException one) {
                refused.add(one);
            }
        }
        if (!refused.isEmpty()) {
            throw refused.getFirst();
        }
    }

    private static Instance instance(SpeakerPlace place) {
        return new Instance(place.speaker().routeServer(), place.speaker().instance());
    }

    private void become(SpeakerPlace place) throws HostRefusedException {
        var instance = instance(place);
        var config = SpeakerConfigs.of(place.speaker());
        var now = running.get(instance);
        if (now == null
                || !now.config().local().equals(config.local())
                || !now.place().namespace().equals(place.namespace())) {
            end(instance, Speaker::close);
            makers.guest(place);
            var speaker = makers.speaker(place, config, event -> tell(instance, event));
            running.put(instance, new Running(place, config, speaker));
            speaker.start(
                    takenOver.remove(instance) ? Speaker.Start.RESTARTED : Speaker.Start.FRESH);
        } else if (!now.config().equals(config)) {
            now.speaker().reconfigure(config);
            running.put(instance, new Running(place, config, now.speaker()));
            forgetSessions(instance, now.config(), config);
        }
    }

    /** Gives speakers whose wire or namespace was made anew their address, and their sockets. */
    synchronized void mend(Breakage broken) throws HostRefusedException {
        for (var now : List.copyOf(running.values())) {
            if (broken.namespaces().contains(now.place().namespace())) {
                end(instance(now.place()), Speaker::close);
                become(now.place());
            } else if (broken.rewired().contains(now.place().namespace())) {
                makers.guest(now.place());
            }
        }
    }

    /**
     * Starts speakers again that could not go on, as without memory; the speaker's log says why.
     * Routes in the kernel stayed: they start as ones that start anew (RFC 4724 §4.1).
     */
    synchronized void revive() throws HostRefusedException {
        for (var now : List.copyOf(running.values())) {
            if (now.speaker().hasEnded()) {
                var instance = instance(now.place());
                LOG.warn("{} ended by itself, and is started again", now.config().name());
                end(instance, Speaker::close);
                takenOver.add(instance);
                become(now.place());
            }
        }
    }

    /** What one peering has been told, by both instances. */
    synchronized List<Advertised> advertised(ArmId hub, ArmId peer) {
        var routes = new ArrayList<Advertised>();
        forEachInstance(
                hub,
                (instance, now) -> {
                    if (knows(now, peer)) {
                        now.speaker()
                                .advertised(peer.toString())
                                .forEach(route ->
                                        routes.add(
                                                new Advertised(
                                                        instance.number(),
                                                        peer,
                                                        route.prefix(),
                                                        route.nextHop(),
                                                        SpeakerConfigs.path(route.asPath()),
                                                        route.communities().stream()
                                                                .map(SpeakerConfigs::community)
                                                                .toList())));
                    }
                });
        return routes;
    }

    /** Everything that the running instances of one Route Server hold, by instance and peering. */
    synchronized List<SessionTable> tables(ArmId hub) {
        var tables = new ArrayList<SessionTable>();
        forEachInstance(
                hub,
                (instance, now) ->
                        tables.addAll(SessionTable.all(instance.number(), now.speaker())));
        return tables.stream().sorted(SessionTable.ORDER).toList();
    }

    /** How the sessions of one instance stand; empty if it does not run. */
    synchronized List<SessionReport> sessions(ArmId hub, int instance) {
        return Optional.ofNullable(running.get(new Instance(hub, instance)))
                .map(now -> now.speaker().sessions())
                .orElse(List.of());
    }

    /** The daemon ends, its cloud does not: peers are asked to wait for the next one. */
    @Override
    public synchronized void close() {
        List.copyOf(running.keySet()).forEach(instance -> end(instance, Speaker::leave));
    }

    private interface Visit {
        void see(Instance instance, Running running);
    }

    private void forEachInstance(ArmId hub, Visit visit) {
        running.forEach((instance, now) -> {
            if (instance.hub().equals(hub)) {
                visit.see(instance, now);
            }
        });
    }

    private static boolean knows(Running now, ArmId peer) {
        return now.config().neighbours().stream()
                .anyMatch(neighbour -> neighbour.name().equals(peer.toString()));
    }

    private void end(Instance instance, Consumer<Speaker> how) {
        var now = running.remove(instance);
        if (now != null) {
            how.accept(now.speaker());
            now.config()
                    .neighbours()
                    .forEach(neighbour ->
                            seen.accept(
                                    new Fact.SessionObserved(
                                            key(instance, neighbour.name()), Optional.empty())));
        }
    }

    private void forgetSessions(Instance instance, SpeakerConfig before, SpeakerConfig after) {
        before.neighbours().stream()
                .filter(old ->
                        after.neighbours().stream()
                                .noneMatch(kept -> kept.name().equals(old.name())))
                .forEach(old ->
                        seen.accept(
                                new Fact.SessionObserved(
                                        key(instance, old.name()), Optional.empty())));
    }

    private void tell(Instance instance, SpeakerEvent event) {
        var session = key(instance, event.neighbour());
        switch (event) {
            case SpeakerEvent.NeighbourChanged(_, var state, var error, var at) ->
                    seen.accept(
                            new Fact.SessionObserved(
                                    session,
                                    Optional.of(
                                            new SessionSeen(
                                                    state.text(),
                                                    at,
                                                    Optional.of(error)
                                                            .filter(text -> !text.isEmpty())))));
            case SpeakerEvent.RoutesHeard(_, var accepted, var withdrawn, var rejected) -> {
                var routes = new ArrayList<HeardRoute>();
                accepted.forEach(route -> routes.add(SpeakerConfigs.heard(session, route)));
                var gone = new HashSet<Prefix>(withdrawn);
                rejected.forEach(route -> gone.add(route.route().prefix()));
                seen.accept(new Fact.RoutesHeard(session, routes, gone));
            }
            case SpeakerEvent.EndOfRib _ -> seen.accept(new Fact.AllHeard(session));
        }
    }

    private static SessionKey key(Instance instance, String neighbour) {
        return new SessionKey(instance.hub(), instance.number(), ArmId.parse(neighbour));
    }
}
