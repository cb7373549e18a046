package fairlead.bgp.wire;

import static java.util.Comparator.comparingInt;

import fairlead.net.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The attributes of an UPDATE, at most one of a type, in ascending order of type code; so two sets
 * with the same content are equal, however they came.
 */
public record PathAttributes(List<PathAttribute> list) {

    public static final PathAttributes NONE = new PathAttributes(List.of());

    public PathAttributes {
        list = list.stream().sorted(comparingInt(AttributeType::code)).toList();
        for (int i = 1; i < list.size(); i++) {
            if (AttributeType.code(list.get(i)) == AttributeType.code(list.get(i - 1))) {
                throw new IllegalArgumentException("two attributes of one type: " + list.get(i));
            }
        }
    }

    public static PathAttributes of(PathAttribute... attributes) {
        return new PathAttributes(List.of(attributes));
    }

    public boolean isEmpty() {
        return list.isEmpty();
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

    public Optional<IpAddress> nextHop() {
        return find(PathAttribute.NextHopIs.class).map(PathAttribute.NextHopIs::address);
    }

    public Optional<Long> med() {
        return find(PathAttribute.Med.class).map(PathAttribute.Med::value);
    }

    public List<Community> communities() {
        return find(PathAttribute.Communities.class)
                .map(PathAttribute.Communities::communities)
                .orElse(List.of());
    }
}
