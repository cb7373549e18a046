package fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessImageTest {

    /** Becomes the program that its arguments name. */
    static final class Becoming {

        private Becoming() {}

        public static void main(String[] arguments) {
            System.err.println(
                    ProcessImage.become(
                            List.of(arguments), Map.of("PATH", "/usr/bin:/bin", "MARK", "here")));
        }
    }

    @Test
    void theProcessStaysAndItsProgramIsReplaced() throws Exception {
        var process = become("sh", "-c", "echo $$ $MARK \"$0\"; exit 42", "a b'c");

        assertThat(output(process)).isEqualTo(process.pid() + " here a b'c\n");
        assertThat(process.waitFor()).isEqualTo(42);
    }

    @Test
    void noSignalStaysBlockedAndNoFileStaysOpen() throws Exception {
        var process = become("sh", "-c", "grep SigBlk /proc/self/status; ls /proc/$$/fd");

        assertThat(output(process)).isEqualTo("SigBlk:\t0000000000000000\n0\n1\n2\n");
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        assertThatThrownBy(() ->
                        ProcessImage.become(List.of("no-such-program"), Map.of("PATH", "/usr/bin")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("There is no program 'no-such-program' in PATH");
    }

    @Test
    void aFileThatCannotBeRunIsNamedWithTheReason() {
        assertThatThrownBy(() -> ProcessImage.become(List.of("/etc/passwd"), Map.of()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("/etc/passwd cannot be run")
                .hasMessageContaining("errno 13");
    }

    private static Process become(String... program) throws Exception {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path")));
        line.add(Becoming.class.getName());
        line.addAll(List.of(program));
        return new ProcessBuilder(line).redirectErrorStream(true).start();
    }

    private static String output(Process process) throws Exception {
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
