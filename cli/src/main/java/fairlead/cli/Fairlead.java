package fairlead.cli;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** The command above all commands: options that every one takes, and what every one needs. */
@Command(
        name = "fairlead",
        description = "Azure's networking around network virtual appliances, on this machine.",
        sortOptions = false,
        versionProvider = VersionCommand.class,
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            StatusCommand.class,
            AuditCommand.class,
            ExecCommand.class,
            ShellCommand.class,
            LogsCommand.class,
            RoutesCommand.class,
            WhyCommand.class,
            TraceCommand.class,
            BgpCommand.class,
            CaptureCommand.class,
            ForwardCommand.class,
            SshCommand.class,
            FleetCommand.class,
            AzCommand.class,
            EnvCommand.class,
            ServeCommand.class,
            StopCommand.class,
            DownCommand.class,
            DoctorCommand.class,
            CompletionCommand.class,
            CompleteCommand.class,
            VersionCommand.class,
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fairlead demo                          a tour with real packets",
            "  fairlead up labs/nva-scale-set         run a lab in the cloud 'default'",
            "  fairlead routes vmVMNic                what a NIC's packets will meet",
            "  fairlead exec vm -- ping -c 3 10.1.2.4",
            "  fairlead az network routeserver list -o table",
            "  fairlead --cloud demo down             remove the cloud 'demo'",
        })
final class Fairlead implements Runnable {

    @Spec @Nullable CommandSpec spec;

    @Option(
            names = "--cloud",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Which cloud (default: 'default'; of demo: 'demo').")
    @Nullable String cloud;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Print the document instead of text for people.")
    boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Say how a command is used.")
    boolean help;

    @Option(names = "--version", versionHelp = true, description = "Print the version.")
    boolean version;

    private final Screen screen;
    private final Map<String, String> environment;
    private final Tree tree;

    Fairlead(Screen screen, Map<String, String> environment, Tree tree) {
        this.screen = screen;
        this.environment = Map.copyOf(environment);
        this.tree = tree;
    }

    @Override
    public void run() {
        throw new ParameterException(commandLine(), "Say what to do; a first try: fairlead demo");
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }

    /** Every command below this one. */
    CommandSpec root() {
        return commandLine().getCommandSpec();
    }

    Screen screen() {
        return screen;
    }

    Map<String, String> environment() {
        return environment;
    }

    Tree tree() {
        return tree;
    }

    /** The state folder of the cloud that the command line names. */
    StateFolder folder() {
        return folder("default");
    }

    /** The same for a command whose cloud has another name unless it is given. */
    StateFolder folder(String usually) {
        return StateFolder.of(
                cloud == null ? usually : cloud,
                environment,
                System.getProperty("user.name", ""),
                environment.getOrDefault("HOME", System.getProperty("user.home", "/")));
    }

    /** Prints the document if {@code --json} was given, and says whether it did. */
    boolean printed(JsonNode document) {
        if (json) {
            screen.line(document.toPrettyString());
        }
        return json;
    }
}
