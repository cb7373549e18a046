package fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.testkit.Golden;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What every command's manual page has to have; docs/guide/commands.md is made of these pages. */
class ManualTest {

    /** Commands that become another program or print what a shell runs: there is no document. */
    private static final List<String> WITHOUT_DOCUMENT =
            List.of("exec", "shell", "ssh", "az", "serve", "completion");

    private static final Path GUIDE = Path.of("../docs/guide");

    private static final CommandLine ROOT =
            Main.commandLine(
                    new Screen(
                            new PrintStream(new ByteArrayOutputStream()),
                            new PrintStream(new ByteArrayOutputStream()),
                            false,
                            false),
                    Map.of(),
                    new Tree(Path.of("/tree"), Path.of("/bin/true"), "none.jar", ""));

    static Stream<String> commands() {
        return walk(ROOT).map(line -> line.getCommandSpec().qualifiedName());
    }

    private static Stream<CommandLine> walk(CommandLine line) {
        return Stream.concat(
                Stream.of(line),
                line.getSubcommands().values().stream()
                        .distinct()
                        .filter(below -> !below.getCommandSpec().usageMessage().hidden())
                        .flatMap(ManualTest::walk));
    }

    private static CommandLine command(String qualifiedName) {
        return walk(ROOT)
                .filter(line -> line.getCommandSpec().qualifiedName().equals(qualifiedName))
                .findFirst()
                .orElseThrow();
    }

    private static String help(String qualifiedName) {
        return command(qualifiedName).getUsageMessage(Ansi.OFF).replaceAll("(?m) +$", "");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyPageSaysWhatForHowAndHowItEnds(String command) {
        assertThat(help(command))
                .startsWith("Usage: fairlead")
                .containsSubsequence(
                        "--cloud=NAME",
                        "--help",
                        "\nExamples:\n  ",
                        "\nExit codes:\n",
                        "\nEnvironment:\n  FAIRLEAD_HOME",
                        "\nFiles:\n  CLOUD/",
                        "\nSee also:\n  ");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void thePurposeIsASentence(String command) {
        var purpose =
                String.join(" ", command(command).getCommandSpec().usageMessage().description());

        assertThat(purpose).matches("(?s)[A-Z].*[a-z0-9)'].*\\.").doesNotContain("  ");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyOptionAndArgumentIsDescribedAndWritten(String command) {
        var spec = command(command).getCommandSpec();
        for (var argument : spec.args()) {
            assertThat(String.join("", argument.description()))
                    .as("%s of %s", argument, command)
                    .matches("(?s)[A-Z$].*\\.");
        }
        for (var option : spec.options()) {
            assertThat(option.longestName()).startsWith("--");
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void examplesRunTheCommandThatTheyStandAt(String command) {
        var examples = Arrays.asList(command(command).getCommandSpec().usageMessage().footer());

        assertThat(examples).first().asString().startsWith("  ");
        assertThat(String.join("\n", examples)).contains(command);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void whatAPersonReadsAProgramCanReadToo(String command) {
        var name = command.replaceFirst("^fairlead ?", "");
        boolean leaf = command(command).getSubcommands().isEmpty();
        if (leaf && !WITHOUT_DOCUMENT.contains(name)) {
            assertThat(help(command)).contains("--json");
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void noLineIsWiderThanATerminalShouldBe(String command) {
        assertThat(help(command).lines()).allMatch(line -> line.length() <= 112);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theGuideThatIsNamedIsThere(String command) {
        var guide = help(command).replaceAll("(?s).*docs/guide/(\\S+).*", "$1");

        assertThat(Files.exists(GUIDE.resolve(guide))).as(guide).isTrue();
    }

    @Test
    void theReferenceInTheGuideIsWhatTheCommandsSay() {
        var page =
                new StringBuilder(
                        """
                        # Commands

                        What `fairlead COMMAND --help` prints, command by command. Options may stand before or after the command, but
                        before it for `exec` and `az`, which hand on what follows.

                        """);
        commands()
                .forEach(command ->
                        page.append("## ")
                                .append(command)
                                .append("\n\n```text\n")
                                .append(help(command))
                                .append("```\n\n"));

        Golden.check(GUIDE.resolve("commands.md"), page.toString().stripTrailing() + "\n");
    }
}
