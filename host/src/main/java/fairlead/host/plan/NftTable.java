package fairlead.host.plan;

/**
 * A table of nftables with everything in it that never changes: sets and maps (empty), and chains.
 * Its version is kept in the kernel as the name of an empty chain, so that a newer program notices
 * an older table.
 *
 * @param family {@code ip} or {@code arp}
 * @param version {@link #versionOf} of the body
 */
public record NftTable(String namespace, String family, String name, String version, String body)
        implements KernelObject {

    /** The table with this body, one statement per line or separated by semicolons. */
    public static NftTable of(String namespace, String family, String name, String body) {
        return new NftTable(namespace, family, name, versionOf(body), body);
    }

    /** The name of the chain that stands for a body. */
    public static String versionOf(String body) {
        return "v%08x".formatted(body.hashCode());
    }

    /** The key of the table of this family and name. */
    public static Key keyOf(String namespace, String family, String name) {
        return new Key(Kind.NFT_TABLE, namespace, family + " " + name);
    }

    @Override
    public Key key() {
        return keyOf(namespace, family, name);
    }

    @Override
    public boolean madeAnew() {
        return true;
    }

    /** The version stands for the body, which is not read back. */
    @Override
    public boolean equals(Object other) {
        return other instanceof NftTable that
                && key().equals(that.key())
                && version.equals(that.version);
    }

    @Override
    public int hashCode() {
        return version.hashCode();
    }
}
