package fairlead.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code fairlead serve}: this process becomes the daemon. */
@Command(
        name = "serve",
        description = "Run a cloud's daemon in the foreground, until Ctrl-C.",
        footerHeading = "%nExamples:%n",
        footer = {"  fairlead serve", "  fairlead --cloud lab2 serve --port 9443"})
final class ServeCommand implements Runnable {

    @ParentCommand @Nullable Fairlead fairlead;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port on loopback; chosen once (8443 or the next free one) and kept.")
    int port;

    @Override
    public void run() {
        var above = Objects.requireNonNull(fairlead);
        new DaemonStarter(above, above.folder()).foreground(port);
    }
}
