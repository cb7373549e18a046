package fairlead.host.desired;

/**
 * A network namespace that somebody else populates, a machine or a route server instance; NICs are
 * attached into it. Its name starts with the blueprint's tag, which marks it as ours to delete.
 */
public record NamespacePart(String name) implements Part {

    public NamespacePart {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,79}")) {
            throw new IllegalArgumentException(
                    "'"
                            + name
                            + "' cannot name a namespace: letters, digits, . _ - and at most 80");
        }
    }

    @Override
    public PartKey key() {
        return new PartKey(PartKey.Kind.NAMESPACE, name);
    }
}
