package fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that we write, read by the program that everybody reads them with. */
@Tag("interop")
class BgpdumpInteropTest {

    private static final int NO_PRIVATE_ROOT = 69;

    @TempDir Path folder;

    private String bgpdump(Path file) throws IOException, InterruptedException {
        var said = folder.resolve("said").toFile();
        var process =
                new ProcessBuilder(
                                Path.of("../libexec/bgp-daemon").toAbsolutePath().toString(),
                                "bgpdump",
                                "-v",
                                "-m",
                                file.toString())
                        .redirectError(said)
                        .start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assumeTrue(
                process.exitValue() != NO_PRIVATE_ROOT,
                "needs bgpdump in the private root that libexec/bgp-daemons makes");
        assertThat(said).as("complaints of bgpdump").content().isEmpty();
        return printed;
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "log"})
    void bgpdumpPrintsOurFilesAsWeDo(String name) throws Exception {
        var file = MrtSamples.file(folder, name);

        assertThat(MrtSamples.mrt(file, "--bgpdump").printed())
                .isNotEmpty()
                .isEqualTo(bgpdump(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "log"})
    void packedOnesToo(String name) throws Exception {
        var file = MrtSamples.packed(folder, name);

        assertThat(MrtSamples.mrt(file, "--bgpdump").printed()).isEqualTo(bgpdump(file));
    }
}
