package fairlead.cli;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code fairlead status}: what runs, and what is not as it should be. */
@Command(
        name = "status",
        description = {
            "Show whether all is well, problems first.",
            "Then come operations in progress, machines, BGP sessions, fleets, and what may surprise."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fairlead status",
            "  fairlead status --watch             again every 2 seconds, until Ctrl-C",
            "  fairlead --cloud demo status --json",
            "  fairlead status --check >/dev/null  for scripts: exit code 1 unless all is well"
        })
final class StatusCommand implements Callable<Integer> {

    @ParentCommand @Nullable Fairlead fairlead;

    @Option(
            names = "--all",
            description = "Every machine and session, also where there are very many.")
    boolean all;

    @Option(names = "--check", description = "End with exit code 1 unless all is well.")
    boolean check;

    @Option(
            names = "--watch",
            arity = "0..1",
            fallbackValue = "2",
            paramLabel = "SECONDS",
            description = "Go on showing it, every 2 seconds or as given (1 or more).")
    @Nullable Integer watch;

    @Override
    public Integer call() {
        var above = Objects.requireNonNull(fairlead);
        if (watch != null && watch < 1) {
            throw new Failure(Exit.USAGE, "Say --watch with 1 second or more.");
        }
        try (var api = CloudApi.of(above.folder())) {
            while (true) {
                var status = HostDocuments.status(api);
                if (watch != null && above.screen().colours()) {
                    above.screen().print("\033[H\033[2J");
                }
                if (!above.printed(status)) {
                    StatusText.print(above.screen(), status, above.folder(), all);
                }
                if (watch == null) {
                    boolean well = status.path("healthy").asBoolean(false);
                    return check && !well ? Exit.FAILED.code() : Exit.OK.code();
                }
                Waiting.pause(Duration.ofSeconds(watch));
            }
        }
    }
}
