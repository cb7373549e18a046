package fairlead.bgpd.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file beside the control socket that is there while a server runs, and afterwards if that one
 * did not say goodbye to its peers: it crashed, or was to come back. Then they may have kept its
 * routes, and the next one is a restart.
 */
final class RunningMark {

    private static final String SUFFIX = ".running";

    private final Path file;

    RunningMark(Path control) {
        this.file = control.resolveSibling(control.getFileName() + SUFFIX);
    }

    /** Whether the last server here did not say goodbye. */
    boolean isThere() {
        return Files.exists(file);
    }

    /** A server runs here from now on. */
    void set() throws IOException {
        Files.writeString(
                file,
                "A route server runs, or ended without a goodbye to its peers. If this file is there"
                        + " when one starts, it starts as a restarting one (RFC 4724).\n");
    }

    /** It has said goodbye to everybody. */
    void clear() throws IOException {
        Files.deleteIfExists(file);
    }
}
