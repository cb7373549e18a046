package fairlead.bgp.rib;

import fairlead.bgp.wire.Community;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.IpAddress;
import java.util.ArrayList;
import java.util.List;

/** Who may hear of a path, and in what form: RFC 1997, RFC 4271 §5, RFC 4456, RFC 7947. */
final class NaiveExport {

    private NaiveExport() {}

    static boolean mayHear(NaivePath path, PeerTerms to) {
        if (path.isOurs()) {
            return true;
        }
        var communities = path.attributes().communities();
        if (communities.contains(Community.NO_ADVERTISE)) {
            return false;
        }
        return to.kind().isInternal()
                ? !path.from().kind().isInternal()
                        || path.from().kind() == PeerKind.REFLECTOR_CLIENT
                        || to.kind() == PeerKind.REFLECTOR_CLIENT
                : !communities.contains(Community.NO_EXPORT)
                        && !communities.contains(Community.NO_EXPORT_SUBCONFED);
    }

    private static boolean isInternal(PathAttribute one) {
        return one instanceof PathAttribute.LocalPref
                || one instanceof PathAttribute.OriginatorId
                || one instanceof PathAttribute.ClusterList;
    }

    static PathAttributes shaped(NaivePath path, PeerTerms to, RibTerms terms) {
        var list = new ArrayList<>(path.attributes().list());
        switch (to.kind()) {
            case TRANSPARENT -> {
                list.removeIf(NaiveExport::isInternal);
                if (path.isOurs()) {
                    external(list, path, terms);
                }
            }
            case EXTERNAL -> {
                list.removeIf(NaiveExport::isInternal);
                external(list, path, terms);
            }
            case INTERNAL, REFLECTOR_CLIENT -> {
                if (list.stream().noneMatch(PathAttribute.LocalPref.class::isInstance)) {
                    list.add(new PathAttribute.LocalPref(100));
                }
                if (path.from().kind().isInternal() && !path.isOurs()) {
                    list.removeIf(PathAttribute.OriginatorId.class::isInstance);
                    list.removeIf(PathAttribute.ClusterList.class::isInstance);
                    list.add(new PathAttribute.OriginatorId(path.originator()));
                    var clusters = new ArrayList<>(List.of(terms.routerId()));
                    clusters.addAll(path.clusters());
                    list.add(new PathAttribute.ClusterList(clusters));
                }
            }
        }
        return new PathAttributes(list, path.attributes().partial());
    }

    private static void external(List<PathAttribute> list, NaivePath path, RibTerms terms) {
        boolean wide =
                path.attributes()
                        .nextHop()
                        .filter(hop -> hop.family() == IpAddress.Family.V6)
                        .isPresent();
        list.removeIf(PathAttribute.AsPathIs.class::isInstance);
        list.add(new PathAttribute.AsPathIs(path.attributes().asPath().prepend(terms.asn())));
        if (path.isOurs()) {
            // Without MED and with our address from the beginning: others are an export policy's.
            return;
        }
        list.removeIf(PathAttribute.Med.class::isInstance);
        list.removeIf(PathAttribute.NextHopIs.class::isInstance);
        list.add(
                new PathAttribute.NextHopIs(
                        wide ? terms.nextHop6().orElseThrow() : terms.nextHop()));
    }
}
