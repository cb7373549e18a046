package fairlead.box;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {

    @TempDir Path home;

    private StateFolder folder() throws Exception {
        return StateFolder.at(home.resolve("deep/cloud"));
    }

    @Test
    void itIsTheOwnersAlone() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().path())))
                .isEqualTo("rwx------");
        folder().write("secret", "x");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder().file("secret"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aSecondDaemonIsRefusedUntilTheFirstIsGone() throws Exception {
        var first = Child.start("lock", folder().path().toString());
        try (var said = first.inputReader()) {
            assertThat(said.readLine()).isEqualTo("locked true");

            assertThat(folder().lock()).isEmpty();

            first.destroyForcibly();
            assertThat(first.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        var mine = folder().lock();
        assertThat(mine).isPresent();
        mine.get().channel().close();
    }

    @Test
    void aFileIsWrittenWholeAndReplaced() throws Exception {
        assertThat(folder().read("port")).isEmpty();
        folder().write("port", "1\n");
        folder().write("port", "2\n");

        assertThat(folder().read("port")).contains("2\n");
        try (var files = Files.list(folder().path())) {
            assertThat(files).hasSize(1);
        }
    }
}
