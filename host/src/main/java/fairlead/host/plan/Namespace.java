package fairlead.host.plan;

/** A named network namespace. */
public record Namespace(String name) implements KernelObject {

    /** The key of the namespace of this name. */
    public static Key keyOf(String name) {
        return new Key(Kind.NAMESPACE, name, "");
    }

    @Override
    public Key key() {
        return keyOf(name);
    }
}
