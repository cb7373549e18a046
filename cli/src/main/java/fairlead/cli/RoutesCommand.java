package fairlead.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code fairlead routes NIC}: its effective routes, with the reason for each. */
@Command(
        name = "routes",
        description = "Show the effective routes of a NIC, and why each is there.",
        footerHeading = "%nExamples:%n",
        footer = {"  fairlead routes vmVMNic", "  fairlead routes vmVMNic --hidden"})
final class RoutesCommand implements Runnable {

    @ParentCommand @Nullable Fairlead fairlead;

    @Parameters(index = "0", paramLabel = "NIC", description = "Name, or GROUP/NAME.")
    String nic = "";

    @Option(names = "--hidden", description = "Also show what Azure's own table leaves out.")
    boolean hidden;

    @Override
    public void run() {
        var above = Objects.requireNonNull(fairlead);
        try (var api = CloudApi.of(above.folder())) {
            var found = HostDocuments.nic(api, nic);
            var routes = HostDocuments.routes(api, found.path("id").asString());
            if (!above.printed(routes)) {
                above.screen().print(RouteText.withReasons(routes.path("rows")).toString());
                if (hidden) {
                    above.screen().heading("Hidden");
                    above.screen().print(RouteText.withReasons(routes.path("hidden")).toString());
                }
            }
        }
    }
}
