package fairlead.cloud;

import fairlead.azure.arm.ArmId;
import fairlead.azure.hub.HeardRoute;
import fairlead.net.Prefix;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * What this host observes of the cloud.
 *
 * @param machines by the serial of their resource
 * @param heard routes by session, those of ended sessions of an earlier daemon as stale
 */
public record Observations(
        HostSeen host,
        PMap<Integer, MachineSeen> machines,
        PMap<SessionKey, SessionSeen> sessions,
        PMap<SessionKey, TreePMap<Prefix, HeardRoute>> heard) {

    public static final Observations NONE =
            new Observations(
                    HostSeen.NOTHING,
                    HashTreePMap.empty(),
                    HashTreePMap.empty(),
                    HashTreePMap.empty());

    /** What is seen of a machine; stopped if nothing is. */
    public MachineSeen machine(int serial) {
        return machines.getOrDefault(serial, MachineSeen.STOPPED);
    }

    /** Every route that the instances of one Route Server hold. */
    public List<HeardRoute> heardBy(ArmId hub) {
        return heard.entrySet().stream()
                .filter(entry -> entry.getKey().hub().equals(hub))
                .flatMap(entry -> entry.getValue().values().stream())
                .toList();
    }

    /** The routes of one session. */
    public Collection<HeardRoute> heardOn(SessionKey session) {
        return heard.getOrDefault(session, TreePMap.empty()).values();
    }

    /** Sessions that hold routes from before the daemon began. */
    public Stream<SessionKey> staleSessions() {
        return heard.entrySet().stream()
                .filter(entry ->
                        entry.getValue().values().stream()
                                .anyMatch(route -> route.freshness() == HeardRoute.Freshness.STALE))
                .map(java.util.Map.Entry::getKey);
    }

    Observations with(Fact.Seen fact) {
        return switch (fact) {
            case Fact.HostInForce(var version, var what) ->
                    new Observations(host.inForce(version, what), machines, sessions, heard);
            case Fact.HostUnable(var version, var reason) ->
                    new Observations(host.unable(version, reason), machines, sessions, heard);
            case Fact.MachineObserved(var serial, var what) ->
                    new Observations(
                            host,
                            what.map(seen -> machines.plus(serial, seen))
                                    .orElse(machines.minus(serial)),
                            sessions,
                            heard);
            case Fact.SessionObserved(var key, var what) ->
                    new Observations(
                            host,
                            machines,
                            what.map(seen -> sessions.plus(key, seen)).orElse(sessions.minus(key)),
                            heard);
            case Fact.RoutesHeard(var key, var routes, var withdrawn) ->
                    withRoutes(key, routes, withdrawn);
            case Fact.AllHeard(var key) -> withoutStale(key);
        };
    }

    /** Without anything that a peering told, when it is gone. */
    Observations without(ArmId id) {
        var keptSessions = sessions;
        var keptHeard = heard;
        for (var key :
                Stream.concat(sessions.keySet().stream(), heard.keySet().stream()).toList()) {
            if (key.peer().equals(id) || key.hub().equals(id)) {
                keptSessions = keptSessions.minus(key);
                keptHeard = keptHeard.minus(key);
            }
        }
        return new Observations(host, machines, keptSessions, keptHeard);
    }

    private Observations withRoutes(
            SessionKey key, List<HeardRoute> routes, java.util.Set<Prefix> withdrawn) {
        var table = heard.getOrDefault(key, TreePMap.empty()).minusAll(withdrawn);
        for (var route : routes) {
            table = table.plus(route.prefix(), route);
        }
        return new Observations(
                host,
                machines,
                sessions,
                table.isEmpty() ? heard.minus(key) : heard.plus(key, table));
    }

    private Observations withoutStale(SessionKey key) {
        var stale =
                heardOn(key).stream()
                        .filter(route -> route.freshness() == HeardRoute.Freshness.STALE)
                        .map(HeardRoute::prefix)
                        .collect(java.util.stream.Collectors.toSet());
        return stale.isEmpty() ? this : withRoutes(key, List.of(), stale);
    }
}
