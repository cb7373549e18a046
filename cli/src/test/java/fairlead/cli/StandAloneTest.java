package fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgpd.control.ControlServer;
import fairlead.bgpd.control.JsonLine;
import fairlead.testkit.Golden;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line about a route server that stands alone, and as one. */
class StandAloneTest {

    private static final Path GOLDENS = Path.of("src/test/goldens");

    @TempDir Path home;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final StandAloneAnswers answers = new StandAloneAnswers();

    @ParameterizedTest
    @CsvSource({
        "status, show status",
        "peers, show peers",
        "peer, show peer r1",
        "why, show why r1 10.0.0.0/8",
        "why-nobody, show why r2 10.0.0.1",
        "routes-of-prefix, show routes 10.0.0.0/8",
        "routes, show routes",
        "received, show routes --received",
        "rejected, show rejected",
        "counts, show rejected --count",
        "advertised, show advertised",
        "rpki, show rpki",
        "payloads, show rpki 203.0.113.0/24",
    })
    void everyTableReadsAsItsGolden(String golden, String command) throws Exception {
        try (var _ = server("a.sock")) {
            assertThat(bgp(command + " --control " + home.resolve("a.sock"))).isZero();
        }
        Golden.check(GOLDENS.resolve("stand-alone-" + golden + ".txt"), out.toString());
    }

