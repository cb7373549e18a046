package fairlead.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.rib.Family;
import fairlead.bgp.wire.BgpMessage.RouteRefresh;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a simulated client has been told in its session, as a naive receiver keeps it. */
final class HeardView {

    /** By prefix and path identifier, 0 where there is none. */
    private final Map<Prefix, Map<Long, PathAttributes>> told = new TreeMap<>();

    /** What the server has to tell again before it says that it has told all. */
    private final Map<Family, Set<Map.Entry<Prefix, Long>>> marked = new TreeMap<>();

    /** How often it has been said that this is all, by family. */
    private final Map<Family, Integer> ends = new TreeMap<>();

    Map<Family, Integer> ends() {
        return ends;
    }

    Map<Prefix, Map<Long, PathAttributes>> told() {
        return told;
    }

    /** The session is over. */
    void clear() {
        forget();
        ends.clear();
    }

    /** What was told is to be told again. */
    void forget() {
        told.clear();
        marked.clear();
    }

    /** The server begins, or ends, to tell all of a family again (RFC 7313). */
    void refreshed(Family family, int subtype) {
        var keys = new HashSet<Map.Entry<Prefix, Long>>();
        switch (subtype) {
            case RouteRefresh.BEGIN -> {
                told.forEach((prefix, paths) -> {
                    if (prefix.network().family() == family.addresses()) {
                        paths.keySet().forEach(id -> keys.add(Map.entry(prefix, id)));
                    }
                });
                marked.put(family, keys);
            }
            case RouteRefresh.END -> {
                // Of two that begin before the first ends, the second end has nothing to end.
                var left = marked.getOrDefault(family, Set.of());
                marked.remove(family);
                assertThat(left).as("what was told and was not told again").isEmpty();
            }
            default -> {}
        }
    }

    /** The server tells and takes back. */
    void heard(Update update) {
        update.endOfRib()
                .flatMap(Family::of)
                .ifPresent(family -> ends.merge(family, 1, Integer::sum));
        gone(update.withdrawn(), update.withdrawnPathIds());
        var attributes = update.attributes();
        attributes
                .find(PathAttribute.MpUnreach.class)
                .ifPresent(one -> gone(one.prefixes(), one.pathIds()));
        put(update.announced(), update.announcedPathIds(), attributes);
        attributes
                .find(PathAttribute.MpReach.class)
                .ifPresent(reach -> {
                    var hops = reach.nextHops();
                    var list = new ArrayList<>(attributes.list());
                    list.remove(reach);
                    list.add(
                            new PathAttribute.NextHopIs(
                                    hops.getFirst(), hops.subList(1, hops.size())));
                    put(
                            reach.prefixes(),
                            reach.pathIds(),
                            new PathAttributes(list, attributes.partial()));
                });
    }

    private void gone(List<Prefix> prefixes, List<Long> ids) {
        for (int i = 0; i < prefixes.size(); i++) {
            long id = ids.isEmpty() ? 0 : ids.get(i);
            unmark(prefixes.get(i), id);
            var paths = told.get(prefixes.get(i));
            if (paths != null) {
                paths.remove(id);
                if (paths.isEmpty()) {
                    told.remove(prefixes.get(i));
                }
            }
        }
    }

    private void put(List<Prefix> prefixes, List<Long> ids, PathAttributes attributes) {
        for (int i = 0; i < prefixes.size(); i++) {
            long id = ids.isEmpty() ? 0 : ids.get(i);
            unmark(prefixes.get(i), id);
            told.computeIfAbsent(prefixes.get(i), _ -> new TreeMap<>()).put(id, attributes);
        }
    }

    private void unmark(Prefix prefix, long id) {
        marked.values().forEach(keys -> keys.remove(Map.entry(prefix, id)));
    }
}
