package fairlead.host.plan;

import java.util.List;
import java.util.Set;

/**
 * A chain that comes and goes with its owner. Its name tells all of its content, such as {@code
 * inside_10.1.0.0/16}, so two chains of one name are equal and the rules are not read back.
 */
public record NftChain(
        String namespace, String family, String table, String name, List<String> rules)
        implements KernelObject {

    public NftChain {
        if (!comesAndGoes(name)) {
            throw new IllegalArgumentException("'" + name + "' does not tell a chain's content");
        }
        rules = List.copyOf(rules);
    }

    /** Whether a chain of this name is one of these, and not one of a table's body. */
    public static boolean comesAndGoes(String name) {
        return name.matches("[a-z]+_.*[0-9].*");
    }

    /** The key of the chain of this name. */
    public static Key keyOf(String namespace, String family, String table, String name) {
        return new Key(Kind.NFT_CHAIN, namespace, family + " " + table + " " + name);
    }

    @Override
    public Key key() {
        return keyOf(namespace, family, table, name);
    }

    @Override
    public Set<Key> mentions() {
        return Set.of(NftTable.keyOf(namespace, family, table));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NftChain that && key().equals(that.key());
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }
}
