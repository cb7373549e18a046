package fairlead.host.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The shortest way from what is there to what should be. */
public final class Plan {

    private Plan() {}

    /**
     * Changes from {@code actual}, which holds only what is ours, to {@code desired}: puts in the
     * order of {@link Kind}, then drops in reverse. Equal maps give no change. Both maps may be cut
     * down to the keys in question, as long as they hold everything that stands on those.
     */
    public static List<Change> between(
            Map<Key, KernelObject> desired, Map<Key, KernelObject> actual) {
        var lost = lost(desired, actual);
        var changes = new ArrayList<Change>();
        for (var wanted : new TreeMap<>(desired).values()) {
            var found = actual.get(wanted.key());
            var root = lost.get(wanted.key());
            if (root != null && root.kind() == Kind.NAMESPACE && found instanceof Veth) {
                // It leads into a namespace that has lost its name and lives on without.
                changes.add(new Change.Replace(found, wanted, "went down with " + root));
            } else if (root != null) {
                changes.add(new Change.Put(wanted, "went down with " + root));
            } else if (found == null) {
                changes.add(new Change.Put(wanted, "missing"));
            } else if (!wanted.equals(found)) {
                changes.add(new Change.Replace(found, wanted, "drifted"));
            }
        }
        for (var found : new TreeMap<>(actual).descendingMap().values()) {
            var key = found.key();
            // A namespace takes everything inside along.
            var home = Namespace.keyOf(key.namespace());
            boolean goesAlong =
                    !key.equals(home) && actual.containsKey(home) && !desired.containsKey(home);
            if (!desired.containsKey(key) && !goesAlong) {
                changes.add(new Change.Drop(found, "no longer wanted"));
            }
        }
        return List.copyOf(changes);
    }

    /** What vanishes when its foundation is made anew, each with that foundation. */
    private static Map<Key, Key> lost(
            Map<Key, KernelObject> desired, Map<Key, KernelObject> actual) {
        var roots = new HashMap<Key, Key>();
        desired.forEach((key, wanted) -> {
            var found = actual.get(key);
            boolean madeAnew = wanted.madeAnew() && found != null && !wanted.equals(found);
            if (madeAnew || (wanted instanceof Namespace && found == null)) {
                roots.put(key, key);
            }
        });
        if (roots.isEmpty()) {
            return Map.of();
        }
        var lost = new HashMap<Key, Key>();
        int before;
        do {
            before = lost.size();
            for (var wanted : new TreeMap<>(desired).values()) {
                for (var foundation : wanted.mentions()) {
                    var root = roots.getOrDefault(foundation, lost.get(foundation));
                    if (root != null && !roots.containsKey(wanted.key())) {
                        lost.putIfAbsent(wanted.key(), root);
                    }
                }
            }
        } while (lost.size() > before);
        return lost;
    }
}
