package fairlead.bgpd.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fairlead.bgp.rpki.RpkiConfig;
import fairlead.bgp.rpki.client.RpkiClient;
import fairlead.bgp.session.PeerState;
import fairlead.bgp.speaker.PlainSockets;
import fairlead.bgp.speaker.Speaker;
import fairlead.testkit.PrometheusText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose one peer comes and goes, and what is told of it. */
class TelemetryTest {

    @TempDir Path folder;

    private final RpkiClient rpki =
            new RpkiClient("test", RpkiConfig.NONE, SocketChannel::open, _ -> {});

    @AfterEach
    void closeRpki() {
        rpki.close();
    }

    private static HttpResponse<String> ask(int port, String path, String method) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private static void awaitState(Speaker speaker, PeerState state) {
        await().until(() -> speaker.sessions().getFirst().state() == state);
    }

    @Test
    void aSessionThatComesAndGoesIsCountedAndToldWithItsCause() throws Exception {
        int bgp = Loopback.freePort();
        int http = Loopback.freePort();
        var file = folder.resolve("events.json");
        var config =
                Loopback.server(
                        bgp,
                        "metrics: {listen: 127.0.0.1:%d}\nevents: {file: %s}"
                                .formatted(http, file));
        var life = new ServerLife(Instant.now());
        try (var telemetry = new Telemetry(System.out, life);
                var server =
                        new Speaker(
                                config.speaker(),
                                new PlainSockets(),
                                Speaker.Routes.NOT_TOLD,
                                telemetry)) {
            telemetry.become(config.monitoring(), server, rpki);
            server.start();
            try (var peer =
                    new Speaker(Loopback.peer(bgp).speaker(), new PlainSockets(), _ -> {})) {
                peer.start();
                awaitState(server, PeerState.ESTABLISHED);
                var numbers = ask(http, "/metrics", "GET").body();
                assertThat(PrometheusText.faults(numbers)).isEmpty();
                assertThat(numbers)
                        .contains(
                                "fairlead_bgp_file_in_force 1\n",
                                "fairlead_bgp_sessions{state=\"Established\"} 1\n",
                                "fairlead_bgp_session_up{peer=\"two\",asn=\"64502\"} 1\n",
                                "fairlead_bgp_session_changes_total{peer=\"two\",to=\"up\",cause=\"\"} 1\n",
                                "fairlead_bgp_family_routes_accepted{peer=\"two\",family=\"ipv4-unicast\"} 0\n",
                                "fairlead_bgp_attribute_sets 0\n",
                                "fairlead_bgp_turns_total ",
                                "fairlead_bgp_longest_turn_seconds ",
                                "fairlead_bgp_recent_longest_turn_seconds ",
                                "process_resident_memory_bytes ")
                        .as("a session came up, which took some time")
                        .doesNotContain("fairlead_bgp_turns_total 0\n", "turn_seconds 0\n");
            }
            life.read(new ServerLife.Reading(Instant.ofEpochSecond(7), false, List.of("no")));
            assertThat(ask(http, "/metrics", "GET").body())
                    .contains(
                            "fairlead_bgp_file_in_force 0\n",
                            "fairlead_bgp_file_read_timestamp_seconds 7\n");
            await().until(() -> server.sessions().getFirst().flaps() == 1);
            await().untilAsserted(() ->
                    assertThat(ask(http, "/metrics", "GET").body())
                            .contains(
                                    "fairlead_bgp_session_up{peer=\"two\",asn=\"64502\"} 0\n",
                                    "to=\"down\",cause=\"it sent cease: administrative shutdown\"} 1\n"));
        }
        assertThat(Files.readAllLines(file))
                .allMatch(line -> line.startsWith("{\"at\":\"20") && line.endsWith("}"))
                .anyMatch(line ->
                        line.contains(
                                "\"event\":\"up\",\"peer\":\"two\",\"state\":\"Established\""))
                .anyMatch(line ->
                        line.contains("\"event\":\"down\",\"peer\":\"two\"")
                                && line.contains("\"was\":\"Established\"")
                                && line.contains(
                                        "\"cause\":\"it sent cease: administrative shutdown (6/2)"));
    }

    @Test
    void onlyTheNumbersAreServed() throws Exception {
        int http = Loopback.freePort();
        var config =
                Loopback.server(
                        Loopback.freePort(), "metrics: {listen: 127.0.0.1:%d}".formatted(http));
        try (var telemetry = new Telemetry(System.out, new ServerLife(Instant.now()));
                var server = new Speaker(config.speaker(), new PlainSockets(), telemetry)) {
            telemetry.become(config.monitoring(), server, rpki);
            server.start();

            var numbers = ask(http, "/metrics", "GET");
            assertThat(numbers.headers().firstValue("Content-Type"))
                    .contains("text/plain; version=0.0.4; charset=utf-8");
            assertThat(ask(http, "/", "GET").statusCode()).isEqualTo(404);
            assertThat(ask(http, "/metrics", "POST").statusCode()).isEqualTo(405);

            telemetry.become(Loopback.server(1, "").monitoring(), server, rpki);
            assertThatThrownBy(() -> ask(http, "/metrics", "GET"))
                    .isInstanceOf(java.net.ConnectException.class);
        }
    }