    @Test
    void whatIsAskedForIsWhatTheServerIsAsked() throws Exception {
        try (var _ = server("a.sock")) {
            bgp("--control " + home.resolve("a.sock") + " show routes 192.0.2.1 -p r1 --received");
        }
        assertThat(answers.asked()).containsExactly("routes peer r1 prefix 192.0.2.1 received");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bgp show peer", "bgp show why", "bgp show routes --peer"})
    void aPeerIsCompletedToTheNamesOfTheServerThatRuns(String beginning) throws Exception {
        try (var _ = server("fairlead/bgp-a.sock")) {
            assertThat(run("complete -- " + beginning + " r")).isZero();
        }
        assertThat(out.toString()).isEqualTo("r1\nr2\nr3\n");
    }

    @Test
    void aProgramGetsEachRowAsALine() throws Exception {
        try (var _ = server("a.sock")) {
            bgp("show routes --json --control " + home.resolve("a.sock"));
        }
        assertThat(out.toString().lines().map(CloudApi.JSON::readTree))
                .extracting(row -> row.path("prefix").asString())
                .containsExactly("10.0.0.0/8", "2001:db8::/32");
    }

    @Test
    void whatTheServerSaysBesidesTheRowsStandsBelowThemAndInNoProgramsWay() throws Exception {
        try (var _ =
                ControlServer.listen(
                        home.resolve("a.sock"),
                        (question, rows) -> rows.remark("nobody is told anything yet"))) {
            bgp("show advertised --control " + home.resolve("a.sock"));
            assertThat(out.toString()).isEqualTo("None.\n! nobody is told anything yet\n");
            out.reset();
            bgp("show advertised --json --control " + home.resolve("a.sock"));
        }
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isEqualTo("fairlead: nobody is told anything yet\n");
    }

    @Test
    void theOnlyServerThatRunsIsMeantAndOfSeveralOneHasToBeNamed() throws Exception {
        var runtime = home.resolve("fairlead");
        try (var _ = server("fairlead/bgp-a.sock")) {
            assertThat(bgp("show peers")).as(err.toString()).isZero();
            try (var _ = server("fairlead/bgp-b.sock")) {
                assertThat(bgp("show peers")).isEqualTo(Exit.USAGE.code());
                assertThat(err.toString())
                        .contains("--control " + runtime.resolve("bgp-a.sock"))
                        .contains("--control " + runtime.resolve("bgp-b.sock"));
            }
            assertThat(bgp("--cloud x show peers")).isEqualTo(Exit.NOT_RUNNING.code());
        }
        assertThat(bgp("show peers")).isEqualTo(Exit.NOT_RUNNING.code());
        assertThat(err.toString()).contains("Nor does a stand-alone route server of yours");
    }

    @Test
    void anAnswerThatIsCutOffIsNotTakenForAWholeOne() throws Exception {
        try (var _ =
                ControlServer.listen(
                        home.resolve("a.sock"),
                        (question, rows) -> {
                            rows.row(
                                    StandAloneAnswers.route(new JsonLine(), "r1", "10.0.0.0/8")
                                            .end());
                            throw new IOException("the server dies");
                        })) {
            assertThat(bgp("show routes --control " + home.resolve("a.sock")))
                    .isEqualTo(Exit.FAILED.code());
        }
        assertThat(err.toString()).contains("ended in the middle of its answer, after");
    }

    @ParameterizedTest
    @CsvSource({
        "show peers --instance 0, 2",
        "show routes --route-server rs, 2",
        "show routes 10.0.0.0/99, 2",
        "show routes here, 2",
        "show peers --peer nobody, 3",
    })
    void aQuestionThatCannotBeAnsweredSaysWhy(String command, int code) throws Exception {
        try (var _ =
                ControlServer.listen(
                        home.resolve("a.sock"),
                        (question, rows) -> {
                            throw new IllegalArgumentException("there is no peer 'nobody'");
                        })) {
            assertThat(bgp(command + " --control " + home.resolve("a.sock"))).isEqualTo(code);
        }
        assertThat(err.toString()).startsWith("fairlead: ");
    }

    @Test
    void aTableOfManyRowsIsWholeAndKeepsItsColumns() throws Exception {
        try (var _ =
                ControlServer.listen(
                        home.resolve("a.sock"),
                        (question, rows) -> {
                            var line = new JsonLine();
                            for (int i = 0; i < 20_000; i++) {
                                rows.row(StandAloneAnswers.route(line, "r1", "10.0.0.0/8").end());
                            }
                        })) {
            assertThat(bgp("show routes --control " + home.resolve("a.sock"))).isZero();
        }
        assertThat(out.toString().lines().skip(2).distinct()).hasSize(1);
        assertThat(out.toString().lines()).hasSize(20_002);
    }

    @Test
    void aFileIsCheckedWithLineColumnAndField() throws Exception {
        var file = Files.writeString(home.resolve("rs.yaml"), "asn: 64500\nrouterID: 192.0.2.1\n");
        assertThat(bgp("--check " + file)).isEqualTo(Exit.USAGE.code());
        assertThat(err.toString())
                .contains(file + ":2:1: unknown key 'routerID'; did you mean 'routerId'?")
                .contains(file + ":1:1: 'peers' is missing");
        Files.writeString(
                file, "asn: 64500\nrouterId: 192.0.2.1\nlisten: 127.0.0.1:1790\npeers: []\n");
        assertThat(bgp("--check " + file)).isZero();
        assertThat(out.toString()).contains("rs.yaml: good: AS 64500");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing.yaml", ""})
    void withoutAFileNothingStarts(String file) {
        assertThat(bgp(file)).isEqualTo(Exit.USAGE.code());
        assertThat(err.toString())
                .contains(file.isEmpty() ? "Say what to show" : file + ": there is no such file");
    }

    @Test
    void whatNoPayloadCoversIsSaidToBeNotFound() throws Exception {
        try (var _ = ControlServer.listen(home.resolve("a.sock"), (question, rows) -> {})) {
            bgp("show rpki 203.0.113.0/24 --control " + home.resolve("a.sock"));
            bgp("show rejected --control " + home.resolve("a.sock"));
        }
        assertThat(out.toString()).isEqualTo("None: a route to it is 'not-found'.\nNone.\n");
    }

    @Test
    void anAddressThatIsNotHereIsSaidBeforeAnythingStarts() throws Exception {
        var file =
                Files.writeString(
                        home.resolve("rs.yaml"),
                        "asn: 64500\nrouterId: 192.0.2.1\nlisten: 192.0.2.1:1790\npeers: []\n");
        assertThat(bgp(file.toString())).isEqualTo(Exit.TAKEN.code());
        assertThat(err.toString()).contains("192.0.2.1:1790 is no address of this machine");
    }

    private ControlServer server(String name) throws IOException {
        return ControlServer.listen(home.resolve(name), answers);
    }

    private int bgp(String command) {
        return run("bgp " + command);
    }

    private int run(String command) {
        var screen = new Screen(new PrintStream(out), new PrintStream(err), false, false);
        var words = Arrays.stream(command.split(" ", -1)).filter(word -> !word.isEmpty());
        var user = System.getProperty("user.name");
        System.setProperty("user.name", "somebody");
        try {
            return Main.run(
                    screen,
                    Map.of(
                            "FAIRLEAD_HOME",
                            home.resolve("clouds").toString(),
                            "XDG_RUNTIME_DIR",
                            home.toString()),
                    new Tree(Path.of("/tree"), Path.of("/bin/true"), "none.jar", ""),
                    words.toArray(String[]::new));
        } finally {
            System.setProperty("user.name", user);
        }
    }
}
