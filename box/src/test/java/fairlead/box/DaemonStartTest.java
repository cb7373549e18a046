package fairlead.box;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.box.settings.SettingsFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Daemons that cannot start: each says why and what to do, with its exit code. */
@Timeout(90)
class DaemonStartTest {

    private record Ended(int code, String said) {}

    @TempDir Path home;

    private static Ended start(String... arguments) throws IOException, InterruptedException {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Daemon.class.getName()));
        line.addAll(List.of(arguments));
        var process = new ProcessBuilder(line).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), said);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aSecondDaemonOnOneFolderNamesTheFirst() throws Exception {
        var folder = StateFolder.at(home.resolve("cloud"));
        folder.write("endpoint.json", "{\"pid\":4711}");
        try (var lock = folder.lock().orElseThrow()) {
            assertThat(lock.isValid()).isTrue();

            var ended = start("--state", folder.path().toString(), "--cloud", "lab");

            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.said())
                    .contains(
                            "another daemon, process 4711, serves "
                                    + folder.path()
                                    + "; end it with: fairlead --cloud lab stop");
        }
    }

    @Test
    void aPortInUseNamesWhoHasIt() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var ended =
                    start(
                            "--state",
                            home.resolve("cloud").toString(),
                            "--port",
                            "" + taken.getLocalPort());

            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.said())
                    .contains(
                            "port "
                                    + taken.getLocalPort()
                                    + " of this cloud is taken by process "
                                    + ProcessHandle.current().pid()
                                    + " (")
                    .contains("end that, or start with --port N");
        }
    }

    @Test
    void settingsThatAreWrongAreAUsageErrorAndNothingIsTouched() throws Exception {
        var folder = StateFolder.at(home.resolve("cloud"));
        folder.write(SettingsFile.NAME, "pace: azure\nprofile: loose\n");

        var ended = start("--state", folder.path().toString());

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.said())
                .contains(
                        "settings.yaml, line 2: 'profile' is 'loose'; it may be azure or extended");
        try (var files = Files.list(folder.path())) {
            assertThat(files).containsOnly(folder.file(SettingsFile.NAME));
        }
    }

    @Test
    void anUnknownOptionIsAUsageError() throws Exception {
        var ended = start("--state", home.toString(), "--colour", "red");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.said()).contains("unknown option --colour");
    }
}
