package fairlead.host.plan;

import java.util.HashSet;
import java.util.Set;

/**
 * One element of a set or map of ours, written as the kernel prints it: parts of a key are joined
 * by {@code " . "}, names are bare. An element of a set has the empty value; a map of verdicts has
 * {@code goto CHAIN}.
 */
public record NftElement(
        String namespace, String family, String table, String set, String element, String value)
        implements KernelObject {

    @Override
    public Key key() {
        return new Key(
                Kind.NFT_ELEMENT, namespace, family + " " + table + " " + set + " " + element);
    }

    @Override
    public Set<Key> mentions() {
        var mentions = new HashSet<Key>();
        mentions.add(NftTable.keyOf(namespace, family, table));
        if (value.startsWith("goto ")) {
            mentions.add(NftChain.keyOf(namespace, family, table, value.substring(5)));
        }
        return mentions;
    }
}
