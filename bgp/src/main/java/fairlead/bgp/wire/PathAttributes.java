package fairlead.bgp.wire;

import static java.util.Comparator.comparingInt;

import fairlead.net.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The attributes of an UPDATE, at most one of a type, in ascending order of type code; so two sets
 * with the same content are equal, however they came.
 *
 * @param partial type codes of those that we can read and that somebody on the way could not: the
 *     partial bit is never taken off again (RFC 4271 §5)
 */
public record PathAttributes(List<PathAttribute> list, List<Integer> partial) {

    /** No attributes, as of an UPDATE that only withdraws. */
    public static final PathAttributes NONE = new PathAttributes(List.of());

    /** Without partial bits, as those of a route of our own. */
    public PathAttributes(List<PathAttribute> list) {
        this(list, List.of());
    }

    public PathAttributes {
        list = list.stream().sorted(comparingInt(AttributeType::code)).toList();
        partial = meaningful(partial, list);
        for (int i = 1; i < list.size(); i++) {
            if (AttributeType.code(list.get(i)) == AttributeType.code(list.get(i - 1))) {
                throw new IllegalArgumentException("two attributes of one type: " + list.get(i));
            }
        }
    }

    /** Only what is optional and transitive can have passed somebody who could not read it. */
    private static List<Integer> meaningful(List<Integer> partial, List<PathAttribute> list) {
        return list.stream()
                .filter(a -> !(a instanceof PathAttribute.Unrecognised))
                .map(AttributeType::code)
                .filter(partial::contains)
                .filter(code -> AttributeType.of(code).filter(AttributeType::travels).isPresent())
                .toList();
    }

    public static PathAttributes of(PathAttribute... attributes) {
        return new PathAttributes(List.of(attributes));
    }

    /** These with {@code attribute}, in the place of one of its type if there is one. */
    public PathAttributes with(PathAttribute attribute) {
        int type = AttributeType.code(attribute);
        return new PathAttributes(
                Stream.concat(
                                list.stream().filter(a -> AttributeType.code(a) != type),
                                Stream.of(attribute))
                        .toList(),
                partial);
    }

    /** The attribute of this kind. */
    public <A extends PathAttribute> Optional<A> find(Class<A> kind) {
        return all(kind).findFirst();
    }

    /** The attributes of this kind; more than one only if they are unrecognised. */
    public <A extends PathAttribute> Stream<A> all(Class<A> kind) {
        return list.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** ORIGIN; INCOMPLETE where there is none, which an accepted route never shows. */
    public Origin origin() {
        return find(PathAttribute.OriginIs.class)
                .map(PathAttribute.OriginIs::origin)
                .orElse(Origin.INCOMPLETE);
    }

    /** AS_PATH; empty where there is none. */
    public AsPath asPath() {
        return find(PathAttribute.AsPathIs.class)
                .map(PathAttribute.AsPathIs::path)
                .orElse(AsPath.EMPTY);
    }

    /** NEXT_HOP, which is of IPv4; MP_REACH_NLRI has its own. */
    public Optional<IpAddress> nextHop() {
        return find(PathAttribute.NextHopIs.class).map(PathAttribute.NextHopIs::address);
    }

    /** MULTI_EXIT_DISC, 0..4294967295. */
    public Optional<Long> med() {
        return find(PathAttribute.Med.class).map(PathAttribute.Med::value);
    }

    /** LOCAL_PREF, 0..4294967295. */
    public Optional<Long> localPref() {
        return find(PathAttribute.LocalPref.class).map(PathAttribute.LocalPref::value);
    }

    /** In the order of the attribute; none where it is missing. */
    public List<LargeCommunity> largeCommunities() {
        return find(PathAttribute.LargeCommunities.class)
                .map(PathAttribute.LargeCommunities::communities)
                .orElse(List.of());
    }

    /** In the order of the attribute; none where it is missing. */
    public List<ExtendedCommunity> extendedCommunities() {
        return find(PathAttribute.ExtendedCommunities.class)
                .map(PathAttribute.ExtendedCommunities::communities)
                .orElse(List.of());
    }

    /** In the order of the attribute; none where it is missing. */
    public List<Community> communities() {
        return find(PathAttribute.Communities.class)
                .map(PathAttribute.Communities::communities)
                .orElse(List.of());
    }
}
