package fairlead.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code fairlead status}: what runs, and what is not as it should be. */
@Command(
        name = "status",
        description = "Show a cloud's machines, route servers, sessions and notices.",
        footerHeading = "%nExamples:%n",
        footer = {"  fairlead status", "  fairlead --cloud demo status --json"})
final class StatusCommand implements Runnable {

    @ParentCommand @Nullable Fairlead fairlead;

    @Override
    public void run() {
        var above = Objects.requireNonNull(fairlead);
        try (var api = CloudApi.of(above.folder())) {
            var status = HostDocuments.status(api);
            if (!above.printed(status)) {
                StatusText.print(above.screen(), status, above.folder());
            }
        }
    }
}
