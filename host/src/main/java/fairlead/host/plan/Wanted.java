package fairlead.host.plan;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What all owners together want, kept so that one owner's change costs what that owner holds.
 * Several owners may want the same object; it stays until the last of them goes. Where two want
 * different objects under one key, the lower owner has its way.
 *
 * <p>Not thread-safe: whoever holds it keeps it to one thread at a time.
 *
 * @param <O> who wants
 */
public final class Wanted<O extends Comparable<O>> {

    private final Map<O, Map<Key, KernelObject>> byOwner = new HashMap<>();
    private final Map<Key, TreeMap<O, KernelObject>> byKey = new HashMap<>();
    private final Map<Key, Set<Key>> users = new HashMap<>();

    /** {@code owner} now wants exactly these. Returns the keys whose outcome may have changed. */
    public Set<Key> put(O owner, Collection<? extends KernelObject> objects) {
        var now = new LinkedHashMap<Key, KernelObject>();
        objects.forEach(object -> now.put(object.key(), object));
        var before = byOwner.getOrDefault(owner, Map.of());
        var touched = new HashSet<Key>();
        before.forEach((key, object) -> {
            if (!object.equals(now.get(key))) {
                withdraw(owner, object);
                touched.add(key);
            }
        });
        now.forEach((key, object) -> {
            if (!object.equals(before.get(key))) {
                byKey.computeIfAbsent(key, _ -> new TreeMap<>()).put(owner, object);
                object.mentions()
                        .forEach(use -> users.computeIfAbsent(use, _ -> new HashSet<>()).add(key));
                touched.add(key);
            }
        });
        if (now.isEmpty()) {
            byOwner.remove(owner);
        } else {
            byOwner.put(owner, now);
        }
        return withDependents(touched);
    }

    /** {@code owner} wants nothing any more. Returns the keys whose outcome may have changed. */
    public Set<Key> gone(O owner) {
        return put(owner, List.of());
    }

    /** Who wants something now. */
    public Set<O> owners() {
        return Set.copyOf(byOwner.keySet());
    }

    /** The object under this key, fitted to what else is wanted; empty if it cannot be there. */
    public Optional<KernelObject> find(Key key) {
        var wishes = byKey.get(key);
        return wishes == null
                ? Optional.empty()
                : wishes.firstEntry().getValue().within(use -> find(use).isPresent());
    }

    /** Everything that should be there. */
    public Map<Key, KernelObject> all() {
        return all(byKey.keySet());
    }

    /** What should be there under these keys. */
    public Map<Key, KernelObject> all(Collection<Key> keys) {
        var all = new HashMap<Key, KernelObject>();
        keys.forEach(key -> find(key).ifPresent(object -> all.put(key, object)));
        return all;
    }

    /** These keys, and all that stands on them, directly or not. */
    public Set<Key> withDependents(Collection<Key> keys) {
        var found = new HashSet<>(keys);
        var next = new ArrayDeque<>(keys);
        while (!next.isEmpty()) {
            for (var user : users.getOrDefault(next.pop(), Set.of())) {
                if (found.add(user)) {
                    next.push(user);
                }
            }
        }
        return found;
    }

    private void withdraw(O owner, KernelObject object) {
        var key = object.key();
        var wishes = byKey.getOrDefault(key, new TreeMap<>());
        wishes.remove(owner);
        if (wishes.isEmpty()) {
            byKey.remove(key);
        }
        for (var use : object.mentions()) {
            boolean stillUsed =
                    wishes.values().stream().anyMatch(other -> other.mentions().contains(use));
            if (!stillUsed) {
                users.computeIfPresent(use, (_, all) -> without(key, all));
            }
        }
    }

    private static @Nullable Set<Key> without(Key key, Set<Key> all) {
        all.remove(key);
        return all.isEmpty() ? null : all;
    }
}
