package fairlead.bgp.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileReasonsTest {

    @TempDir Path folder;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "not/there, its folder is not there",
        "folder,    is a directory",
        "file/in,   not a directory",
    })
    void aReasonHasNoNamesOfJavas(String name, String reason) throws IOException {
        Files.createDirectory(folder.resolve("folder"));
        Files.createFile(folder.resolve("file"));
        assertThat(refusal(folder.resolve(name))).isEqualTo(reason);
    }

    @Test
    void whoMayNotIsToldSo() {
        assertThat(FileReasons.of(new AccessDeniedException("file")))
                .isEqualTo("this user may not write it");
        assertThat(FileReasons.of(new IOException("No space left on device")))
                .isEqualTo("No space left on device");
    }

    private static String refusal(Path file) {
        try {
            Files.writeString(file, "x");
            return "";
        } catch (IOException e) {
            return FileReasons.of(e);
        }
    }
}
