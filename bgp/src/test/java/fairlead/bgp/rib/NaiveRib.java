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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a route server tells, written down as RFC 4271 §9.1, RFC 7947 and RFC 1997 say it and as
 * slowly as that: from what each peer holds, anew for every question.
 */
final class NaiveRib {

    private record Path(PeerTerms from, PathAttributes attributes, boolean lastResort) {

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

    /**
     * A route as a peer told it.
     *
     * @param generation how often the peer's routes had grown stale before
     * @param longLived kept beyond that, as a last resort
     */
    private record Route(PathAttributes attributes, int generation, boolean longLived) {}

    private static final class Peer {
        PeerTerms terms;
        PlainPolicy imports = PlainPolicy.NONE;
        PlainPolicy exports = PlainPolicy.NONE;
        int generation;
        int begun;
        final Map<Prefix, Route> held = new TreeMap<>();

        Peer(PeerTerms terms) {
            this.terms = terms;
        }

        void forgetOlder(int than) {
            held.values().removeIf(route -> route.generation() < than);
        }
    }

    private RibTerms terms;
    private final Map<String, Peer> peers = new TreeMap<>();

    NaiveRib(RibTerms terms) {
        this.terms = terms;
    }

    /** Other rules for all. */
    void become(RibTerms next) {
        terms = next;
    }

    /** Other policies for a peer. */
    void become(String name, PlainPolicy imports, PlainPolicy exports) {
        at(name).imports = imports;
        at(name).exports = exports;
    }

    /** A peer of which nothing is known, or that was away; then {@code preserved} may be true. */
    void up(PeerTerms terms, boolean preserved) {
        var peer = peers.computeIfAbsent(terms.name(), _ -> new Peer(terms));
        peer.terms = terms;
        peer.begun = peer.generation;
        become(terms.name(), PlainPolicy.NONE, PlainPolicy.NONE);
        if (!preserved) {
            peer.held.clear();
        }
    }

    void down(String name) {
        peers.remove(name);
    }

    /** Its session ends and its routes stay, but for those that have been stale all the time. */
    void away(String name) {
        at(name).forgetOlder(at(name).begun);
        age(name);
    }

    void age(String name) {
        at(name).generation++;
    }

    void forgetStale(String name) {
        at(name).forgetOlder(at(name).generation);
    }

    void keepLonger(String name) {
        int generation = at(name).generation;
        at(name).held
                .replaceAll((_, route) ->
                        route.generation() < generation
                                ? new Route(route.attributes(), route.generation(), true)
                                : route);
    }

    void update(String name, Update update) {
        var peer = at(name);
        update.withdrawn().forEach(peer.held::remove);
        update.announced()
                .forEach(prefix ->
                        peer.held.put(
                                prefix, new Route(update.attributes(), peer.generation, false)));
    }

    int held(String name) {
        return at(name).held.size();
    }

    /** Those of them that rules and policies accept. */
    int accepted(String name) {
        return (int)
                at(name).held.keySet().stream()
                        .filter(prefix -> path(at(name), prefix).isPresent())
                        .count();
    }

    Map<Prefix, PathAttributes> told(String name) {
        var told = new TreeMap<Prefix, PathAttributes>();
        prefixes().forEach(prefix -> told(prefix, at(name)).ifPresent(a -> told.put(prefix, a)));
        return told;
    }

    Stream<Prefix> prefixes() {
        return peers.values().stream().flatMap(peer -> peer.held.keySet().stream()).distinct();
    }

    private Peer at(String name) {
        return requireNonNull(peers.get(name), name);
    }

    /** The path of a peer's that takes part; none if it told none, or what it told is rejected. */
    private Optional<Path> path(Peer peer, Prefix prefix) {
        var route = peer.held.get(prefix);
        if (route == null
                || !new Path(peer.terms, route.attributes(), false).isAcceptable(terms)
                || terms.imports().ignored().contains(prefix)) {
            return Optional.empty();
        }
        return peer.imports
                .apply(prefix, route.attributes())
                .map(attributes ->
                        new Path(
                                peer.terms,
                                route.longLived() ? longLived(attributes) : attributes,
                                route.longLived()));
    }

    private static PathAttributes longLived(PathAttributes attributes) {
        var communities = new ArrayList<>(attributes.communities());
        communities.add(Community.of(0xffff, 6));
        return attributes.with(new PathAttribute.Communities(communities));
    }

    /** What a peer is told that hears all paths (RFC 7911): every one that it may hear. */
    Map<Prefix, List<PathAttributes>> allTold(String name) {
        var to = at(name);
        var told = new TreeMap<Prefix, List<PathAttributes>>();
        prefixes()
                .forEach(prefix ->
                        peers.values().stream()
                                .filter(from -> from != to)
                                .flatMap(from -> path(from, prefix).stream())
                                .flatMap(path -> heard(path, prefix, to).stream())
                                .forEach(one ->
                                        told.computeIfAbsent(prefix, _ -> new ArrayList<>())
                                                .add(one)));
        return told;
    }

    private Optional<PathAttributes> told(Prefix prefix, Peer to) {
        var left =
                peers.values().stream()
                        .flatMap(peer -> path(peer, prefix).stream())
                        .collect(Collectors.toCollection(ArrayList::new));
        while (!left.isEmpty()) {
            var best = best(left);
            var heard = heard(best, prefix, to);
            if (heard.isPresent()) {
                return best.from().equals(to.terms) ? Optional.empty() : heard;
            }
            left.remove(best);
        }
        return Optional.empty();
    }

    /** What a peer is told of a path that was told by another. */
    private Optional<PathAttributes> heard(Path path, Prefix prefix, Peer to) {
        return mayHear(path, to.terms)
                ? to.exports
                        .apply(prefix, path.attributes())
                        .map(out -> shaped(new Path(path.from(), out, false), to.terms))
                : Optional.empty();
    }

    /** Who told the paths that take part: the best, the best of the others, and so on. */
    List<String> order(Prefix prefix) {
        var left =
                peers.values().stream()
                        .flatMap(peer -> path(peer, prefix).stream())
                        .collect(Collectors.toCollection(ArrayList::new));
        var order = new ArrayList<String>();
        while (!left.isEmpty()) {
            var best = best(left);
            order.add(best.from().name());
            left.remove(best);
        }
        return order;
    }

    /** RFC 4271 §9.1.2.2, letter by letter. */
    private static Path best(List<Path> all) {
        var left = new ArrayList<>(all);
        keepLeast(left, Comparator.comparing(Path::lastResort));
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
