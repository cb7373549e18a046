package fairlead.azure.template;

import fairlead.azure.arm.ArmId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The resources of a template under every name that {@code dependsOn} and {@code reference} may use
 * for them.
 */
final class Directory implements Stage.Roster {

    private final Map<ArmId, List<Declared>> byId = new TreeMap<>();
    private final Map<String, List<Declared>> bySymbol = names();
    private final Map<String, List<Declared>> byLoop = names();
    private final Map<String, List<Declared>> byTypeAndName = names();
    private final Map<String, List<Declared>> byName = names();

    Directory(Expansion expansion) {
        expansion.loops().forEach(loop -> byLoop.put(loop, new ArrayList<>()));
        for (var resource : expansion.declared()) {
            put(byId, resource.id(), resource);
            put(byName, resource.name(), resource);
            put(byTypeAndName, resource.type() + "/" + resource.name(), resource);
            // Types and names by turns, as in an id: Microsoft.Network/virtualNetworks/v/subnets/s.
            var text = resource.id().toString();
            var tail =
                    text.substring(text.lastIndexOf("/providers/") + 1)
                            .replaceFirst("^providers/", "");
            if (!tail.equalsIgnoreCase(resource.type() + "/" + resource.name())) {
                put(byTypeAndName, tail, resource);
            }
            if (!resource.symbol().isEmpty()) {
                put(bySymbol, resource.symbol(), resource);
                if (!resource.loop().loop().isEmpty()) {
                    put(bySymbol, resource.key(), resource);
                }
            }
            if (!resource.loop().loop().isEmpty()) {
                put(byLoop, resource.loop().loop(), resource);
            }
        }
    }

    /**
     * The resources that {@code text} means: an id, a symbolic name, a loop's name, {@code
     * Type/Name} in any case, or a bare name. Those of the first kind that fits; several only for a
     * loop and for a name that is not unique.
     */
    List<Declared> find(String text) {
        if (text.startsWith("/")) {
            try {
                return byId.getOrDefault(ResourceIds.parse(text), List.of());
            } catch (IllegalArgumentException e) {
                return List.of();
            }
        }
        for (var names : List.of(bySymbol, byLoop, byTypeAndName, byName)) {
            var found = names.get(text);
            if (found != null) {
                return found;
            }
        }
        return List.of();
    }

    /**
     * Whether {@code text} is the name of a loop or the symbolic name of one: any number of
     * resources may be meant.
     */
    boolean isLoop(String text) {
        return byLoop.containsKey(text);
    }

    @Override
    public List<ArmId> named(String name) {
        return find(name).stream()
                .filter(resource -> resource.standing() != Declared.Standing.OFF)
                .map(Declared::id)
                .toList();
    }

    @Override
    public String apiVersion(ArmId id) {
        return byId.getOrDefault(id, List.of()).stream()
                .findFirst()
                .map(Declared::apiVersion)
                .orElse("");
    }

    private static <K> void put(Map<K, List<Declared>> map, K key, Declared resource) {
        map.computeIfAbsent(key, _ -> new ArrayList<>()).add(resource);
    }

    private static Map<String, List<Declared>> names() {
        return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    }
}
