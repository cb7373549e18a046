package fairlead.bgpd.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fairlead.bgpd.control.Question.Subject;
import fairlead.bgpd.control.Question.Which;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlSocketTest {

    private static final Question ROUTES =
            new Question(Subject.ROUTES, Optional.empty(), new Which.All(), false, false);

    @TempDir Path folder;

    static List<Question> everyQuestionCanBeWrittenAndRead() {
        var questions = new ArrayList<Question>();
        for (var subject : Subject.values()) {
            for (var which :
                    List.of(
                            new Which.All(),
                            new Which.Exactly(Prefix.parse("2001:db8::/32")),
                            new Which.Covering(IpAddress.parse("192.0.2.1")))) {
                questions.add(new Question(subject, Optional.of("r1"), which, true, false));
                questions.add(new Question(subject, Optional.empty(), which, false, true));
            }
        }
        return questions;
    }

    @ParameterizedTest
    @MethodSource
    void everyQuestionCanBeWrittenAndRead(Question question) {
        assertThat(Question.parse(question.line())).isEqualTo(question);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.0/24, true",
        "192.0.2.0/24, 192.0.2.0/25, false",
        "192.0.2.0/24, 192.0.0.0/16, false",
        "192.0.2.1, 192.0.2.0/24, true",
        "192.0.2.1, 0.0.0.0/0, true",
        "192.0.2.1, 192.0.3.0/24, false",
        "192.0.2.1, ::/0, false",
        "2001:db8::1, 2001:db8::/32, true",
    })
    void aPrefixIsMeantExactlyAndAnAddressByAllThatHoldIt(
            String asked, String prefix, boolean held) {
        assertThat(Which.parse(asked).prefixes().contains(Prefix.parse(prefix))).isEqualTo(held);
    }

    @Test
    void rowsComeInOrderAndThenTheirNumber() throws Exception {
        try (var _ =
                server((question, rows) -> {
                    for (int i = 0; i < 1000; i++) {
                        rows.row(new JsonLine().begin().put("n", i).end());
                    }
                })) {
            var lines = ask(ROUTES);
            assertThat(lines).hasSize(1001).startsWith("{\"n\":0}", "{\"n\":1}");
            assertThat(lines.getLast()).isEqualTo("{\"end\":1000}");
        }
    }

    @Test
    void whatIsSaidBesidesTheRowsStandsInTheLastLine() throws Exception {
        try (var _ =
                server((question, rows) -> {
                    rows.remark("nothing \"yet\"");
                    rows.row(new JsonLine().begin().put("n", 1).end());
                })) {
            assertThat(ask(ROUTES))
                    .containsExactly("{\"n\":1}", "{\"end\":1,\"remark\":\"nothing \\\"yet\\\"\"}");
        }
    }

    @Test
    void whatCannotBeAnsweredIsSaidAndTheNextOneIsServed() throws Exception {
        try (var _ =
                server((question, rows) -> {
                    if (question.peer().isPresent()) {
                        throw new IllegalArgumentException("no peer \"x\"\n");
                    }
                })) {
            assertThat(
                            ask(
                                    new Question(
                                            Subject.PEERS,
                                            Optional.of("x"),
                                            new Which.All(),
                                            false,
                                            false)))
                    .containsExactly("{\"error\":\"no peer \\\"x\\\"\\u000a\"}");
            assertThat(ask(ROUTES)).containsExactly("{\"end\":0}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shutdown",
                "routes peer",
                "routes prefix 192.0.2.0/33",
                "routes prefix here",
                "routes routes"
            })
    void aLineThatIsNoQuestionIsRefused(String line) throws Exception {
        try (var _ = server((question, rows) -> {});
                var client = SocketChannel.open(UnixDomainSocketAddress.of(path()))) {
            client.write(ByteBuffer.wrap((line + "\n").getBytes(UTF_8)));
            var answer = ByteBuffer.allocate(1000);
            while (client.read(answer) >= 0) {}
            assertThat(new String(answer.array(), 0, answer.position(), UTF_8))
                    .startsWith("{\"error\":");
        }
    }

    @Test
    void aClientThatGoesAwayEndsItsAnswer() throws Exception {
        var written = new AtomicLong();
        var ended = new AtomicLong();
        try (var _ =
                server((question, rows) -> {
                    try {
                        for (int i = 0; i < 10_000_000; i++) {
                            rows.row("{}\n");
                            written.incrementAndGet();
                        }
                    } finally {
                        ended.set(written.get());
                    }
                })) {
            try (var client = ControlClient.ask(path(), ROUTES)) {
                assertThat(client.next()).contains("{}");
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> ended.get() > 0);
            assertThat(ended.get()).isLessThan(10_000_000);
        }
    }

    @Test
    void onlyTheOwnerMayAskAndNothingIsLeftBehind() throws Exception {
        try (var _ = server((question, rows) -> {})) {
            assertThat(Files.getPosixFilePermissions(path())).hasSize(2);
        }
        assertThat(path()).doesNotExist();
    }

    @Test
    void aPathBelongsToOneLivingServer() throws Exception {
        try (var _ = server((question, rows) -> {})) {
            assertThatThrownBy(() -> server((question, rows) -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("belongs to a server that runs");
            assertThat(ControlClient.answers(path())).isTrue();
        }
    }

    @Test
    void whatADeadServerLeftIsReplaced() throws Exception {
        try (var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(path()));
        }
        assertThat(ControlClient.answers(path())).isFalse();
        try (var _ = server((question, rows) -> {})) {
            assertThat(ask(ROUTES)).hasSize(1);
        }
    }

    private Path path() {
        return folder.resolve("s.sock");
    }

    private ControlServer server(Answers answers) throws IOException {
        return ControlServer.listen(path(), answers);
    }

    private List<String> ask(Question question) throws IOException {
        var lines = new ArrayList<String>();
        try (var client = ControlClient.ask(path(), question)) {
            for (var line = client.next(); line.isPresent(); line = client.next()) {
                lines.add(line.get());
            }
        }
        return lines;
    }
}
