package fairlead.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code fairlead stop}: the daemon ends, the network stays. */
@Command(
        name = "stop",
        description = {
            "End a cloud's daemon; its machines stay.",
            "They keep forwarding, and the next 'serve' or 'up' takes them over."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  fairlead stop", "  fairlead --cloud demo stop"})
final class StopCommand implements Callable<Integer> {

    @ParentCommand @Nullable Fairlead fairlead;

    @Override
    public Integer call() {
        var above = Objects.requireNonNull(fairlead);
        var folder = above.folder();
        boolean stopped = new Departure(above.screen(), folder).stopDaemon();
        var document =
                CloudApi.JSON
                        .createObjectNode()
                        .put("cloud", folder.cloud())
                        .put("stopped", stopped);
        if (!above.printed(document)) {
            above.screen()
                    .line(
                            stopped
                                    ? "The daemon of '"
                                            + folder.cloud()
                                            + "' has ended; its machines keep running."
                                    : "The cloud '" + folder.cloud() + "' is not running.");
        }
        return (stopped ? Exit.OK : Exit.NOT_RUNNING).code();
    }
}
