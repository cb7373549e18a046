package fairlead.cloud;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * Every resource of the cloud, by id and by type; a persistent value, so that a change copies a
 * path and not the cloud.
 *
 * @param unsettled those in a state that is not final yet
 * @param referrers who names whom, kept so that nobody has to look through all bodies
 * @param nextSerial what the next new resource gets; only rises
 */
public record Inventory(
        TreePMap<String, Resource> byKey,
        PMap<ResourceType, TreePMap<String, Resource>> byType,
        TreePMap<String, ArmId> unsettled,
        Referrers referrers,
        int nextSerial)
        implements Resources {

    public static final Inventory EMPTY =
            new Inventory(
                    TreePMap.empty(), HashTreePMap.empty(), TreePMap.empty(), Referrers.NONE, 1);

    /** With {@code resource} in the place of whatever had its id. */
    public Inventory with(Resource resource) {
        var key = resource.id().key();
        var type = resource.id().type();
        var ofType = byType.getOrDefault(type, TreePMap.empty()).plus(key, resource);
        return new Inventory(
                byKey.plus(key, resource),
                byType.plus(type, ofType),
                resource.state().isFinal()
                        ? unsettled.minus(key)
                        : unsettled.plus(key, resource.id()),
                referrers.without(byKey.get(key)).with(resource),
                Math.max(nextSerial, resource.serial() + 1));
    }

    public Inventory without(ArmId id) {
        var ofType = byType.getOrDefault(id.type(), TreePMap.empty()).minus(id.key());
        return new Inventory(
                byKey.minus(id.key()),
                ofType.isEmpty() ? byType.minus(id.type()) : byType.plus(id.type(), ofType),
                unsettled.minus(id.key()),
                referrers.without(byKey.get(id.key())),
                nextSerial);
    }

    @Override
    public Optional<Resource> find(ArmId id) {
        return Optional.ofNullable(byKey.get(id.key()));
    }

    @Override
    public Stream<Resource> ofType(ResourceType type) {
        return byType.getOrDefault(type, TreePMap.empty()).values().stream();
    }

    @Override
    public Stream<Resource> children(ArmId parent, String segment) {
        int depth = parent.names().size() + 1;
        return below(parent.key() + "/" + segment.toLowerCase(java.util.Locale.ROOT) + "/")
                .filter(child -> child.id().names().size() == depth)
                .sorted(Comparator.comparingInt(Resource::serial));
    }

    @Override
    public Stream<Resource> referrers(ArmId target, ResourceType type) {
        return referrers
                .of(target)
                .map(byKey::get)
                .filter(resource -> resource.id().type().equals(type));
    }

    /** Everything below {@code id}, at any depth, in the order of ids. */
    public Stream<Resource> below(ArmId id) {
        return below(id.key() + "/");
    }

    private Stream<Resource> below(String prefix) {
        // '0' is the character after '/', so the range holds exactly the keys that start with the
        // prefix.
        return byKey
                .subMap(prefix, prefix.substring(0, prefix.length() - 1) + "0")
                .values()
                .stream();
    }
}
