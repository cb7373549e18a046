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
        })
final class StopCommand implements Callable<Integer> {

    @ParentCommand @Nullable Fairlead fairlead;

    @Override
    public Integer call() {
        var above = Objects.requireNonNull(fairlead);
        var folder = above.folder();
        if (!new Departure(above.screen(), folder).stopDaemon()) {
            above.screen().line("The cloud '" + folder.cloud() + "' is not running.");
            return Exit.NOT_RUNNING.code();
        }
        above.screen()
                .line(
                        "The daemon of '"
                                + folder.cloud()
                                + "' has ended; its machines keep running.");
        return Exit.OK.code();
    }
}
