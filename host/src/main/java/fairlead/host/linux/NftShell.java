package fairlead.host.linux;

import fairlead.host.linux.Coprocess.Died;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A kept {@code nft -i}: one line is one transaction, and each takes effect whole or not at all.
 */
final class NftShell implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NftShell.class);
    private static final String QUESTION = "describe meta mark\n";
    private static final String ANSWER = "meta expression, datatype mark";

    private final String namespace;
    private Coprocess nft;

    NftShell(String namespace) {
        this.namespace = namespace;
        nft = start();
    }

    /** Performs the statements together; if refused, nothing happened, and these are the words. */
    Optional<String> transact(List<String> statements) {
        try {
            return send(statements);
        } catch (Died first) {
            LOG.warn("nft in {} died, {}; it is started again", namespace, first.getMessage());
            nft.close();
            nft = start();
            try {
                return send(statements);
            } catch (Died second) {
                throw new KernelRefused("nft -i in " + namespace, second.toString());
            }
        }
    }

    private Optional<String> send(List<String> statements) throws Died {
        var words =
                nft.ask(
                        String.join("; ", statements) + "\n" + QUESTION,
                        line -> line.startsWith(ANSWER));
        return words.isEmpty() ? Optional.empty() : Optional.of(words.getFirst());
    }

    private Coprocess start() {
        return new Coprocess(Tool.inside(namespace, "nft", "-i"));
    }

    ProcessHandle handle() {
        return nft.handle();
    }

    @Override
    public void close() {
        nft.close();
    }
}
