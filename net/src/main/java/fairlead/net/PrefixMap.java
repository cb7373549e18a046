package fairlead.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An immutable map from prefixes to values that finds the longest match of an address, one look per
 * length in use.
 */
public final class PrefixMap<V> {

    private final TreeMap<Integer, Map<Prefix, V>> byLengthDescending =
            new TreeMap<>(java.util.Comparator.reverseOrder());

    private PrefixMap(Map<Prefix, V> entries) {
        entries.forEach((prefix, value) ->
                byLengthDescending
                        .computeIfAbsent(prefix.length(), _ -> new HashMap<>())
                        .put(prefix, value));
    }

    public static <V> PrefixMap<V> of(Map<Prefix, V> entries) {
        return new PrefixMap<>(entries);
    }

    /** The entry whose prefix is the longest that contains {@code address}. */
    public Optional<Map.Entry<Prefix, V>> longestMatch(IpAddress address) {
        return matches(address).stream().findFirst();
    }

    /** Every entry whose prefix contains {@code address}, longest first. */
    public List<Map.Entry<Prefix, V>> matches(IpAddress address) {
        var found = new ArrayList<Map.Entry<Prefix, V>>();
        byLengthDescending.forEach((length, entries) -> {
            if (length <= address.width()) {
                var prefix = new Prefix(address, length);
                var value = entries.get(prefix);
                if (value != null) {
                    found.add(Map.entry(prefix, value));
                }
            }
        });
        return found;
    }
}
