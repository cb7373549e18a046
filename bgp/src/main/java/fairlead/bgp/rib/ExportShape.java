package fairlead.bgp.rib;

import static java.util.function.Predicate.not;

import fairlead.bgp.rib.ExportRules.Reflection;
import fairlead.bgp.table.AttributeScan;
import fairlead.bgp.wire.Community;
import fairlead.bgp.wire.Origin;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttribute.AsPathIs;
import fairlead.bgp.wire.PathAttribute.Communities;
import fairlead.bgp.wire.PathAttribute.NextHopIs;
import fairlead.bgp.wire.PathAttribute.OriginIs;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The attributes of a path as a kind of peer is told them. */
final class ExportShape {

    private static final int NEXT_HOP = 3;
    private static final int MED = 4;

    private ExportShape() {}

    /** Which attributes a policy has set, so that they stay as they are. */
    interface Set {
        boolean has(int type);
    }

    /** For a path that no policy has changed. */
    static final Set NOTHING_SET = _ -> false;

    /** Empty where the next hop would be an address of ours that we do not have. */
    static Optional<PathAttributes> of(
            PathAttributes heard, PeerRow from, ExportTerms to, RibTerms terms, Set set) {
        if (terms.ladder() == Ladder.AZURE) {
            return Optional.of(azure(heard, from, terms));
        }
        return switch (to.kind()) {
            case TRANSPARENT ->
                    from.number == 0 ? external(heard, terms, set) : Optional.of(outside(heard));
            case EXTERNAL -> external(heard, terms, set);
            case INTERNAL, REFLECTOR_CLIENT -> Optional.of(internal(heard, from, terms));
        };
    }

    /** Our number in front, our address, ORIGIN IGP, no MED; others pass as RFC 4271 §5 has it. */
    private static PathAttributes azure(PathAttributes heard, PeerRow from, RibTerms terms) {
        List<Community> added =
                from.number != 0 && terms.exports().reflection() instanceof Reflection.On(var more)
                        ? more
                        : List.of();
        var list = new ArrayList<PathAttribute>(heard.list());
        list.removeIf(ExportShape::isRewritten);
        list.removeIf(Communities.class::isInstance);
        list.removeIf(ExportShape::isInternal);
        list.add(new OriginIs(Origin.IGP));
        list.add(new AsPathIs(heard.asPath().prepend(terms.asn())));
        list.add(new NextHopIs(terms.nextHop()));
        var communities = heard.communities();
        if (from.number != 0) {
            communities =
                    Stream.concat(communities.stream(), added.stream())
                            .distinct()
                            .sorted()
                            .toList();
        }
        if (!communities.isEmpty()) {
            list.add(new Communities(communities));
        }
        return new PathAttributes(list, heard.partial());
    }

    private static boolean isRewritten(PathAttribute attribute) {
        return attribute instanceof OriginIs
                || attribute instanceof AsPathIs
                || attribute instanceof NextHopIs
                || attribute instanceof PathAttribute.Med;
    }

    /** RFC 4271 §5.1.2, §5.1.3, §5.1.4. */
    private static Optional<PathAttributes> external(
            PathAttributes heard, RibTerms terms, Set set) {
        var list = new ArrayList<PathAttribute>(outside(heard).list());
        list.removeIf(one ->
                one instanceof AsPathIs || one instanceof PathAttribute.Med && !set.has(MED));
        list.add(new AsPathIs(heard.asPath().prepend(terms.asn())));
        if (!set.has(NEXT_HOP)) {
            boolean wide =
                    heard.nextHop().filter(hop -> hop.family() == IpAddress.Family.V6).isPresent();
            if (wide && terms.nextHop6().isEmpty()) {
                return Optional.empty();
            }
            list.removeIf(NextHopIs.class::isInstance);
            list.add(new NextHopIs(wide ? terms.nextHop6().orElseThrow() : terms.nextHop()));
        }
        return Optional.of(new PathAttributes(list, heard.partial()));
    }

    /** Without what means nothing outside of our AS. */
    private static PathAttributes outside(PathAttributes heard) {
        return new PathAttributes(
                heard.list().stream().filter(not(ExportShape::isInternal)).toList(),
                heard.partial());
    }

    private static boolean isInternal(PathAttribute attribute) {
        return attribute instanceof PathAttribute.LocalPref
                || attribute instanceof PathAttribute.OriginatorId
                || attribute instanceof PathAttribute.ClusterList;
    }

    /** RFC 4271 §5.1.5; RFC 4456 §8 where the path came from inside. */
    private static PathAttributes internal(PathAttributes heard, PeerRow from, RibTerms terms) {
        var list = new ArrayList<PathAttribute>(heard.list());
        if (heard.find(PathAttribute.LocalPref.class).isEmpty()) {
            list.add(new PathAttribute.LocalPref(AttributeScan.DEFAULT_PREFERENCE));
        }
        if (from.number != 0 && from.terms.kind().isInternal()) {
            if (heard.find(PathAttribute.OriginatorId.class).isEmpty()) {
                list.add(new PathAttribute.OriginatorId(from.terms.id()));
            }
            var clusters = new ArrayList<IpAddress>(List.of(terms.routerId()));
            heard.find(PathAttribute.ClusterList.class)
                    .ifPresent(one -> clusters.addAll(one.clusters()));
            list.removeIf(PathAttribute.ClusterList.class::isInstance);
            list.add(new PathAttribute.ClusterList(clusters));
        }
        return new PathAttributes(list, heard.partial());
    }
}
