package fairlead.bgp.rib;

import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A path that takes part, as a naive server sees it. */
record NaivePath(Prefix prefix, PeerTerms from, long pathId, PathAttributes attributes) {

    /** With other attributes. */
    NaivePath with(PathAttributes others) {
        return new NaivePath(prefix, from, pathId, others);
    }

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
        return attributes.communities().contains(NaiveAdjRibIn.LLGR_STALE);
    }

    List<Asn> neighbourAs() {
        return attributes.asPath().neighbourAs();
    }

    /** The best of these. */
    static NaivePath best(List<NaivePath> all, Ladder ladder) {
        var left = new ArrayList<>(all);
        switch (ladder) {
            case STANDARD -> standard(left);
            case AZURE -> azure(left);
        }
        return left.getFirst();
    }

    /** RFC 4271 §9.1.2.2, letter by letter; RFC 9494 §4.3 before it, RFC 4456 §9 within. */
    private static void standard(List<NaivePath> left) {
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
    }

    /**
     * As Azure's Route Server: the shortest AS path (learn.microsoft.com/azure/route-server/, FAQ);
     * of several the one that is told is that of the lowest router id, then address.
     */
    private static void azure(List<NaivePath> left) {
        keepLeast(left, Comparator.comparing(NaivePath::isLastResort));
        keepLeast(left, Comparator.comparing(path -> path.attributes().asPath().length()));
        keepLeast(left, Comparator.comparing(NaivePath::originator));
        keepLeast(left, Comparator.comparing(path -> path.from().address()));
    }

    private static void keepLeast(List<NaivePath> paths, Comparator<NaivePath> order) {
        var least = paths.stream().min(order).orElseThrow();
        paths.removeIf(path -> order.compare(path, least) > 0);
    }
}
