package fairlead.host.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {

    @TempDir Path folder;

    @Test
    void theLastWordOnAStepCounts() throws Exception {
        var progress = new Progress(folder.resolve("progress"));
        assertThat(progress.of("packages")).isEqualTo(Progress.State.NEW);
        progress.begin("packages");
        assertThat(progress.of("packages")).isEqualTo(Progress.State.BEGUN);
        progress.end("packages", List.of());
        assertThat(progress.of("packages")).isEqualTo(Progress.State.OK);
        progress.begin("runcmd");
        progress.end("runcmd", List.of("runcmd[1]", "runcmd[2]"));
        assertThat(progress.of("runcmd")).isEqualTo(Progress.State.FAILED);
        assertThat(progress.failuresOf("runcmd")).containsExactly("runcmd[1]", "runcmd[2]");
        progress.begin("bootcmd");
        progress.end("bootcmd", List.of("bootcmd[0]"));
        assertThat(progress.failures()).containsExactly("runcmd[1]", "runcmd[2]", "bootcmd[0]");
        assertThat(progress.finished()).isFalse();
        progress.finish();
        assertThat(progress.finished()).isTrue();
    }

    @Test
    void aLineCutOffByACrashDoesNotCount() throws Exception {
        var progress = new Progress(folder.resolve("progress"));
        progress.begin("runcmd");
        Files.writeString(progress.file(), "OK\trunc", StandardOpenOption.APPEND);
        assertThat(progress.of("runcmd")).isEqualTo(Progress.State.BEGUN);
        Files.writeString(progress.file(), "md", StandardOpenOption.APPEND);
        assertThat(progress.of("runcmd")).isEqualTo(Progress.State.BEGUN);
    }
}
