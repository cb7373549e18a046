package fairlead.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code fairlead bgp}: what route servers speak. */
@Command(
        name = "bgp",
        description =
                "Look into the BGP of a cloud's route servers, and into files of route collectors.",
        subcommands = {BgpShowCommand.class, BgpMrtCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  fairlead bgp show peers",
            "  fairlead bgp show routes 0.0.0.0/0",
            "  fairlead bgp show --help       all questions",
            "  fairlead bgp mrt rib.gz        a file of a route collector"
        })
final class BgpCommand implements Runnable {

    @ParentCommand @Nullable Fairlead fairlead;
    @Spec @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "Say what to show: fairlead bgp show peers|routes|rejected|advertised");
    }

    Fairlead above() {
        return Objects.requireNonNull(fairlead);
    }
}
