package fairlead.bgp.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.bmp.BmpMessage;
import fairlead.bgp.bmp.BmpMessage.PeerDown;
import fairlead.bgp.bmp.BmpMessage.RouteMonitoring;
import fairlead.bgp.bmp.BmpPeer;
import fairlead.bgp.bmp.BmpReader;
import fairlead.bgp.bmp.MonitoredSessions;
import fairlead.bgp.bmp.View;
import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Decoded;
import fairlead.bgp.wire.PathAttributes;
import fairlead.bgp.wire.SessionShape;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a collector that keeps all makes of a stream: every view of every peer as a table. */
final class CollectorModel {

    /** A table: of which peer, in which view. */
    private record Key(IpAddress peer, View view) {}

    /** Where a route is: prefix and path identifier, 0 where there is none. */
    record Place(Prefix prefix, long pathId) {}

    private final MonitoredSessions sessions = new MonitoredSessions();
    private final Map<Key, Map<Place, PathAttributes>> tables = new HashMap<>();

    /** Takes in whole messages. */
    void read(byte[] stream) throws Exception {
        var reader = new BmpReader(new ByteArrayInputStream(stream));
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
            read(next.get());
        }
    }

    void read(BmpMessage message) {
        if (message instanceof BmpMessage.OfPeer ofPeer) {
            sessions.note(ofPeer);
        }
        switch (message) {
            case PeerDown down ->
                    tables.keySet().removeIf(key -> key.peer().equals(down.peer().address()));
            case RouteMonitoring routes -> take(routes);
            default -> {}
        }
    }

    private void take(RouteMonitoring routes) {
        var update = decoded(routes);
        var table = table(routes.peer());
        for (int i = 0; i < update.withdrawn().size(); i++) {
            table.remove(place(update.withdrawn(), update.withdrawnPathIds(), i));
        }
        for (int i = 0; i < update.announced().size(); i++) {
            var place = place(update.announced(), update.announcedPathIds(), i);
            table.put(place, update.attributes());
        }
    }

    private static Place place(List<Prefix> prefixes, List<Long> pathIds, int i) {
        return new Place(prefixes.get(i), pathIds.isEmpty() ? 0 : pathIds.get(i));
    }

    Update decoded(RouteMonitoring routes) {
        var peer = routes.peer();
        var ids =
                sessions.hasPathIds(peer, AddressFamily.IPV4_UNICAST)
                        ? Set.of(AddressFamily.IPV4_UNICAST)
                        : Set.<AddressFamily>of();
        var shape =
                new SessionShape(
                        peer.width(),
                        false,
                        Set.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST),
                        ids,
                        Set.of(),
                        4096);
        if (!(BgpCodec.decode(routes.update().toArray(), shape)
                instanceof Decoded.Ok(Update update, var healed))) {
            throw new AssertionError("no UPDATE: " + routes);
        }
        assertThat(healed).as("%s", routes).isEmpty();
        return update;
    }

    private Map<Place, PathAttributes> table(BmpPeer peer) {
        return tables.computeIfAbsent(
                new Key(peer.address(), peer.view()),
                _ ->
                        new TreeMap<>(
                                java.util.Comparator.comparing(Place::prefix)
                                        .thenComparing(Place::pathId)));
    }

    /** Routes of a view of a peer, each as {@code prefix attributes}, in order. */
    List<String> routes(IpAddress peer, View view) {
        var routes = new ArrayList<String>();
        tables.getOrDefault(new Key(peer, view), Map.of())
                .forEach((place, attributes) -> routes.add(text(place.prefix(), attributes)));
        routes.sort(null);
        return routes;
    }

    /** The same with identifiers. */
    Map<Place, PathAttributes> places(IpAddress peer, View view) {
        return tables.getOrDefault(new Key(peer, view), Map.of());
    }

    static String text(Prefix prefix, PathAttributes attributes) {
        return prefix + " " + attributes;
    }
}
