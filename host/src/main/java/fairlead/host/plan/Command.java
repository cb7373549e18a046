package fairlead.host.plan;

/** One line for one of the kernel's tools, to be run in one namespace. */
public sealed interface Command {

    /** The namespace that it changes. */
    String namespace();

    /** A line of {@code ip -batch}. */
    record Ip(String namespace, String line) implements Command {}

    /** Statements of {@code nft} that belong together, joined by semicolons in one line. */
    record Nft(String namespace, String line) implements Command {}

    /** {@code net.NAME=VALUE}; a name that starts with {@code -} may be missing. */
    record Sysctl(String namespace, String name, String value) implements Command {}

    /** {@code ip netns add}. */
    record MakeNamespace(String namespace) implements Command {}

    /** {@code ip netns del}. */
    record RemoveNamespace(String namespace) implements Command {}
}
