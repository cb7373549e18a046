package fairlead.host.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same fabric for somebody without any right but to make a user namespace. */
@Tag("kernel")
class RootlessTest {

    @Test
    void everythingWorksForAnOrdinaryUser(@TempDir Path folder) throws IOException {
        var unprivileged = new ArrayList<String>();
        if (Tool.run(List.of("id", "-u"), "").text().strip().equals("0")) {
            unprivileged.addAll(
                    List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        unprivileged.addAll(List.of("unshare", "-Urm"));
        var trial = new ArrayList<>(unprivileged);
        trial.addAll(List.of("mount", "-t", "tmpfs", "tmpfs", "/run"));
        var allowed = Tool.run(trial, "");
        assumeTrue(
                allowed.isGood(),
                "needs user namespaces for ordinary users (kernel.unprivileged_userns_clone,"
                        + " kernel.apparmor_restrict_unprivileged_userns): "
                        + allowed.text().strip());

        var run = new ArrayList<>(unprivileged);
        run.addAll(List.of("sh", "-c", "mount -t tmpfs tmpfs /run && exec \"$@\"", "sh"));
        run.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
                        "-cp",
                        readableCopyOfTheClassPath(folder),
                        RootlessRun.class.getName()));

        var output = Tool.run(run, "");

        assertThat(output.isGood()).as(output.text()).isTrue();
        assertThat(output.text()).contains("failed 0, skipped 0");
    }

    /** The tree may lie in a folder that an ordinary user cannot enter. */
    private static String readableCopyOfTheClassPath(Path folder) throws IOException {
        var everybody = PosixFilePermissions.fromString("rwxr-xr-x");
        Files.setPosixFilePermissions(folder, everybody);
        var copies = new ArrayList<String>();
        var original =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        for (var entry : original.split(":", -1)) {
            var from = Path.of(entry);
            var to = folder.resolve(copies.size() + "-" + from.getFileName());
            try (var files = Files.walk(from)) {
                for (var file : files.toList()) {
                    var copy = to.resolve(from.relativize(file).toString());
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                    Files.setPosixFilePermissions(copy, everybody);
                }
            }
            copies.add(to.toString());
        }
        return String.join(":", copies);
    }
}
