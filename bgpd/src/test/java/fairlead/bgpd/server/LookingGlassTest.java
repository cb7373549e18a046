package fairlead.bgpd.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fairlead.bgp.rpki.client.RpkiClient;
import fairlead.bgp.session.PeerState;
import fairlead.bgp.speaker.PlainSockets;
import fairlead.bgp.speaker.Speaker;
import fairlead.bgpd.config.ServerConfig;
import fairlead.bgpd.control.Question;
import fairlead.net.Prefix;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A route server at 127.33.0.1 with four peers: one and two tell the same prefix, two has several
 * paths told, three is refused most, four is not there.
 */
class LookingGlassTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Prefix SHARED = Prefix.parse("203.0.113.0/24");
    private static final Prefix INVALID = Prefix.parse("198.51.100.0/24");

    private static final List<AutoCloseable> OPEN = new ArrayList<>();
    private static LookingGlass glass;
    private static Speaker server;

    @BeforeAll
    static void serve() throws Exception {
        int port = Loopback.freePort();
        var config =
                Loopback.config(
                        """
                        asn: 64500
                        routerId: 127.33.0.1
                        listen: 127.33.0.1:%d
                        connectRetry: 1s
                        rpki: {roas: [{prefix: 198.51.100.0/24, asn: 64999}]}
                        policies:
                          sane:
                            - {match: {prefixes: 10.0.0.0/8 le 32}, then: {reject: a private prefix}}
                            - {match: {rpki: invalid}, then: {reject: RPKI invalid}}
                          picky:
                            - {match: {asPath: ^64501}, then: {reject: nothing of AS 64501}}
                        import: sane
                        defaults: {families: [ipv4]}
                        peers:
                          - {address: 127.33.0.2, asn: 64501, name: one, prefixLimit: 9, description: a first one}
                          - {address: 127.33.0.3, asn: 64502, name: two, addPath: send}
                          - {address: 127.33.0.4, asn: 64503, name: three, export: picky}
                          - {address: 127.33.0.5, asn: 64504, name: four}
                        """
                                .formatted(port));
        server = open(new Speaker(config.speaker(), new PlainSockets(), _ -> {}));
        var rpki =
                open(new RpkiClient("test", config.rpki(), SocketChannel::open, server::validate));
        glass = new LookingGlass(server, new RpkiGlass(rpki), new ServerLife(Instant.now()));
        server.start();
        peer(2, port, "", SHARED, INVALID);
        peer(3, port, ", addPath: receive", SHARED, Prefix.parse("10.1.0.0/16"));
        peer(4, port, "");
        await().untilAsserted(() -> {
            assertThat(states()).filteredOn(PeerState.ESTABLISHED::equals).hasSize(3);
            assertThat(ask("advertised peer three")).hasSize(1);
            assertThat(ask("routes received")).hasSize(4);
        });
    }

    @AfterAll
    static void end() throws Exception {
        for (var one : OPEN.reversed()) {
            one.close();
        }
    }

    private static List<PeerState> states() {
        return server.sessions().stream().map(session -> session.state()).toList();
    }

    /** A speaker at 127.33.0.N of AS 64499 + N that originates some prefixes. */
    private static void peer(int host, int port, String options, Prefix... prefixes) {
        ServerConfig config =
                Loopback.config(
                        """
                        asn: %2$d
                        routerId: 127.33.0.%1$d
                        listen: 127.33.0.%1$d:%3$d
                        connectRetry: 1s
                        peers: [{address: 127.33.0.1, asn: 64500, name: rs, passive: true, relation: external%4$s}]
                        """
                                .formatted(host, 64499 + host, port, options));
        var originates = Loopback.originating(config, prefixes);
        open(new Speaker(originates, new PlainSockets(), _ -> {})).start();
    }

    private static <T extends AutoCloseable> T open(T one) {
        OPEN.add(one);
        return one;
    }

    private static List<JsonNode> ask(String question) throws Exception {
        var rows = new ArrayList<JsonNode>();
        glass.answer(Question.parse(question), row -> rows.add(JSON.readTree(row)));
        return rows;
    }

    private static JsonNode only(String question) throws Exception {
        return assertThat(ask(question)).singleElement().actual();
    }

    @Test
    void onePeerIsShownWithAllThatWasOfferedAndAgreed() throws Exception {
        var two = only("peer peer two");
        assertThat(two.path("state").asString()).isEqualTo("Established");
        assertThat(two.path("capabilities"))
                .anySatisfy(row -> {
                    assertThat(row.path("name").asString()).isEqualTo("add-path");
                    assertThat(row.path("ours").asString()).isEqualTo("send");
                    assertThat(row.path("theirs").asString()).isEqualTo("receive");
                    assertThat(row.path("agreed").asString()).isEqualTo("send");
                })
                .anySatisfy(row -> {
                    assertThat(row.path("family").asString()).isEqualTo("ipv6-unicast");
                    assertThat(row.path("ours").asString()).isEmpty();
                    assertThat(row.path("theirs").asString()).isEqualTo("yes");
                    assertThat(row.path("agreed").asString()).isEqualTo("no");
                });
        assertThat(two.path("connection").path("peerId").asString()).isEqualTo("127.33.0.3");
        assertThat(two.path("timers").path("holdLeft").asLong()).isBetween(1L, 90L);
    }

    @Test
    void theServerAsAWholeIsShown() throws Exception {
        var status = only("status");
        assertThat(Instant.parse(status.path("since").asString())).isBefore(Instant.now());
        assertThat(status.path("peers").asInt()).isEqualTo(4);
        assertThat(status.path("established").asInt()).isEqualTo(3);
        assertThat(status.path("prefixes").path("ipv4-unicast").asInt()).isEqualTo(3);
        assertThat(status.path("paths").asInt()).isEqualTo(4);
        var turns = status.path("turns");
        assertThat(turns.path("longestMicros").asLong()).isPositive();
        assertThat(turns.path("recentLongestMicros").asLong())
                .isBetween(1L, turns.path("longestMicros").asLong());
        assertThat(status.path("restart").isMissingNode()).isTrue();
    }

    @Test
    void prefixesAndOriginsOfAPeerAreCounted() throws Exception {
        var one = only("peer peer 127.33.0.2");
        assertThat(one.path("description").asString()).isEqualTo("a first one");
        var prefixes = one.path("prefixes").get(0);
        assertThat(prefixes.path("received").asInt()).isEqualTo(2);
        assertThat(prefixes.path("accepted").asInt()).isEqualTo(1);
        assertThat(prefixes.path("limit").asInt()).isEqualTo(9);
        assertThat(one.path("rpki").path("invalid").asInt()).isEqualTo(1);
        assertThat(one.path("rpki").path("not-found").asInt()).isEqualTo(1);
        assertThat(only("peer peer four").path("rpki").path("invalid").asInt()).isZero();
    }

    @Test
    void messagesAreCountedByTypeInBothDirections() throws Exception {
        var sent = only("peer peer three").path("messages").path("sent");
        var received = only("peer peer one").path("messages").path("received");
        assertThat(sent.path("open").asLong()).isPositive();
        // The route that it is told, and the end of the table.
        assertThat(sent.path("update").asLong()).isGreaterThanOrEqualTo(2);
        assertThat(received.path("update").asLong()).isGreaterThanOrEqualTo(2);
        assertThat(received.path("all").asLong())
                .isEqualTo(
                        Stream.of("open", "update", "notification", "keepalive", "routeRefresh")
                                .mapToLong(kind -> received.path(kind).asLong())
                                .sum());
    }

    @ParameterizedTest
    @CsvSource({
        "one, best, '', 'two'",
        "two, lost, 'router id 127.33.0.3 against router id 127.33.0.2', 'three'",
    })
    void ofOnePrefixEachPathSaysWhereItStandsAndWhoHearsIt(
            String peer, String state, String why, String hearers) throws Exception {
        var row = only("routes peer " + peer + " prefix 203.0.113.0/24");
        assertThat(row.path("state").asString()).isEqualTo(state);
        assertThat(row.path("reason").asString("")).isEqualTo(why);
        assertThat(row.path("toldTo")).extracting(JsonNode::asString).containsExactly(hearers);
        assertThat(row.path("rpki").asString()).isEqualTo("not-found");
    }

    @Test
    void aRejectedRouteNamesTheRuleThatKeepsItOut() throws Exception {
        var row = only("rejected peer two");
        assertThat(row.path("reason").asString()).isEqualTo("a private prefix");
        assertThat(row.path("policy").asString()).isEqualTo("sane");
        assertThat(row.path("rule").asInt()).isEqualTo(1);
        assertThat(only("rejected peer one").path("rpki").asString()).isEqualTo("invalid");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "three | 203.0.113.0/24 | three is told 203.0.113.0/24 by the path of two; not that of one, nothing of AS 64501 (policy picky, rule 1)",
                "three | 203.0.113.77 | three is told 203.0.113.0/24 by the path of two; not that of one, nothing of AS 64501 (policy picky, rule 1)",
                "one | 203.0.113.0/24 | one is not told 203.0.113.0/24: the best path is its own",
                "two | 203.0.113.0/24 | two is told 203.0.113.0/24 by 1 of 2 paths",
                "two | 198.51.100.0/24 | two is not told 198.51.100.0/24: the only path is kept out on import",
                "two | 192.0.2.0/24 | two is not told 192.0.2.0/24: nobody tells it to us",
                "two | 2001:db8::/32 | two is told nothing of ipv6-unicast: we do not offer it (see 'families' in the file)",
            })
    void whyIsAnsweredInOneSentence(String peer, String prefix, String sentence) throws Exception {
        assertThat(only("why peer " + peer + " prefix " + prefix).path("answer").asString())
                .isEqualTo(sentence);
    }

    @Test
    void whyAnOriginIsInvalidIsSaidWithThePayloadsThatCoverIt() throws Exception {
        var path = only("why peer two prefix 198.51.100.0/24").path("paths").get(0);
        assertThat(path.path("rpki").asString()).isEqualTo("invalid");
        assertThat(path.path("payloads"))
                .extracting(JsonNode::asString)
                .containsExactly("198.51.100.0/24 of AS 64999");
        assertThat(path.path("policy").asString()).isEqualTo("sane");
        assertThat(path.path("rule").asInt()).isEqualTo(2);
    }

    @Test
    void whoIsNotThereIsToldNothing() throws Exception {
        assertThat(only("why peer four prefix 203.0.113.0/24").path("answer").asString())
                .startsWith("four is told nothing: its session is ");
    }

    @Test
    void whatNobodyTellsPointsAtWhoIsSilentAndAtWhatCoversIt() throws Exception {
        var answer = only("why peer three prefix 203.0.113.128/25");
        assertThat(answer.path("covering"))
                .extracting(JsonNode::asString)
                .containsExactly("203.0.113.0/24");
        assertThat(answer.path("silent"))
                .extracting(peer -> peer.path("peer").asString())
                .containsExactly("four");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "peer | say which peer: one, two, three, four",
                "why prefix 10.0.0.0/8 | say which peer: one, two, three, four",
                "why peer one | say about which prefix or address",
                "peer peer five | there is no peer 'five'; there are one, two, three, four",
            })
    void aQuestionThatLacksSomethingSaysWhat(String question, String complaint) {
        assertThatThrownBy(() -> ask(question))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(complaint);
    }
}
