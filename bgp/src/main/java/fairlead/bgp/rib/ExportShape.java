package fairlead.bgp.rib;

import static java.util.function.Predicate.not;

import fairlead.bgp.rib.ExportRules.Reflection;
import fairlead.bgp.wire.Community;
import fairlead.bgp.wire.Octets;
import fairlead.bgp.wire.Origin;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttribute.AsPathIs;
import fairlead.bgp.wire.PathAttribute.Communities;
import fairlead.bgp.wire.PathAttribute.NextHopIs;
import fairlead.bgp.wire.PathAttribute.OriginIs;
import fairlead.bgp.wire.PathAttribute.Unrecognised;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.IpAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The attributes of a path as a kind of peer is told them. */
final class ExportShape {

    private static final int LOCAL_PREF = 5;
    private static final int ORIGINATOR_ID = 9;
    private static final int CLUSTER_LIST = 10;
    private static final int WELL_KNOWN = 0x40;
    private static final int OPTIONAL = 0x80;

    private ExportShape() {}

    static PathAttributes of(PathAttributes heard, PeerRow from, ExportTerms to, RibTerms terms) {
        if (terms.ladder() == Ladder.AZURE) {
            return azure(heard, from, terms);
        }
        return switch (to.kind()) {
            case TRANSPARENT -> from.number == 0 ? external(heard, terms) : outside(heard);
            case EXTERNAL -> external(heard, terms);
            case INTERNAL, REFLECTOR_CLIENT -> internal(heard, from, terms);
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
        return new PathAttributes(list);
    }

    private static boolean isRewritten(PathAttribute attribute) {
        return attribute instanceof OriginIs
                || attribute instanceof AsPathIs
                || attribute instanceof NextHopIs
                || attribute instanceof PathAttribute.Med;
    }

    /** RFC 4271 §5.1.2, §5.1.3, §5.1.4. */
    private static PathAttributes external(PathAttributes heard, RibTerms terms) {
        var list = new ArrayList<PathAttribute>(outside(heard).list());
        list.removeIf(one ->
                one instanceof AsPathIs
                        || one instanceof NextHopIs
                        || one instanceof PathAttribute.Med);
        list.add(new AsPathIs(heard.asPath().prepend(terms.asn())));
        boolean wide =
                heard.nextHop().filter(hop -> hop.family() == IpAddress.Family.V6).isPresent();
        list.add(new NextHopIs(wide ? terms.nextHop6().orElseThrow() : terms.nextHop()));
        return new PathAttributes(list);
    }

    /** Without what means nothing outside of our AS. */
    private static PathAttributes outside(PathAttributes heard) {
        return new PathAttributes(
                heard.list().stream().filter(not(ExportShape::isInternal)).toList());
    }

    private static boolean isInternal(PathAttribute attribute) {
        return attribute instanceof Unrecognised other
                && (other.type() == LOCAL_PREF
                        || other.type() == ORIGINATOR_ID
                        || other.type() == CLUSTER_LIST);
    }

    /** RFC 4271 §5.1.5; RFC 4456 §8 where the path came from inside. */
    private static PathAttributes internal(PathAttributes heard, PeerRow from, RibTerms terms) {
        var list = new ArrayList<PathAttribute>(heard.list());
        if (!has(list, LOCAL_PREF)) {
            list.add(new Unrecognised(WELL_KNOWN, LOCAL_PREF, Octets.ofHex("00000064")));
        }
        if (from.number != 0 && from.terms.kind().isInternal()) {
            if (!has(list, ORIGINATOR_ID)) {
                list.add(
                        new Unrecognised(
                                OPTIONAL, ORIGINATOR_ID, Octets.of(from.terms.id().octets())));
            }
            var clusters = Octets.of(terms.routerId().octets());
            for (var one : List.copyOf(list)) {
                if (one instanceof Unrecognised(_, var type, var value) && type == CLUSTER_LIST) {
                    list.remove(one);
                    clusters = joined(clusters, value);
                }
            }
            list.add(new Unrecognised(OPTIONAL, CLUSTER_LIST, clusters));
        }
        return new PathAttributes(list);
    }

    private static boolean has(List<PathAttribute> list, int type) {
        return list.stream().anyMatch(one -> one instanceof Unrecognised o && o.type() == type);
    }

    private static Octets joined(Octets one, Octets two) {
        var first = one.toArray();
        var all = Arrays.copyOf(first, first.length + two.toArray().length);
        System.arraycopy(two.toArray(), 0, all, first.length, two.toArray().length);
        return Octets.of(all);
    }
}
