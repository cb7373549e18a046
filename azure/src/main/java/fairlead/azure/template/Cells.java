package fairlead.azure.template;

import fairlead.azure.arm.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Named values that are made when somebody first asks, so that they may use each other in any
 * order. Names ignore case. Safe for many threads.
 */
final class Cells {

    /** Makes one value. */
    interface Maker {
        JsonNode make() throws RefusedException;
    }

    private final String what;
    private final Map<String, Maker> makers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, JsonNode> made = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Boolean> making = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /**
     * @param what {@code parameter} or {@code variable}
     */
    Cells(String what) {
        this.what = what;
    }

    void put(String name, Maker maker) {
        makers.put(name, maker);
    }

    List<String> names() {
        return List.copyOf(makers.keySet());
    }

    /** The value; empty if there is none of that name. */
    synchronized Optional<JsonNode> find(String name) throws RefusedException {
        var known = made.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        var maker = makers.get(name);
        if (maker == null) {
            return Optional.empty();
        }
        if (making.put(name, true) != null) {
            throw InvalidTemplate.of(
                    "A circular reference was found in the template "
                            + what
                            + "s: '"
                            + String.join("', '", making.keySet())
                            + "'.");
        }
        try {
            var value = maker.make();
            made.put(name, value);
            return Optional.of(value);
        } finally {
            making.remove(name);
        }
    }
}
