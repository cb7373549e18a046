package fairlead.host.machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is in a YAML document, by the kind that is expected; a wrong kind is named by its key. */
final class YamlValues {

    private YamlValues() {}

    static List<String> texts(Map<String, @Nullable Object> entry, String key)
            throws CloudConfigException {
        var texts = new ArrayList<String>();
        for (var item : list(entry, key)) {
            texts.add(text(key, item));
        }
        return texts;
    }

    /** cloud-init's YAML is 1.1, in which {@code yes} and {@code On} are truths too. */
    static boolean truth(Map<String, @Nullable Object> entry, String key) {
        return optional(entry, key, "").matches("(?i)true|yes|on|1");
    }

    static String optional(Map<String, @Nullable Object> entry, String key, String otherwise) {
        var value = entry.get(key);
        return value == null ? otherwise : Objects.toString(value);
    }

    static List<Object> list(Map<String, @Nullable Object> entry, String key)
            throws CloudConfigException {
        var value = entry.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> items)) {
            throw new CloudConfigException(key + " must be a list");
        }
        var list = new ArrayList<Object>();
        for (var item : items) {
            if (item == null) {
                throw new CloudConfigException(key + " holds an empty entry");
            }
            list.add(item);
        }
        return list;
    }

    static Map<String, @Nullable Object> map(String what, Object value)
            throws CloudConfigException {
        if (!(value instanceof Map<?, ?> entries)) {
            throw new CloudConfigException(what + " must be a mapping of keys to values");
        }
        var map = new LinkedHashMap<String, @Nullable Object>();
        entries.forEach((key, item) -> map.put(Objects.toString(key), item));
        return map;
    }

    static String text(String what, @Nullable Object value) throws CloudConfigException {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw new CloudConfigException(what + (value == null ? " is missing" : " must be text"));
    }
}
