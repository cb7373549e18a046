package fairlead.bgpd.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fairlead.bgp.rpki.client.RpkiClient;
import fairlead.bgp.speaker.PlainSockets;
import fairlead.bgp.speaker.Speaker;
import fairlead.bgp.speaker.SpeakerConfig;
import fairlead.bgpd.config.ServerConfig;
import fairlead.bgpd.control.Answers.Rows;
import fairlead.bgpd.control.Question;
import fairlead.net.Prefix;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A route server at 127.35.0.1 that has started anew: one and two have told it what they have,
 * three is not there and awaited, so nobody is told anything.
 */
class RestartGlassTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Prefix TOLD = Prefix.parse("203.0.113.0/24");
    private static final Prefix OTHER = Prefix.parse("198.51.100.0/24");
    private static final List<AutoCloseable> OPEN = new ArrayList<>();
    private static LookingGlass glass;

    /** The rows of an answer, and what is said besides. */
    private record Answer(List<JsonNode> rows, List<String> remarks) implements Rows {
        @Override
        public void row(String line) {
            rows.add(JSON.readTree(line));
        }

        @Override
        public void remark(String sentence) {
            remarks.add(sentence);
        }
    }

    @BeforeAll
    static void startAnew() throws Exception {
        int port = Loopback.freePort();
        var config =
                Loopback.config(
                        """
                        asn: 64500
                        routerId: 127.35.0.1
                        listen: 127.35.0.1:%d
                        connectRetry: 1s
                        selectionDeferral: 10m
                        defaults: {families: [ipv4], gracefulRestart: restarting}
                        peers:
                          - {address: 127.35.0.2, asn: 64501, name: one}
                          - {address: 127.35.0.3, asn: 64502, name: two, addPath: send}
                          - {address: 127.35.0.4, asn: 64503, name: three}
                        """
                                .formatted(port));
        var server = new Speaker(config.speaker(), new PlainSockets(), _ -> {});
        OPEN.add(server);
        var rpki = new RpkiClient("test", config.rpki(), SocketChannel::open, server::validate);
        OPEN.add(rpki);
        glass = new LookingGlass(server, new RpkiGlass(rpki), new ServerLife(Instant.now()));
        server.start(Speaker.Start.RESTARTED);
        peer(Loopback.originating(config(2, port, ""), OTHER));
        peer(Loopback.originating(config(3, port, ", addPath: receive"), TOLD));
        await().untilAsserted(() -> {
            assertThat(ask("routes").rows()).hasSize(2);
            assertThat(ask("peers").remarks())
                    .singleElement()
                    .asString()
                    .contains("waits until three has told all");
        });
    }

    @AfterAll
    static void end() throws Exception {
        for (var one : OPEN.reversed()) {
            one.close();
        }
    }

    private static ServerConfig config(int host, int port, String options) {
        return Loopback.config(
                """
                asn: %2$d
                routerId: 127.35.0.%1$d
                listen: 127.35.0.%1$d:%3$d
                connectRetry: 1s
                defaults: {gracefulRestart: helper}
                peers: [{address: 127.35.0.1, asn: 64500, name: rs, relation: external%4$s}]
                """
                        .formatted(host, 64499 + host, port, options));
    }

    private static void peer(SpeakerConfig config) {
        var peer = new Speaker(config, new PlainSockets(), _ -> {});
        OPEN.add(peer);
        peer.start();
    }

    private static Answer ask(String question) throws Exception {
        var answer = new Answer(new ArrayList<>(), new ArrayList<>());
        glass.answer(Question.parse(question), answer);
        return answer;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " peer one", " prefix 203.0.113.0/24"})
    void nothingIsAdvertisedAndItIsSaidWhyAndUntilWhen(String of) throws Exception {
        var answer = ask("advertised" + of);
        assertThat(answer.rows()).isEmpty();
        assertThat(answer.remarks())
                .singleElement()
                .asString()
                .matches(
                        "nobody is told anything yet: after a restart everything waits until three"
                                + " has told all, but no longer than until 20..-..-..T..:..:..Z"
                                + " \\(selectionDeferral\\)");
    }

    @Test
    void nobodyCountsAsOneWhoHasBeenToldAPath() throws Exception {
        var answer = ask("routes prefix 203.0.113.0/24");
        assertThat(answer.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.path("toldTo")).isEmpty());
        assertThat(answer.remarks()).hasSize(1);
    }

    @Test
    void theServersStatusNamesWhoIsAwaited() throws Exception {
        var restart = ask("status").rows().getFirst().path("restart");
        assertThat(restart.path("awaited")).extracting(JsonNode::asString).containsExactly("three");
        assertThat(Instant.parse(restart.path("until").asString())).isAfter(Instant.now());
    }

    @Test
    void nothingIsCountedAsAdvertised() throws Exception {
        assertThat(ask("advertised peer one count").rows())
                .extracting(row -> row.path("count").asInt())
                .containsExactly(0);
        assertThat(ask("peers").rows())
                .extracting(row -> row.path("advertised").asInt())
                .containsExactly(0, 0, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "one, 203.0.113.0/24, one is to be told 203.0.113.0/24 by the path of two",
        "two, 198.51.100.0/24, two is to be told 198.51.100.0/24 by 1 of 1 path",
    })
    void whyIsAnsweredByTheRestart(String peer, String prefix, String sentence) throws Exception {
        var restart = "; after a restart everything waits until three has told all";
        assertThat(ask("why peer " + peer + " prefix " + prefix).rows())
                .singleElement()
                .satisfies(row ->
                        assertThat(row.path("answer").asString()).startsWith(sentence + restart));
    }

    @ParameterizedTest
    @ValueSource(strings = {"routes", "rejected"})
    void whatPeersToldNeedsNoRemark(String question) throws Exception {
        assertThat(ask(question).remarks()).isEmpty();
    }
}
