package fairlead.bgp.rib;

import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A path that takes part, as a naive server sees it. */
record NaivePath(PeerTerms from, long pathId, PathAttributes attributes) {

    long preference() {
        return attributes.localPref().orElse(100L);
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

    boolean isReflectedBy(IpAddress router) {
        return clusters().contains(router)
                || attributes
                        .find(PathAttribute.OriginatorId.class)
                        .filter(one -> one.router().equals(router))
                        .isPresent();
    }

    boolean isOurs() {
        return from.name().isEmpty();
    }

    boolean isLastResort() {
        return attributes.communities().contains(NaiveServer.LLGR_STALE);
    }

    List<Asn> neighbourAs() {
        return attributes.asPath().neighbourAs();
    }

    /** RFC 4271 §9.1.2.2, letter by letter; RFC 9494 §4.3 before it, RFC 4456 §9 within. */
    static NaivePath best(List<NaivePath> all) {
        var left = new ArrayList<>(all);
        keepLeast(left, Comparator.comparing(NaivePath::isLastResort));
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
        keepLeast(left, Comparator.comparing(NaivePath::originator));
        keepLeast(left, Comparator.comparing(path -> path.clusters().size()));
        keepLeast(left, Comparator.comparing(path -> path.from().address()));
        keepLeast(left, Comparator.comparing(NaivePath::pathId));
        return left.getFirst();
    }

    private static void keepLeast(List<NaivePath> paths, Comparator<NaivePath> order) {
        var least = paths.stream().min(order).orElseThrow();
        paths.removeIf(path -> order.compare(path, least) > 0);
    }
}
