package fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogsCommandTest {

    private static final String LOG =
            """
            WARNING: what Java says has no time
            2026-11-20T10:00:00.000Z INFO  Daemon [main] The cloud 'default' answers
            2026-11-20T10:05:00.000Z ERROR Loop [loop] A decision failed
            java.lang.IllegalStateException: broken
            	at fairlead.box.Loop.turn(Loop.java:1)
            2026-11-20T12:10:00.000+02:00 INFO  FleetEdge [fleet-rs] nva: in step
            """;

    @TempDir Path home;
    private FakeCloud cloud;

    @BeforeEach
    void start() throws Exception {
        cloud = new FakeCloud(home);
        Files.writeString(cloud.folder.daemonLog(), LOG);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void theDaemonsLogIsThereWhetherItRunsOrNot() throws Exception {
        cloud.endpoint(new ProcessId(ProcessHandle.current().pid(), 1));

        assertThat(cloud.run("logs")).isZero();
        assertThat(cloud.printed()).isEqualTo(LOG);
    }

    @Test
    void theLastLinesCountAnErrorWithItsTraceAsOne() {
        assertThat(cloud.run("logs", "-n", "2")).isZero();

        assertThat(cloud.printed())
                .startsWith("2026-11-20T10:05")
                .contains("\tat fairlead.box")
                .endsWith("in step\n");
    }

    @ParameterizedTest(name = "--since {0} begins with {1}")
    @CsvSource({
        "2026-11-20T10:00:00Z, 2026-11-20T10:00",
        "2026-11-20T10:00:01Z, 2026-11-20T10:05",
        "2026-11-20T11:10:00+01:00, 2026-11-20T12:10"
    })
    void sinceATime(String since, String first) {
        assertThat(cloud.run("logs", "--since", since)).isZero();

        assertThat(cloud.printed()).startsWith(first).endsWith("in step\n");
    }

    @Test
    void sinceALengthOfTimeIsThatLongAgo() {
        var now = Instant.parse("2026-11-20T10:00:00Z");

        assertThat(DaemonLog.time("90m", now)).isEqualTo("2026-11-20T08:30:00Z");
        assertThatThrownBy(() -> DaemonLog.time("yesterday", now))
                .hasMessageContaining("'yesterday' is neither");
    }

    @Test
    void programsReadEntries() throws Exception {
        assertThat(cloud.run("logs", "--json")).isZero();

        var entries = CloudApi.JSON.readTree(cloud.printed()).path("value");
        assertThat(entries.size()).isEqualTo(4);
        assertThat(entries.get(2).path("level").asString()).isEqualTo("ERROR");
        assertThat(entries.get(2).path("message").asString()).startsWith("A decision failed\njava");
        assertThat(entries.get(3).path("thread").asString()).isEqualTo("fleet-rs");
    }

    @Test
    void aMachinesLastLinesAreAskedForByNumber() throws Exception {
        Files.writeString(home.resolve("console"), "one\ntwo\nthree\n");
        cloud.on(
                "GET",
                "providers/Fairlead.Host/machines",
                "{'value':[{'name':'vm','group':'lab','console':'%s'}]}"
                        .formatted(home.resolve("console")));

        assertThat(cloud.run("logs", "vm", "-n", "2")).isZero();
        assertThat(cloud.printed()).isEqualTo("two\nthree\n");
        assertThat(cloud.run("--json", "logs", "vm", "-n", "1")).isZero();
        assertThat(CloudApi.JSON.readTree(cloud.printed()).path("value").get(0).asString())
                .isEqualTo("three");
    }

    @ParameterizedTest
    @CsvSource({
        "logs vm --since 10m, use -n instead",
        "logs --cloud-init, Say which machine",
        "logs --json --follow, leave --json out",
        "logs --since yesterday, is neither a length of time"
    })
    void whatCannotBeAskedForIsAUsageError(String line, String message) {
        assertThat(cloud.run(line.split(" "))).isEqualTo(Exit.USAGE.code());
        assertThat(cloud.complained()).contains(message);
    }

    @Test
    void aLogThatWasNeverWrittenIsNotFoundAndSaysWhoWritesOne() throws Exception {
        Files.delete(cloud.folder.daemonLog());

        assertThat(cloud.run("logs")).isEqualTo(Exit.NOT_FOUND.code());
        assertThat(cloud.complained()).contains("'serve' writes to its terminal");
    }
}
