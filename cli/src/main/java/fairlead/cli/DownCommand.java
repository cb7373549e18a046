package fairlead.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code fairlead down}: the cloud and everything it made go. */
@Command(
        name = "down",
        description = {
            "Remove a cloud and nothing else.",
            "Its machines, networks, daemon and state folder go. Works when the daemon is dead, too."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  fairlead down", "  fairlead --cloud demo down"})
final class DownCommand implements Callable<Integer> {

    @ParentCommand @Nullable Fairlead fairlead;

    @Override
    public Integer call() {
        var above = Objects.requireNonNull(fairlead);
        var folder = above.folder();
        boolean there = folder.exists();
        if (there) {
            new Departure(above.screen(), folder).removeEverything();
        }
        var document =
                CloudApi.JSON.createObjectNode().put("cloud", folder.cloud()).put("removed", there);
        if (!above.printed(document)) {
            above.screen()
                    .line(
                            there
                                    ? "The cloud '" + folder.cloud() + "' is gone."
                                    : "There is no cloud '"
                                            + folder.cloud()
                                            + "'; nothing to remove.");
        }
        return Exit.OK.code();
    }
}
