package fairlead.azure.hub;

import static java.util.Comparator.comparing;

import fairlead.azure.arm.ArmId;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A row of {@code learnedRoutes} or {@code advertisedRoutes}.
 *
 * @param localAddress the instance
 * @param sourcePeer the appliance; empty in an advertised row
 * @param origin {@code EBgp} if learned, {@code Igp} if advertised
 * @param asPath joined by hyphens, repeats kept, without the receiver
 * @param weight 32768 if learned, 0 if advertised
 */
public record PeerRoute(
        IpAddress localAddress,
        Prefix network,
        IpAddress nextHop,
        Optional<IpAddress> sourcePeer,
        String origin,
        String asPath,
        int weight) {

    /** What each instance holds from a peer, best or not, by role instance; none is left out. */
    public static SequencedMap<String, List<PeerRoute>> learned(
            RouteServer server, RouteServer.Peer peer, List<HeardRoute> heard) {
        var byRole = roles(server);
        heard.stream()
                .filter(route -> route.peer().equals(peer.id()))
                .filter(route -> route.instance() < server.instances().size())
                .sorted(comparing(HeardRoute::prefix))
                .forEach(route ->
                        rows(byRole, route.instance())
                                .add(
                                        new PeerRoute(
                                                server.instances().get(route.instance()),
                                                route.prefix(),
                                                route.nextHop(),
                                                Optional.of(peer.address()),
                                                "EBgp",
                                                route.asPath().hyphened(),
                                                32768)));
        return byRole;
    }

    /** What each instance tells a peer, by role instance; none is left out. */
    public static SequencedMap<String, List<PeerRoute>> advertised(
            RouteServer server, ArmId peer, List<Advertised> advertised) {
        var byRole = roles(server);
        advertised.stream()
                .filter(route -> route.peer().equals(peer))
                .filter(route -> route.instance() < server.instances().size())
                .sorted(comparing(Advertised::prefix))
                .forEach(route ->
                        rows(byRole, route.instance())
                                .add(
                                        new PeerRoute(
                                                server.instances().get(route.instance()),
                                                route.prefix(),
                                                route.nextHop(),
                                                Optional.empty(),
                                                "Igp",
                                                route.asPath().hyphened(),
                                                0)));
        return byRole;
    }

    /** The answer of the operation: a dictionary of role instances, not a list. */
    public static ObjectNode json(Map<String, List<PeerRoute>> byRole) {
        var json = JsonNodeFactory.instance.objectNode();
        byRole.forEach((role, rows) -> {
            var array = json.putArray(role);
            rows.forEach(row -> array.add(row.json()));
        });
        return json;
    }

    /** The row; {@code sourcePeer} is left out where there is none. */
    private ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("localAddress", localAddress.toString());
        json.put("network", network.toString());
        json.put("nextHop", nextHop.toString());
        sourcePeer.ifPresent(peer -> json.put("sourcePeer", peer.toString()));
        json.put("origin", origin);
        json.put("asPath", asPath);
        json.put("weight", weight);
        return json;
    }

    private static SequencedMap<String, List<PeerRoute>> roles(RouteServer server) {
        var byRole = new LinkedHashMap<String, List<PeerRoute>>();
        for (int i = 0; i < server.instances().size(); i++) {
            byRole.put(RouteServer.roleName(i), new ArrayList<>());
        }
        return byRole;
    }

    private static List<PeerRoute> rows(Map<String, List<PeerRoute>> byRole, int instance) {
        return byRole.computeIfAbsent(RouteServer.roleName(instance), _ -> new ArrayList<>());
    }
}
