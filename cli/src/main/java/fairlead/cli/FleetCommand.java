package fairlead.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code fairlead fleet sync}: bring route servers in step with their scale sets, now. */
@Command(
        name = "fleet",
        description = "Keep a route server's peers in step with a scale set.",
        footerHeading = "%nExamples:%n",
        footer = {"  fairlead fleet sync --dry-run"})
final class FleetCommand implements Runnable {

    @ParentCommand @Nullable Fairlead fairlead;
    @Spec @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "Say what to do: fairlead fleet sync [--dry-run]");
    }

    @Command(
            name = "sync",
            description = "Take every fleet's next steps now, or only print them.",
            footerHeading = "%nExamples:%n",
            footer = {"  fairlead fleet sync --dry-run"})
    void sync(
            @Option(names = "--dry-run", description = "Print the steps and take none.")
                    boolean dryRun) {
        var above = Objects.requireNonNull(fairlead);
        try (var api = CloudApi.of(above.folder())) {
            var answer = HostDocuments.fleetSync(api, dryRun);
            if (above.printed(answer)) {
                return;
            }
            if (answer.path("fleets").isEmpty()) {
                above.screen().line("No scale set is bound to a route server.");
            }
            for (var fleet : answer.path("fleets")) {
                above.screen().line(above.screen().strong(fleet.path("name").asString("")));
                if (fleet.path("steps").isEmpty() && fleet.path("log").isEmpty()) {
                    above.screen().line("  in step, nothing to do");
                }
                fleet.path("log").forEach(said -> above.screen().line("  " + said.asString("")));
                fleet.path("steps")
                        .forEach(step ->
                                above.screen()
                                        .line(
                                                (dryRun ? "  would: " : "  begun: ")
                                                        + step.asString("")));
            }
        }
    }
}
