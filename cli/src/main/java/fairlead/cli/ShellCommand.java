package fairlead.cli;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code fairlead shell MACHINE}: this process becomes a shell inside the machine. */
@Command(
        name = "shell",
        description = "Open a shell inside a machine.",
        footerHeading = "%nExamples:%n",
        footer = {"  fairlead shell nva_0"})
final class ShellCommand implements Runnable {

    @ParentCommand @Nullable Fairlead fairlead;

    @Parameters(index = "0", paramLabel = "MACHINE", description = "Name, or GROUP/NAME.")
    String machine = "";

    @Override
    public void run() {
        ExecCommand.become(Objects.requireNonNull(fairlead), machine, List.of("/bin/bash", "-i"));
    }
}
