package fairlead.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

/** Where the launcher hands over: reads the command line, runs one command, and ends. */
public final class Main {

    private Main() {}

    /** Ends the process with one of {@link Exit}'s codes. */
    public static void main(String[] arguments) {
        var environment = System.getenv();
        System.exit(run(Screen.ofThisProcess(environment), environment, Tree.here(), arguments));
    }

    /** Runs one command line and returns its exit code. */
    static int run(Screen screen, Map<String, String> environment, Tree tree, String... arguments) {
        return commandLine(screen, environment, tree).execute(arguments);
    }

    /** Every command, ready to run. */
    static CommandLine commandLine(Screen screen, Map<String, String> environment, Tree tree) {
        var line = new CommandLine(new Fairlead(screen, environment, tree));
        for (var verbatim : new String[] {"exec", "az", "ssh", "complete"}) {
            Objects.requireNonNull(line.getSubcommands().get(verbatim))
                    .setStopAtPositional(true)
                    .setUnmatchedOptionsArePositionalParams(true);
        }
        var scheme =
                new ColorScheme.Builder(screen.colours() ? Ansi.ON : Ansi.OFF)
                        .applySystemProperties()
                        .build();
        // az has its own use for @FILE.
        line.setExpandAtFiles(false);
        // A cloud may be called like a command; demo is.
        line.setAllowSubcommandsAsOptionParameters(true);
        Manual.complete(line);
        line.setColorScheme(scheme);
        line.setUsageHelpWidth(100);
        line.setOut(new PrintWriter(screen.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(screen.err(), true, StandardCharsets.UTF_8));
        line.setExecutionExceptionHandler(
                (thrown, command, parsed) -> complain(screen, environment, thrown));
        return line;
    }

    private static int complain(Screen screen, Map<String, String> environment, Exception thrown) {
        if (thrown instanceof Failure failure) {
            screen.err().println("fairlead: " + failure.getMessage());
            return failure.exit().code();
        }
        screen.err().println("fairlead: this should not happen: " + thrown);
        if (environment.containsKey("FAIRLEAD_DEBUG")) {
            thrown.printStackTrace(screen.err());
        } else {
            screen.err().println("Run it again with FAIRLEAD_DEBUG=1 to see where.");
        }
        return Exit.FAILED.code();
    }
}
