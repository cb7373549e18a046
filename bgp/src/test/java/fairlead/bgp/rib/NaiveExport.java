package fairlead.bgp.rib;

import fairlead.bgp.policy.NaivePolicies.SetByPolicy;
import fairlead.bgp.rib.ExportRules.Reflection;
import fairlead.bgp.wire.Community;
import fairlead.bgp.wire.Origin;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who may hear of a path, and in what form: RFC 1997, RFC 4271 §5, RFC 4456, RFC 7947; Azure's. */
final class NaiveExport {

    private NaiveExport() {}

    static boolean mayHear(NaivePath path, PeerTerms to, RibTerms terms) {
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
                        && !communities.contains(Community.NO_EXPORT_SUBCONFED)
                        && terms.exports().reflection() instanceof Reflection.On;
    }

    /**
     * The attributes of a path as they are told; empty if we have no address to tell as its next
     * hop.
     *
     * @param set what the export policies have set, which stays as it is
     */
    static Optional<PathAttributes> shaped(
            NaivePath path, PeerTerms to, RibTerms terms, Set<SetByPolicy> set) {
        var list = new ArrayList<>(path.attributes().list());
        if (terms.ladder() == Ladder.AZURE) {
            azure(list, path, terms);
        } else if (to.kind().isInternal()) {
            internal(list, path, terms);
        } else {
            list.removeIf(NaiveExport::isInternal);
            if (to.kind() == PeerKind.EXTERNAL || path.isOurs()) {
                external(list, path, terms, set);
            }
        }
        return list.stream().anyMatch(PathAttribute.NextHopIs.class::isInstance)
                ? Optional.of(new PathAttributes(list, path.attributes().partial()))
                : Optional.empty();
    }

    private static boolean isInternal(PathAttribute one) {
        return one instanceof PathAttribute.LocalPref
                || one instanceof PathAttribute.OriginatorId
                || one instanceof PathAttribute.ClusterList;
    }

    /** RFC 4271 §5.1.5, RFC 4456 §8. */
    private static void internal(List<PathAttribute> list, NaivePath path, RibTerms terms) {
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

    /** RFC 4271 §5.1.2, §5.1.3, §5.1.4. */
    private static void external(
            List<PathAttribute> list, NaivePath path, RibTerms terms, Set<SetByPolicy> set) {
        list.removeIf(PathAttribute.AsPathIs.class::isInstance);
        list.add(new PathAttribute.AsPathIs(path.attributes().asPath().prepend(terms.asn())));
        if (!set.contains(SetByPolicy.MED)) {
            list.removeIf(PathAttribute.Med.class::isInstance);
        }
        if (!set.contains(SetByPolicy.NEXT_HOP)) {
            boolean wide =
                    path.attributes()
                            .nextHop()
                            .filter(hop -> hop.family() == IpAddress.Family.V6)
                            .isPresent();
            var ours = wide ? terms.nextHop6() : Optional.of(terms.nextHop());
            list.removeIf(PathAttribute.NextHopIs.class::isInstance);
            ours.ifPresent(hop -> list.add(new PathAttribute.NextHopIs(hop)));
        }
    }

    /** As Azure's Route Server tells: as if it had begun here, with the path that it has. */
    private static void azure(List<PathAttribute> list, NaivePath path, RibTerms terms) {
        external(list, path, terms, Set.of());
        list.removeIf(NaiveExport::isInternal);
        list.removeIf(PathAttribute.OriginIs.class::isInstance);
        list.add(new PathAttribute.OriginIs(Origin.IGP));
        if (!path.isOurs() && terms.exports().reflection() instanceof Reflection.On(var added)) {
            var communities =
                    Stream.concat(path.attributes().communities().stream(), added.stream())
                            .distinct()
                            .sorted()
                            .toList();
            list.removeIf(PathAttribute.Communities.class::isInstance);
            if (!communities.isEmpty()) {
                list.add(new PathAttribute.Communities(communities));
            }
        }
    }
}
