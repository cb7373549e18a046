package fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgpd.control.Answers;
import fairlead.bgpd.control.ControlServer;
import fairlead.bgpd.control.JsonLine;
import fairlead.bgpd.control.Question;
import fairlead.testkit.Golden;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    private final List<String> asked = new ArrayList<>();

    /** What is asked for is noted; every subject has two rows. */
    private final Answers answers =
            (question, rows) -> {
                asked.add(question.line());
                var line = new JsonLine();
                if (question.count()) {
                    rows.row(row(line, "r1").put("count", 7).put("reason", "too long").end());
                    return;
                }
                switch (question.subject()) {
                    case PEER -> rows.row(detail(line));
                    case WHY -> rows.row(why(line, question.peer().orElseThrow()));
                    case PEERS -> {
                        rows.row(peer(line, "r1", "Established", "").end());
                        rows.row(peer(line, "r2", "Active", "it refuses connections").end());
                    }
                    case ROUTES, REJECTED, ADVERTISED -> {
                        rows.row(
                                route(line, "r1", "10.0.0.0/8")
                                        .put("med", 50)
                                        .put("state", "best")
                                        .put("toldTo", List.of("r2", "r3", "r4", "r5"))
                                        .end());
                        rows.row(
                                route(line, "r2", "2001:db8::/32")
                                        .put("largeCommunities", List.of("64500:1:2"))
                                        .put("pathId", 7)
                                        .put("stale", true)
                                        .put("state", "rejected")
                                        .put("reason", "no")
                                        .put("policy", "sane")
                                        .put("rule", 3)
                                        .put("toldTo", List.of())
                                        .end());
                    }
                    case RPKI -> {
                        if (question.which() instanceof Question.Which.All) {
                            rows.row(cache(line).end());
                        } else {
                            rows.row(payload(line).end());
                        }
                    }
                }
            };

    @ParameterizedTest
    @CsvSource({
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
        assertThat(asked).containsExactly("routes peer r1 prefix 192.0.2.1 received");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bgp show peer", "bgp show why", "bgp show routes --peer"})
    void aPeerIsCompletedToTheNamesOfTheServerThatRuns(String beginning) throws Exception {
        try (var _ = server("fairlead/bgp-a.sock")) {
            assertThat(run("complete -- " + beginning + " r")).isZero();
        }
        assertThat(out.toString()).isEqualTo("r1\nr2\n");
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
                            rows.row(route(new JsonLine(), "r1", "10.0.0.0/8").end());
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
                                rows.row(route(line, "r1", "10.0.0.0/8").end());
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
                .contains(
                        file.isEmpty() ? "Say what to show" : file + ":1:1: there is no such file");
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

    private static JsonLine row(JsonLine line, String peer) {
        return line.begin().put("peer", peer);
    }

    private static JsonLine peer(JsonLine line, String name, String state, String lastError) {
        var since = Instant.now().minus(Duration.ofHours(52).plusMinutes(30));
        return row(line, name)
                .put("address", "192.0.2.11")
                .put("asn", 64511)
                .put("state", state)
                .put("since", since.toString())
                .put("flaps", 2)
                .put("received", 1_000_000)
                .put("accepted", 999_999)
                .put("rejected", 1)
                .put("advertised", 12)
                .put("lastError", lastError);
    }

    private static String detail(JsonLine line) {
        var since = Instant.now().minus(Duration.ofHours(52).plusMinutes(30));
        return row(line, "r1")
                .put("address", "192.0.2.11")
                .put("asn", 64511)
                .put("description", "a port in hall 3")
                .put("relation", "route-server-client")
                .put("passive", true)
                .put("import", List.of("sane", "reject-rpki-invalid"))
                .put("export", List.of())
                .put("state", "Established")
                .put("since", since.toString())
                .put("established", 2)
                .put("lastError", "it sent cease: administrative shutdown (6/2)")
                .object(
                        "lastReset",
                        reset ->
                                reset.put("at", since.minusSeconds(60).toString())
                                        .put("by", "peer")
                                        .put("code", 6)
                                        .put("subcode", 2)
                                        .put(
                                                "reason",
                                                "it sent cease: administrative shutdown (6/2), it"
                                                        + " says: back at ten"))
                .object(
                        "connection",
                        connection ->
                                connection
                                        .put("localAddress", "192.0.2.1")
                                        .put("localPort", 179)
                                        .put("remotePort", 41234)
                                        .put("dialledBy", "peer")
                                        .put("peerId", "192.0.2.11")
                                        .put("longestMessage", 65535))
                .object(
                        "timers",
                        timers ->
                                timers.put("hold", 90)
                                        .put("keepalive", 30)
                                        .put("holdLeft", 71)
                                        .put("keepaliveIn", 12))
                .object(
                        "protection",
                        one -> one.put("md5", true).put("ttlSecurity", true).put("hops", 1))
                .object(
                        "bfd",
                        bfd ->
                                bfd.put("state", "Up")
                                        .put("diagnostic", "no diagnostic")
                                        .put("sendEveryMs", 300)
                                        .put("detectAfterMs", 900)
                                        .put("downs", 0))
                .objects(
                        "capabilities",
                        List.of("multiprotocol", "add-path"),
                        (JsonLine one, String name) ->
                                one.put("name", name)
                                        .put("family", "ipv4-unicast")
                                        .put("ours", "yes")
                                        .put("theirs", name.startsWith("m") ? "yes" : "")
                                        .put("agreed", name.startsWith("m") ? "yes" : "no"))
                .object(
                        "messages",
                        messages ->
                                messages.object("received", StandAloneTest::messages)
                                        .object("sent", StandAloneTest::messages))
                .objects(
                        "prefixes",
                        List.of("ipv4-unicast", "ipv6-unicast"),
                        (JsonLine one, String family) -> {
                            one.put("family", family);
                            if (family.startsWith("ipv4")) {
                                one.put("received", 1000)
                                        .put("accepted", 999)
                                        .put("rejected", 1)
                                        .put("advertised", 12)
                                        .put("limit", 2000)
                                        .put("exceeded", "cease");
                            }
                        })
                .object(
                        "rpki",
                        rpki -> rpki.put("not-found", 400).put("valid", 600).put("invalid", 0))
                .end();
    }

    private static void messages(JsonLine line) {
        line.put("open", 2)
                .put("update", 31)
                .put("notification", 1)
                .put("keepalive", 100)
                .put("routeRefresh", 0)
                .put("all", 134);
    }

    private static String why(JsonLine line, String peer) {
        line.begin().put("peer", peer).put("prefix", "10.0.0.0/8");
        if (peer.equals("r2")) {
            return line.put("answer", "r2 is not told 10.0.0.1/32: nobody tells it to us")
                    .put("covering", List.of("8.0.0.0/5", "0.0.0.0/0"))
                    .objects(
                            "silent",
                            List.of("r9"),
                            (JsonLine one, String name) ->
                                    one.put("peer", name)
                                            .put("state", "Active")
                                            .put("since", "")
                                            .put("lastError", "it refuses connections"))
                    .end();
        }
        return line.put("answer", "r1 is told 10.0.0.0/8 by the path of r3; not that of r2, secret")
                .objects(
                        "paths",
                        List.of("r2", "r3", "r4", ""),
                        (JsonLine one, String from) -> path(one, from))
                .end();
    }

    private static void path(JsonLine line, String from) {
        line.put("from", from)
                .put("nextHop", "192.0.2.12")
                .put("asPath", from.isEmpty() ? "" : "64512")
                .put("communities", List.of("64500:1"))
                .put("rpki", "valid")
                .put("payloads", List.of("10.0.0.0/8 to /24 of AS 64512", "10.0.0.0/8 of AS 0"));
        switch (from) {
            case "r2" ->
                    line.put("state", "best")
                            .object(
                                    "export",
                                    export ->
                                            export.put("state", "refused")
                                                    .put("reason", "secret")
                                                    .put("policy", "out")
                                                    .put("rule", 2));
            case "r3" ->
                    line.put("state", "lost")
                            .put("reason", "MED 7 against MED 0")
                            .object(
                                    "export",
                                    export ->
                                            export.put("state", "told")
                                                    .put("nextHop", "192.0.2.12")
                                                    .put("asPath", "64512 64512"));
            case "r4" ->
                    line.put("stale", true)
                            .put("state", "rejected")
                            .put("reason", "no")
                            .object("export", export -> export.put("state", "kept-out"));
            default ->
                    line.put("state", "lost")
                            .put("reason", "worse")
                            .object(
                                    "export",
                                    export ->
                                            export.put("state", "behind")
                                                    .put("reason", "another is better"));
        }
    }

    private static JsonLine cache(JsonLine line) {
        return line.begin()
                .put("cache", "192.0.2.9:323")
                .put("state", "current")
                .put("version", 1)
                .put("vrps", 500_000)
                .put("serial", 17)
                .put("since", "12m30s")
                .put("failures", 0)
                .put("lastError", "");
    }

    private static JsonLine payload(JsonLine line) {
        return line.begin().put("prefix", "203.0.113.0/24").put("maxLength", 24).put("asn", 64511);
    }

    private static JsonLine route(JsonLine line, String peer, String prefix) {
        return row(line, peer)
                .put("prefix", prefix)
                .put("nextHop", "192.0.2.11")
                .put("asPath", "64511 64512")
                .put("communities", List.of("64500:1", "65535:65281"));
    }
}
