package fairlead.box;

import fairlead.azure.arm.ArmId;
import fairlead.azure.hub.AsPath;
import fairlead.azure.hub.Community;
import fairlead.azure.hub.HeardRoute;
import fairlead.cloud.Fact;
import fairlead.cloud.SessionKey;
import fairlead.cloud.World;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The routes of a session as one entry of the store, so that traffic goes on while sessions come
 * back after a restart.
 */
final class HeardLedger {

    static final String PREFIX = "heard/";

    private static final JsonMapper JSON = JsonMapper.shared();

    private HeardLedger() {}

    static void put(SessionKey session, World after, Map<String, Optional<String>> entries) {
        var routes = after.seen().heardOn(session);
        if (routes.isEmpty()) {
            entries.put(key(session), Optional.empty());
            return;
        }
        var json = JSON.createObjectNode();
        json.put("hub", session.hub().toString())
                .put("instance", session.instance())
                .put("peer", session.peer().toString());
        var list = json.putArray("routes");
        routes.forEach(route -> list.add(json(route)));
        entries.put(key(session), Optional.of(JSON.writeValueAsString(json)));
    }

    /** What an entry says, as routes that nobody has confirmed yet. */
    static Fact.RoutesHeard stale(String key, ObjectNode json) {
        var session =
                new SessionKey(
                        ArmId.parse(json.path("hub").asString()),
                        json.path("instance").asInt(),
                        ArmId.parse(json.path("peer").asString()));
        var routes = new ArrayList<HeardRoute>();
        json.path("routes").forEach(route -> routes.add(route(session, route)));
        return new Fact.RoutesHeard(session, routes, Set.of());
    }

    private static String key(SessionKey session) {
        return PREFIX + session.hub().key() + "#" + session.instance() + "#" + session.peer().key();
    }

    private static ObjectNode json(HeardRoute route) {
        var json = JSON.createObjectNode();
        json.put("via", route.via().name())
                .put("prefix", route.prefix().toString())
                .put("nextHop", route.nextHop().toString())
                .put("origin", route.origin().name());
        var path = json.putArray("asPath");
        route.asPath()
                .hops()
                .forEach(hop -> {
                    switch (hop) {
                        case AsPath.Hop.Single(var asn) -> path.add(asn.value());
                        case AsPath.Hop.Aggregate(var asns) -> {
                            var set = path.addArray();
                            asns.forEach(asn -> set.add(asn.value()));
                        }
                    }
                });
        var communities = json.putArray("communities");
        route.communities().forEach(community -> communities.add(community.toString()));
        return json;
    }

    private static HeardRoute route(SessionKey session, JsonNode json) {
        var hops = new ArrayList<AsPath.Hop>();
        for (var hop : json.path("asPath")) {
            if (hop.isArray()) {
                var set = new ArrayList<Asn>();
                hop.forEach(asn -> set.add(new Asn(asn.asLong())));
                hops.add(new AsPath.Hop.Aggregate(set));
            } else {
                hops.add(new AsPath.Hop.Single(new Asn(hop.asLong())));
            }
        }
        var communities = new ArrayList<Community>();
        json.path("communities").forEach(text -> communities.add(community(text.asString())));
        return new HeardRoute(
                session.instance(),
                session.peer(),
                HeardRoute.Via.valueOf(json.path("via").asString()),
                Prefix.parse(json.path("prefix").asString()),
                IpAddress.parse(json.path("nextHop").asString()),
                new AsPath(hops),
                HeardRoute.Origin.valueOf(json.path("origin").asString()),
                communities,
                HeardRoute.Freshness.STALE);
    }

    private static Community community(String text) {
        int colon = text.indexOf(':');
        return new Community(
                Integer.parseInt(text.substring(0, colon)),
                Integer.parseInt(text.substring(colon + 1)));
    }
}
