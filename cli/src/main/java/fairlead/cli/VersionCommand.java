package fairlead.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParentCommand;

/** {@code fairlead version}. */
@Command(
        name = "version",
        description = "Print the version of Fairlead and of its Java.",
        footerHeading = "%nExamples:%n",
        footer = {"  fairlead version --json"})
final class VersionCommand implements Runnable, IVersionProvider {

    @ParentCommand @Nullable Fairlead fairlead;

    @Override
    public void run() {
        var above = Objects.requireNonNull(fairlead);
        var document =
                CloudApi.JSON
                        .createObjectNode()
                        .put("fairlead", version())
                        .put("java", Runtime.version().toString());
        if (!above.printed(document)) {
            above.screen().line("fairlead " + version() + " (Java " + Runtime.version() + ")");
        }
    }

    @Override
    public String[] getVersion() {
        return new String[] {"fairlead " + version()};
    }

    /** As the launcher read it from the build; {@code unbuilt} without a launcher. */
    private static String version() {
        return System.getProperty("fairlead.version", "unbuilt");
    }
}
