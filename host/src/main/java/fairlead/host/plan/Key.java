package fairlead.host.plan;

import static java.util.Comparator.comparing;

import java.util.Comparator;

/** Which kernel object: unique within its namespace and kind. Ordered as objects are put. */
public record Key(Kind kind, String namespace, String name) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
            comparing(Key::kind).thenComparing(Key::namespace).thenComparing(Key::name);

    @Override
    public int compareTo(Key other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return namespace + ": " + kind + (name.isEmpty() ? "" : " " + name);
    }
}
