package fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {

    @TempDir Path home;
    private FakeCloud cloud;

    @BeforeEach
    void start() throws Exception {
        cloud = new FakeCloud(home);
        cloud.on(
                "GET",
                "providers/Fairlead.Host/machines",
                "{'value':[{'name':'vm'},{'name':'nva_0'}]}");
        cloud.on(
                "GET",
                "providers/Fairlead.Host/devices",
                "{'value':[{'name':'vmVMNic'},{'name':'internet'}]}");
        Files.createDirectories(home.resolve("tree/labs/nva-scale-set"));
        Files.createDirectories(home.resolve("demo"));
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    /** A trailing {@code |} stands for the word that is being typed, here an empty one. */
    private List<String> complete(String line) {
        var words = new ArrayList<>(List.of("complete", "--"));
        words.addAll(List.of(line.replace("|", "").split(" ", -1)));
        assertThat(cloud.run(words.toArray(String[]::new))).isZero();
        return cloud.printed().lines().toList();
    }

    @ParameterizedTest(name = "{0} may become {1}")
    @CsvSource({
        "st|, status stop",
        "capture vm|, vmVMNic",
        "capture |, internet vmVMNic",
        "exec |, nva_0 vm",
        "--cloud default exec v|, vm",
        "exec vm -- l|, ''",
        "logs --fol|, --follow",
        "logs vm |, ''",
        "why vmVMNic |, ''",
        "up |, nva-scale-set",
        "--cloud d|, default demo",
        "--cloud demo exec |, ''",
        "fleet |, sync",
        "fleet sync --d|, --dry-run",
        "completion |, bash zsh",
        "nonsense |, ''"
    })
    void aWordMayBecomeWhatThereIs(String line, String candidates) {
        assertThat(String.join(" ", complete(line))).isEqualTo(candidates);
    }

    @Test
    void whatShellsAloneUseIsNotOffered() {
        assertThat(complete("comp|")).containsExactly("completion");
    }

    @Test
    void bashCompletesWithWhatIsPrinted() throws Exception {
        var launcher = home.resolve("tree/fairlead");
        Files.writeString(launcher, "#!/bin/sh\nprintf '%s\\n' \"$#\" \"$@\"\n");
        launcher.toFile().setExecutable(true);
        assertThat(cloud.run("completion", "bash")).isZero();

        var bash =
                new ProcessBuilder(
                                "bash",
                                "-c",
                                cloud.printed()
                                        + "COMP_WORDS=(fairlead exec ''); COMP_CWORD=2; _fairlead; echo \"${COMPREPLY[*]}\"; complete -p fairlead")
                        .redirectErrorStream(true)
                        .start();

        assertThat(bash.getInputStream().readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("4 complete -- exec\ncomplete -o default -F _fairlead fairlead\n");
    }

    @Test
    void anotherShellIsAUsageError() {
        assertThat(cloud.run("completion", "fish")).isEqualTo(Exit.USAGE.code());
        assertThat(cloud.complained()).contains("bash, zsh");
    }
}
