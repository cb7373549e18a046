package fairlead.host.plan;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The sysctls of a namespace, by name below {@code net.}. They are written before any device is
 * made, since devices copy the defaults. A name that starts with {@code -} may be missing from the
 * kernel, as in sysctl.d(5).
 */
public record Settings(String namespace, SortedMap<String, String> values) implements KernelObject {

    public Settings {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    @Override
    public Key key() {
        return new Key(Kind.SETTINGS, namespace, "");
    }
}
