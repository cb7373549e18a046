package fairlead.host.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import fairlead.testkit.ForAll;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The script is run by the real sh, on the test's own machine: the lines are harmless. */
class RunScriptTest {

    @TempDir Path folder;

    static Stream<Arguments> scripts() {
        return Stream.of(
                arguments(List.of("true"), "", List.of()),
                arguments(
                        List.of("false", "echo on"),
                        "on\n",
                        List.of("runcmd[0] exit code 1: false")),
                arguments(
                        List.of("no-such-program", "echo on"),
                        "on\n",
                        List.of("runcmd[0] exit code 127: no-such-program")),
                arguments(List.of("a=1; cd /", "echo $a $PWD"), "1 /\n", List.of()),
                arguments(
                        List.of("( exit 3 )", "echo $?"),
                        "3\n",
                        List.of("runcmd[0] exit code 3: ( exit 3 )")),
                arguments(List.of("if false; then", "echo no", "fi"), "", List.of()),
                arguments(List.of("echo \"it's\""), "it's\n", List.of()),
                arguments(List.of("cat <<X\none\nX", "echo two"), "one\ntwo\n", List.of()),
                arguments(List.of("exit 0", "echo no"), "", List.of()),
                arguments(
                        List.of("echo one", "exit 4", "echo no"),
                        "one\n",
                        List.of("runcmd[1] ended the script with exit code 4: exit 4")),
                arguments(
                        List.of("echo one", "fi", "echo no"),
                        "one\n",
                        List.of("runcmd[1] ended the script with exit code 2: fi")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void linesShareOneShellAndEachFailureIsNamed(
            List<String> lines, String output, List<String> failures) throws Exception {
        var status = folder.resolve("status");
        Files.writeString(status, "pid 1\n");
        var run =
                ProgramRun.of(
                        "",
                        List.of("dash", "-c", RunScript.of("runcmd", lines, status.toString())));
        assertThat(run.output()).isEqualTo(output);
        assertThat(failures(lines, Files.readString(status), run.exit()))
                .containsExactlyElementsOf(failures);
    }

    @Test
    void aScriptThatWentWithTheMachineWasCutShort() {
        assertThat(failures(List.of("one", "two"), "pid 7\nbegun 0\nended 0 0\nbegun 1\n", -1))
                .containsExactly("runcmd[1] cut short: two");
    }

    @Test
    void aQuotedWordComesBackAsItWas() {
        ForAll.forAll(
                20,
                dice -> {
                    var word = new StringBuilder();
                    dice.ints(12, 0, 8).forEach(at -> word.append("a '\"\\$\n;".charAt(at)));
                    return word.toString();
                },
                word -> assertThat(echoed(word)).isEqualTo(word));
    }

    private static String echoed(String word) {
        try {
            return ProgramRun.of("", List.of("sh", "-c", "printf %s " + RunScript.quoted(word)))
                    .output();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    private static List<String> failures(List<String> lines, String status, int exit) {
        var guest = new Guest(new ProcessMark(1, 1), Path.of("unused"));
        return new GuestScript(guest, "runcmd", lines)
                .failures(status, exit).stream()
                        .map(failure -> failure.step() + " " + failure.why())
                        .toList();
    }
}