    @Test
    void anAddressThatIsTakenIsNamedAndTriedAgainAtTheNextReload() throws Exception {
        int http = Loopback.freePort();
        var config =
                Loopback.server(
                        Loopback.freePort(), "metrics: {listen: 127.0.0.1:%d}".formatted(http));
        try (var telemetry = new Telemetry(System.out, new ServerLife(Instant.now()));
                var server = new Speaker(config.speaker(), new PlainSockets(), telemetry)) {
            server.start();
            try (var _ = new ServerSocket(http, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
                assertThatThrownBy(() -> telemetry.become(config.monitoring(), server, rpki))
                        .hasMessageContaining("metrics cannot listen on 127.0.0.1:" + http);
            }
            telemetry.become(config.monitoring(), server, rpki);
            assertThat(ask(http, "/metrics", "GET").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void collectorsComeAndGoWithTheFileAndThoseThatStayAreNotTouched() throws Exception {
        int http = Loopback.freePort();
        try (var first = new ServerSocket(0, 8, java.net.InetAddress.getByName("127.0.0.1"));
                var second = new ServerSocket(0, 8, java.net.InetAddress.getByName("127.0.0.1"));
                var telemetry = new Telemetry(System.out, new ServerLife(Instant.now()))) {
            var one = "{collector: 127.0.0.1:%d, name: rs1}".formatted(first.getLocalPort());
            var two = "{collector: 127.0.0.1:%d}".formatted(second.getLocalPort());
            var metrics = "metrics: {listen: 127.0.0.1:%d}\n".formatted(http);
            int bgp = Loopback.freePort();
            var config = Loopback.server(bgp, metrics + "bmp: [" + one + "]");
            try (var server = new Speaker(config.speaker(), new PlainSockets(), telemetry)) {
                telemetry.become(config.monitoring(), server, rpki);
                server.start();
                try (var connection = first.accept()) {
                    assertThat(connection.getInputStream().readNBytes(6)[5]).isEqualTo((byte) 4);
                    telemetry.become(
                            Loopback.server(bgp, metrics + "bmp: [" + one + "," + two + "]")
                                    .monitoring(),
                            server,
                            rpki);
                    try (var other = second.accept()) {
                        other.getInputStream().readNBytes(6);
                        assertThat(ask(http, "/metrics", "GET").body())
                                .contains(
                                        "fairlead_bmp_connected{collector=\"127.0.0.1:%d\"} 1\n"
                                                .formatted(first.getLocalPort()),
                                        "fairlead_bmp_connections_total{collector=\"127.0.0.1:%d\"} 1\n"
                                                .formatted(first.getLocalPort()),
                                        "fairlead_bmp_connected{collector=\"127.0.0.1:%d\"} 1\n"
                                                .formatted(second.getLocalPort()));
                        telemetry.become(config.monitoring(), server, rpki);
                        assertThat(other.getInputStream().readAllBytes()).isNotEmpty();
                    }
                    assertThat(ask(http, "/metrics", "GET").body())
                            .contains(
                                    "fairlead_bmp_connections_total{collector=\"127.0.0.1:%d\"} 1\n"
                                            .formatted(first.getLocalPort()))
                            .doesNotContain("127.0.0.1:" + second.getLocalPort());
                }
            }
        }
    }

    @Test
    void collectorsAreLetGoAtTheEnd() throws Exception {
        try (var collector = new ServerSocket(0, 8, java.net.InetAddress.getByName("127.0.0.1"));
                var telemetry = new Telemetry(System.out, new ServerLife(Instant.now()))) {
            var config =
                    Loopback.server(
                            Loopback.freePort(),
                            "bmp: [{collector: 127.0.0.1:%d}]".formatted(collector.getLocalPort()));
            try (var server = new Speaker(config.speaker(), new PlainSockets(), telemetry)) {
                telemetry.become(config.monitoring(), server, rpki);
                server.start();
                try (var connection = collector.accept()) {
                    connection.setSoTimeout(20_000);
                    connection.getInputStream().readNBytes(6);
                    telemetry.close();
                    assertThat(connection.getInputStream().readAllBytes()).isNotEmpty();
                }
            }
        }
    }

    @Test
    void eventsMayGoToStandardOutput() throws Exception {
        var out = new ByteArrayOutputStream();
        try (var log = new EventLog("-", new PrintStream(out, true, StandardCharsets.UTF_8))) {
            log.write("one\n");
            log.reopen();
            log.write("two\n");
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("one\ntwo\n");
    }

    @Test
    void aFileThatWasMovedAwayIsBegunAnew() throws Exception {
        var file = folder.resolve("events");
        try (var log = new EventLog(file.toString(), System.out)) {
            log.write("one\n");
            await().until(() -> Files.exists(file) && Files.readString(file).equals("one\n"));
            Files.move(file, folder.resolve("events.1"));
            log.reopen();
            log.write("two\n");
        }
        assertThat(file).hasContent("two\n");
        assertThat(folder.resolve("events.1")).hasContent("one\n");
    }

    /** An operator sees that it is written, or is told why not, before anything happens. */
    @Test
    void theFileIsThereFromTheBeginningAndAfterEachReload() throws Exception {
        var file = folder.resolve("events");
        try (var log = new EventLog(file.toString(), System.out)) {
            await().until(() -> Files.exists(file));
            Files.delete(file);
            log.reopen();
            await().until(() -> Files.exists(file));
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsTriedAgain() throws Exception {
        var file = folder.resolve("not/yet/events");
        try (var log = new EventLog(file.toString(), System.out)) {
            log.write("one\n");
            await().until(() -> log.lost() == 1);
            Files.createDirectories(file.getParent());
            log.write("two\n");
        }
        assertThat(file).hasContent("two\n");
    }
}
