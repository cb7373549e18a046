package fairlead.host.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What should be there beside what of ours is there. */
public record Comparison(Map<Key, KernelObject> desired, Map<Key, KernelObject> actual) {

    public Comparison {
        desired = Map.copyOf(desired);
        actual = Map.copyOf(actual);
    }

    /** All that differs, in the order of keys. */
    public List<Difference> differences() {
        var keys = new TreeSet<Key>(desired.keySet());
        keys.addAll(actual.keySet());
        var differences = new ArrayList<Difference>();
        for (var key : keys) {
            var wanted = Optional.ofNullable(desired.get(key));
            var found = Optional.ofNullable(actual.get(key));
            if (!wanted.equals(found)) {
                differences.add(new Difference(key, wanted, found));
            }
        }
        return List.copyOf(differences);
    }
}
