package fairlead.bgp.rib;

import fairlead.bgp.rib.ExportRules.Origination;
import fairlead.bgp.rib.ExportRules.Reflection;
import fairlead.bgp.wire.AsPath;
import fairlead.bgp.wire.Community;
import fairlead.bgp.wire.Origin;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttribute.AsPathIs;
import fairlead.bgp.wire.PathAttribute.Communities;
import fairlead.bgp.wire.PathAttribute.NextHopIs;
import fairlead.bgp.wire.PathAttribute.OriginIs;
import fairlead.bgp.wire.PathAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a neighbour is told of a prefix. */
final class ExportPolicy {

    private ExportPolicy() {}

    /** Our own prefix, as every neighbour hears it. */
    static AdvertisedRoute own(Origination origination, RibTerms terms) {
        return new AdvertisedRoute(
                origination.prefix(),
                attributes(AsPath.EMPTY, origination.communities(), List.of(), terms));
    }

    /** The best path of a prefix as {@code neighbour} hears it, if it is to hear of it. */
    static Optional<AdvertisedRoute> reflected(HeardRoute best, String neighbour, RibTerms terms) {
        return switch (terms.exports().reflection()) {
            case Reflection.Off() -> Optional.empty();
            case Reflection.On(var added) ->
                    mayHear(best, neighbour)
                            ? Optional.of(reflection(best, added, terms))
                            : Optional.empty();
        };
    }

    /** Nobody hears his own path again; RFC 1997 §"Well-known communities" holds back the rest. */
    private static boolean mayHear(HeardRoute best, String neighbour) {
        return !best.neighbour().equals(neighbour)
                && Stream.of(
                                Community.NO_ADVERTISE,
                                Community.NO_EXPORT,
                                Community.NO_EXPORT_SUBCONFED)
                        .noneMatch(best.communities()::contains);
    }

    private static AdvertisedRoute reflection(
            HeardRoute best, List<Community> added, RibTerms terms) {
        var communities =
                Stream.concat(best.communities().stream(), added.stream())
                        .distinct()
                        .sorted()
                        .toList();
        var passedOn = best.attributes().list().stream().flatMap(ExportPolicy::passedOn).toList();
        return new AdvertisedRoute(
                best.prefix(), attributes(best.asPath(), communities, passedOn, terms));
    }

    /** What goes on unchanged, or with the partial bit set: RFC 4271 §5. */
    private static Stream<PathAttribute> passedOn(PathAttribute attribute) {
        return switch (attribute) {
            case PathAttribute.AtomicAggregate _, PathAttribute.Aggregator _ ->
                    Stream.of(attribute);
            case PathAttribute.Unrecognised other -> Stream.of(other.partial());
            case OriginIs _, AsPathIs _, NextHopIs _, Communities _ -> Stream.empty();
            case PathAttribute.Med _, PathAttribute.MpReach _, PathAttribute.MpUnreach _ ->
                    Stream.empty();
        };
    }

    private static PathAttributes attributes(
            AsPath path,
            Collection<Community> communities,
            List<PathAttribute> passedOn,
            RibTerms terms) {
        var list = new ArrayList<PathAttribute>(passedOn);
        list.add(new OriginIs(Origin.IGP));
        list.add(new AsPathIs(path.prepend(terms.asn())));
        list.add(new NextHopIs(terms.nextHop()));
        if (!communities.isEmpty()) {
            list.add(new Communities(List.copyOf(communities)));
        }
        return new PathAttributes(list);
    }
}
