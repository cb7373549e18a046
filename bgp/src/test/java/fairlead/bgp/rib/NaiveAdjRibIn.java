package fairlead.bgp.rib;

import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Community;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * What one peer has told, as it told it (RFC 4271 §3.2), and what of it is stale (RFC 4724 §4.2,
 * RFC 7313 §4, RFC 9494 §4.2).
 */
final class NaiveAdjRibIn {

    static final Community LLGR_STALE = Community.of(0xffff, 6);
    private static final Community NO_LLGR = Community.of(0xffff, 7);

    /** What a path is held under: without ADD-PATH its identifier is 0. */
    record Key(Prefix prefix, long pathId) implements Comparable<Key> {

        Family family() {
            return prefix.network().family() == IpAddress.Family.V4
                    ? Family.IPV4_UNICAST
                    : Family.IPV6_UNICAST;
        }

        @Override
        public int compareTo(Key other) {
            int order = prefix.compareTo(other.prefix);
            return order != 0 ? order : Long.compare(pathId, other.pathId);
        }
    }

    /**
     * @param stale its peer has to tell it again
     * @param left its peer has told it in an earlier session
     * @param lastResort it has been stale for long
     */
    record Held(PathAttributes heard, boolean stale, boolean left, boolean lastResort) {}

    private final Map<Key, Held> held = new TreeMap<>();

    /** Its session stands again; of what was kept, only {@code preserved} families stay. */
    void back(Set<Family> preserved) {
        held.keySet().removeIf(key -> !preserved.contains(key.family()));
    }

    /** Its session ended; {@code kept} families stay, stale, but not through a second restart. */
    void away(Set<Family> kept) {
        held.entrySet()
                .removeIf(entry ->
                        !kept.contains(entry.getKey().family()) || entry.getValue().left());
        held.replaceAll((_, path) -> new Held(path.heard(), true, true, false));
    }

    /** All of a family has to be told again. */
    void age(Family family) {
        held.replaceAll((key, path) ->
                key.family() == family
                        ? new Held(path.heard(), true, path.left(), path.lastResort())
                        : path);
    }

    /** What of a family has not been told again goes. */
    void forgetStale(Family family) {
        held.entrySet()
                .removeIf(entry -> entry.getKey().family() == family && entry.getValue().stale());
    }

    /**
     * What is stale of a family becomes the last resort, or goes if it must not be kept so long.
     */
    void keepLonger(Family family) {
        held.entrySet()
                .removeIf(entry ->
                        entry.getKey().family() == family
                                && entry.getValue().stale()
                                && entry.getValue().heard().communities().contains(NO_LLGR));
        held.replaceAll((key, path) ->
                key.family() == family && path.stale()
                        ? new Held(path.heard(), true, path.left(), true)
                        : path);
    }

    /** It tells and takes back, of {@code families}, what stands in {@code update}. */
    void update(Update update, Set<Family> families) {
        var attributes = update.attributes();
        gone(update.withdrawn(), update.withdrawnPathIds(), families);
        attributes
                .find(PathAttribute.MpUnreach.class)
                .ifPresent(gone -> gone(gone.prefixes(), gone.pathIds(), families));
        var plain =
                new PathAttributes(
                        attributes.list().stream()
                                .filter(one ->
                                        !(one instanceof PathAttribute.MpReach)
                                                && !(one instanceof PathAttribute.MpUnreach))
                                .toList());
        told(update.announced(), update.announcedPathIds(), plain, families);
        attributes
                .find(PathAttribute.MpReach.class)
                .ifPresent(reach -> {
                    var hops = reach.nextHops();
                    var hop =
                            new PathAttribute.NextHopIs(
                                    hops.getFirst(), hops.subList(1, hops.size()));
                    told(reach.prefixes(), reach.pathIds(), plain.with(hop), families);
                });
    }

    private void gone(List<Prefix> prefixes, List<Long> pathIds, Set<Family> families) {
        keys(prefixes, pathIds, families).forEach(held::remove);
    }

    private void told(
            List<Prefix> prefixes, List<Long> pathIds, PathAttributes heard, Set<Family> families) {
        keys(prefixes, pathIds, families)
                .forEach(key -> held.put(key, new Held(heard, false, false, false)));
    }

    private static Stream<Key> keys(
            List<Prefix> prefixes, List<Long> pathIds, Set<Family> families) {
        return Stream.iterate(0, i -> i + 1)
                .limit(prefixes.size())
                .map(i -> new Key(prefixes.get(i), pathIds.isEmpty() ? 0 : pathIds.get(i)))
                .filter(key -> families.contains(key.family()));
    }

    /** How many paths of a family it has told, or told once and may tell again. */
    int count(Family family) {
        return (int) held.keySet().stream().filter(key -> key.family() == family).count();
    }

    /** How many of them it has told in its session. */
    int countNow(Family family) {
        return (int)
                held.entrySet().stream()
                        .filter(entry -> entry.getKey().family() == family)
                        .filter(entry -> !entry.getValue().left())
                        .count();
    }

    void forEach(BiConsumer<Key, Held> action) {
        held.forEach(action);
    }

    /** What is a last resort says so (RFC 9494 §4.3). */
    static PathAttributes withLlgrStale(PathAttributes attributes) {
        return attributes.communities().contains(LLGR_STALE)
                ? attributes
                : attributes.with(
                        new PathAttribute.Communities(
                                Stream.concat(
                                                attributes.communities().stream(),
                                                Stream.of(LLGR_STALE))
                                        .toList()));
    }
}
