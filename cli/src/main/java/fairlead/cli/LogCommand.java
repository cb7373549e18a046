package fairlead.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code fairlead log MACHINE}: what its console or its cloud-init said. */
@Command(
        name = "log",
        description = "Print a machine's console, or what became of its cloud-config.",
        footerHeading = "%nExamples:%n",
        footer = {"  fairlead log nva_0 --cloud-init", "  fairlead log vm --follow"})
final class LogCommand implements Runnable {

    @ParentCommand @Nullable Fairlead fairlead;

    @Parameters(index = "0", paramLabel = "MACHINE", description = "Name, or GROUP/NAME.")
    String machine = "";

    @Option(names = "--cloud-init", description = "The log of cloud-init instead of the console.")
    boolean cloudInit;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on printing what is added.")
    boolean follow;

    @Override
    public void run() {
        var above = Objects.requireNonNull(fairlead);
        Path file;
        try (var api = CloudApi.of(above.folder())) {
            var found = HostDocuments.machine(api, machine);
            if (above.json) {
                above.printed(found);
                return;
            }
            file = Path.of(found.path(cloudInit ? "cloudInitLog" : "console").asString(""));
        }
        if (!Files.isReadable(file)) {
            throw Failure.because(
                    "The machine '" + machine + "' has written no such log yet (" + file + ").");
        }
        if (follow) {
            throw ProcessImage.become(
                    List.of("tail", "-n", "+1", "-f", file.toString()), above.environment());
        }
        try {
            above.screen().print(Files.readString(file));
        } catch (IOException e) {
            throw Failure.because("The log " + file + " cannot be read: " + e);
        }
    }
}
