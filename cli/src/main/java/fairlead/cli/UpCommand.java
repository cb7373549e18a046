package fairlead.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code fairlead up LAB}: start the cloud if need be, deploy the lab, wait, show what stands. */
@Command(
        name = "up",
        description = {
            "Run a lab and wait until everything in it works.",
            "Starts the cloud if it does not run, and deploys the lab into a resource group of its",
            "name. A second time it changes nothing."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fairlead up labs/nva-scale-set",
            "  fairlead up nva-scale-set -p instances=8",
            "  fairlead --cloud second up nva-scale-set"
        })
final class UpCommand implements Runnable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @ParentCommand @Nullable Fairlead fairlead;

    @Parameters(
            index = "0",
            paramLabel = "LAB",
            description = "A folder with template.json, or a name below labs/.")
    String wanted = "";

    @Option(
            names = {"-p", "--parameter"},
            paramLabel = "NAME=VALUE",
            description = "A parameter of the template.")
    Map<String, String> settings = Map.of();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port for a cloud that is started now.")
    int port;

    @Override
    public void run() {
        var above = Objects.requireNonNull(fairlead);
        var screen = above.screen();
        var lab = Lab.find(wanted, Path.of(""), above.tree().root().resolve("labs"), settings);
        var folder = above.folder();
        try (var api = new DaemonStarter(above, folder).background(port);
                var progress = screen.progress("Deploying " + lab.name())) {
            var deployment = new LabDeployment(api, folder, lab);
            boolean stands = deployment.unchanged();
            if (!stands) {
                deployment.deploy(progress);
            }
            Settling.await(api, progress, PATIENCE);
            var took = progress.elapsed();
            progress.close();
            var status = HostDocuments.status(api);
            if (!above.printed(status)) {
                screen.line(
                        stands
                                ? "The lab " + lab.name() + " stands already; nothing was changed."
                                : "The lab "
                                        + lab.name()
                                        + " is up after "
                                        + Progress.seconds(took)
                                        + ".");
                StatusText.print(screen, status, folder, false);
            }
        }
    }
}
