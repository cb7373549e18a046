package fairlead.host.plan;

import java.util.List;
import java.util.Set;

/**
 * A chain that comes and goes with its owner. Its name tells all of its content, so two chains of
 * one name are equal and the rules are not read back.
 */
public record NftChain(
        String namespace, String family, String table, String name, List<String> rules)
        implements KernelObject {

    public NftChain {
        rules = List.copyOf(rules);
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
