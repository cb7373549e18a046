package fairlead.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;

/** {@code fairlead why NIC ADDRESS}: the candidates, and the rung that decided. */
@Command(
        name = "why",
        description = "Explain where a NIC sends packets for an address, and why not elsewhere.",
        footerHeading = "%nExamples:%n",
        footer = {"  fairlead why vmVMNic 203.0.113.10", "  fairlead why vmVMNic 109.125.124.132"})
final class WhyCommand implements Runnable {

    @ParentCommand @Nullable Fairlead fairlead;

    @Parameters(index = "0", paramLabel = "NIC", description = "Name, or GROUP/NAME.")
    String nic = "";

    @Parameters(index = "1", paramLabel = "ADDRESS", description = "Where a packet would go.")
    String address = "";

    @Override
    public void run() {
        var above = Objects.requireNonNull(fairlead);
        try (var api = CloudApi.of(above.folder())) {
            var found = HostDocuments.nic(api, nic);
            var why = HostDocuments.why(api, found.path("id").asString(), address);
            if (!above.printed(why)) {
                print(above.screen(), why);
            }
        }
    }

    private void print(Screen screen, JsonNode why) {
        var chosen = why.path("chosen");
        screen.line(
                chosen.isMissingNode() || chosen.isNull()
                        ? screen.bad(
                                "No route of "
                                        + nic
                                        + " covers "
                                        + address
                                        + ": the packet is dropped.")
                        : address
                                + " goes by "
                                + screen.strong(line(chosen))
                                + "\ndecided by: "
                                + why.path("rung").asString("?"));
        var table =
                new Table(
                        "Verdict",
                        "Source",
                        "Address Prefix",
                        "Next Hop Type",
                        "Next Hop IP",
                        "Reason");
        for (var candidate : why.path("candidates")) {
            table.row(
                    candidate.path("verdict").asString(""),
                    candidate.path("source").asString(""),
                    candidate.path("prefix").asString(""),
                    candidate.path("nextHopType").asString(""),
                    RouteText.words(candidate.path("nextHops")),
                    candidate.path("reason").asString(""));
        }
        if (!table.isEmpty()) {
            screen.line("");
            screen.print(table.toString());
        }
    }

    private static String line(JsonNode row) {
        return (row.path("prefix").asString("")
                        + " "
                        + row.path("nextHopType").asString("")
                        + " "
                        + RouteText.words(row.path("nextHops")))
                .strip();
    }
}
