package fairlead.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;

/** {@code fairlead audit}: model, API and kernel side by side. */
@Command(
        name = "audit",
        description = {
            "Compare what the cloud should be with what is on this host, and print every difference:",
            "kernel objects, the route tables that packets meet (as the API answers them), machines,",
            "BGP sessions, and the routes that were learned on them. Changes nothing."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  fairlead audit", "  fairlead --cloud demo audit --json"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:there is no difference", "5:there are differences"})
final class AuditCommand implements Callable<Integer> {

    @ParentCommand @Nullable Fairlead fairlead;

    @Override
    public Integer call() {
        var above = Objects.requireNonNull(fairlead);
        try (var api = CloudApi.of(above.folder())) {
            var audit = HostDocuments.audit(api);
            if (!above.printed(audit)) {
                print(above.screen(), audit);
            }
            return (audit.path("differences").isEmpty() ? Exit.OK : Exit.DIFFERS).code();
        }
    }

    private static void print(Screen screen, JsonNode audit) {
        var differences = audit.path("differences");
        var table = new Table("Subject", "Where", "What", "Wanted", "Found");
        for (var one : differences) {
            table.row(
                    one.path("subject").asString(""),
                    one.path("where").asString(""),
                    one.path("what").asString(""),
                    one.path("wanted").asString(""),
                    one.path("found").asString(""));
        }
        if (!table.isEmpty()) {
            screen.print(table.toString());
        }
        var compared = audit.path("compared");
        screen.line(
                "Compared: "
                        + compared.path("kernelObjects").asInt(0)
                        + " kernel objects, "
                        + compared.path("routeTables").asInt(0)
                        + " route tables, "
                        + compared.path("machines").asInt(0)
                        + " machines, "
                        + compared.path("sessions").asInt(0)
                        + " BGP sessions.");
        screen.line(
                differences.isEmpty()
                        ? screen.good("There is no difference.")
                        : screen.bad("Differences: " + differences.size()));
    }
}
