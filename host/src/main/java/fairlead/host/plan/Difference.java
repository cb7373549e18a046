package fairlead.host.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** One object that is not as it should be: missing, changed, or ours and wanted by nobody. */
public record Difference(Key key, Optional<KernelObject> wanted, Optional<KernelObject> found) {

    /** All differences between what should be there and what of ours is there, in key order. */
    public static List<Difference> between(
            Map<Key, ? extends KernelObject> desired, Map<Key, ? extends KernelObject> actual) {
        var keys = new TreeSet<Key>(desired.keySet());
        keys.addAll(actual.keySet());
        var differences = new ArrayList<Difference>();
        for (var key : keys) {
            Optional<KernelObject> wanted = Optional.ofNullable(desired.get(key));
            Optional<KernelObject> found = Optional.ofNullable(actual.get(key));
            if (!wanted.equals(found)) {
                differences.add(new Difference(key, wanted, found));
            }
        }
        return List.copyOf(differences);
    }
}
