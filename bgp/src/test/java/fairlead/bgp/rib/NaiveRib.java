package fairlead.bgp.rib;

import static java.util.Objects.requireNonNull;

import fairlead.bgp.wire.AsPath;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Community;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a route server tells, written down as RFC 4271 §9.1, RFC 7947 and RFC 1997 say it and as
 * slowly as that: from what each peer holds, anew for every question.
 */
final class NaiveRib {

    private record Path(PeerTerms from, PathAttributes attributes) {

        long preference() {
            return attributes
                    .find(PathAttribute.LocalPref.class)
                    .map(PathAttribute.LocalPref::value)
                    .orElse(100L);
        }

        long med() {
            return attributes.med().orElse(0L);
        }

        IpAddress originator() {
            return attributes
                    .find(PathAttribute.OriginatorId.class)
                    .map(PathAttribute.OriginatorId::router)
                    .orElse(from.id());
        }

        List<IpAddress> clusters() {
            return attributes
                    .find(PathAttribute.ClusterList.class)
                    .map(PathAttribute.ClusterList::clusters)
                    .orElse(List.of());
        }

        boolean isAcceptable(RibTerms terms) {
            boolean reflectedByUs =
                    clusters().contains(terms.routerId())
                            || attributes.find(PathAttribute.OriginatorId.class).isPresent()
                                    && originator().equals(terms.routerId());
            return !attributes.asPath().contains(terms.asn()) && !reflectedByUs;
        }

        List<Asn> neighbourAs() {
            return attributes.asPath().neighbourAs();
        }
    }

    private final RibTerms terms;
    private final Map<String, PeerTerms> peers = new HashMap<>();
    private final Map<String, Map<Prefix, PathAttributes>> held = new HashMap<>();

    NaiveRib(RibTerms terms) {
        this.terms = terms;
    }

    void up(PeerTerms peer) {
        peers.put(peer.name(), peer);
        held.put(peer.name(), new TreeMap<>());
    }

    void down(String name) {
        peers.remove(name);
        held.remove(name);
    }

    void update(String name, Update update) {
        var his = requireNonNull(held.get(name));
        update.withdrawn().forEach(his::remove);
        update.announced().forEach(prefix -> his.put(prefix, update.attributes()));
    }

    int held(String name) {
        return requireNonNull(held.get(name)).size();
    }

    Map<Prefix, PathAttributes> told(String name) {
        var to = requireNonNull(peers.get(name));
        var told = new TreeMap<Prefix, PathAttributes>();
        held.values().stream()
                .flatMap(his -> his.keySet().stream())
                .distinct()
                .forEach(prefix -> told(prefix, to).ifPresent(a -> told.put(prefix, a)));
        return told;
    }

    /** What a peer is told that hears all paths (RFC 7911): every one that it may hear. */
    Map<Prefix, List<PathAttributes>> allTold(String name) {
        var to = requireNonNull(peers.get(name));
        var told = new TreeMap<Prefix, List<PathAttributes>>();
        held.forEach((from, his) ->
                his.forEach((prefix, attributes) -> {
                    var path = new Path(requireNonNull(peers.get(from)), attributes);
                    if (!from.equals(name) && path.isAcceptable(terms) && mayHear(path, to)) {
                        told.computeIfAbsent(prefix, _ -> new ArrayList<>()).add(shaped(path, to));
                    }
                }));
        return told;
    }

    private Optional<PathAttributes> told(Prefix prefix, PeerTerms to) {
        var left = new ArrayList<Path>();
        held.forEach((name, his) -> {
            var attributes = his.get(prefix);
            if (attributes != null) {
                left.add(new Path(requireNonNull(peers.get(name)), attributes));
            }
        });
        left.removeIf(path -> !path.isAcceptable(terms));
        while (!left.isEmpty()) {
            var best = best(left);
            if (mayHear(best, to)) {
                return best.from().equals(to) ? Optional.empty() : Optional.of(shaped(best, to));
            }
            left.remove(best);
        }
        return Optional.empty();
    }

    /** RFC 4271 §9.1.2.2, letter by letter. */
    private static Path best(List<Path> all) {
        var left = new ArrayList<>(all);
        keepLeast(left, Comparator.comparing(path -> -path.preference()));
        keepLeast(left, Comparator.comparing(path -> path.attributes().asPath().length()));
        keepLeast(left, Comparator.comparing(path -> path.attributes().origin()));
        var same = List.copyOf(left);
        left.removeIf(path ->
                same.stream()
                        .anyMatch(other ->
                                other.neighbourAs().equals(path.neighbourAs())
                                        && other.med() < path.med()));
        keepLeast(left, Comparator.comparing(path -> path.from().kind().isInternal()));
        keepLeast(left, Comparator.comparing(Path::originator));
        keepLeast(left, Comparator.comparing(path -> path.clusters().size()));
        keepLeast(left, Comparator.comparing(path -> path.from().address()));
        return left.getFirst();
    }

    private static void keepLeast(List<Path> paths, Comparator<Path> order) {
        var least = paths.stream().min(order).orElseThrow();
        paths.removeIf(path -> order.compare(path, least) > 0);
    }

    private static boolean mayHear(Path path, PeerTerms to) {
        var communities = path.attributes().communities();
        if (communities.contains(Community.NO_ADVERTISE)) {
            return false;
        }
        return to.kind().isInternal()
                ? !path.from().kind().isInternal()
                        || path.from().kind() == PeerKind.REFLECTOR_CLIENT
                        || to.kind() == PeerKind.REFLECTOR_CLIENT
                : !communities.contains(Community.NO_EXPORT);
    }

    private static boolean isInternal(PathAttribute one) {
        return one instanceof PathAttribute.LocalPref
                || one instanceof PathAttribute.OriginatorId
                || one instanceof PathAttribute.ClusterList;
    }

    private PathAttributes shaped(Path path, PeerTerms to) {
        var list = new ArrayList<>(path.attributes().list());
        switch (to.kind()) {
            case TRANSPARENT -> list.removeIf(NaiveRib::isInternal);
            case EXTERNAL -> {
                list.removeIf(NaiveRib::isInternal);
                list.removeIf(PathAttribute.Med.class::isInstance);
                list.removeIf(PathAttribute.NextHopIs.class::isInstance);
                list.removeIf(PathAttribute.AsPathIs.class::isInstance);
                AsPath longer = path.attributes().asPath().prepend(terms.asn());
                list.add(new PathAttribute.AsPathIs(longer));
                list.add(new PathAttribute.NextHopIs(terms.nextHop()));
            }
            case INTERNAL, REFLECTOR_CLIENT -> {
                if (list.stream().noneMatch(PathAttribute.LocalPref.class::isInstance)) {
                    list.add(new PathAttribute.LocalPref(100));
                }
                if (path.from().kind().isInternal()) {
                    list.removeIf(PathAttribute.OriginatorId.class::isInstance);
                    list.removeIf(PathAttribute.ClusterList.class::isInstance);
                    list.add(new PathAttribute.OriginatorId(path.originator()));
                    var clusters = new ArrayList<>(List.of(terms.routerId()));
                    clusters.addAll(path.clusters());
                    list.add(new PathAttribute.ClusterList(clusters));
                }
            }
        }
        return new PathAttributes(list);
    }
}
