package fairlead.azure.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.azure.metadata.MetadataAnswer.Document;
import fairlead.azure.metadata.MetadataRequest;
import fairlead.net.IpAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests as octets over loopback; the answer repeats what was understood. */
@Timeout(30)
class MetadataServerTest {

    private InetSocketAddress address;
    private Listener server;

    @BeforeEach
    void start() throws IOException {
        address = NameServerTest.free();
        server =
                MetadataServer.start(NameServerTest.PLAIN, address, MetadataServerTest::understood);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Document understood(IpAddress from, MetadataRequest request) {
        return new Document(
                200,
                "text/plain",
                from
                        + " "
                        + request.method()
                        + " "
                        + request.segments()
                        + " "
                        + request.query()
                        + " "
                        + request.headers().getOrDefault("metadata", "-"));
    }

    private String answered(String octets) throws IOException {
        try (var caller = new Socket(address.getAddress(), address.getPort())) {
            caller.getOutputStream().write(octets.getBytes(UTF_8));
            caller.shutdownOutput();
            return new String(caller.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/a/b?c=d | [a, b] {c=[d]}",
                "//a//b/ | [a, b] {}",
                "/a%20b/c+d?e=f+g%26h | [a b, c+d] {e=[f g&h]}",
                "/a?Api-Version=1&api-version=2 | [a] {api-version=[1, 2]}",
                "/a?flag | [a] {flag=[]}",
                "http://169.254.169.254/a?b=c | [a] {b=[c]}",
            })
    void aTargetIsUnderstood(String target, String understood) throws IOException {
        assertThat(answered("GET " + target + " HTTP/1.1\r\nHost: x\r\nMETADATA:  true \r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Connection: close\r\n")
                .endsWith("\r\n\r\n127.0.0.1 GET " + understood + " true");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "GET / | METHOD TARGET",
                "GET / SPDY/3 | METHOD TARGET",
                "GET /%zz HTTP/1.1 | percent",
                "GET / HTTP/1.1;no colon | no name",
                "GET / HTTP/1.1;: nobody | no name",
            })
    void aMalformedHeadIsToldWhatIsWrong(String head, String why) throws IOException {
        assertThat(answered(head.replace(";", "\r\n") + "\r\n\r\n"))
                .startsWith("HTTP/1.1 400 Bad Request\r\n")
                .contains("{\"error\":\"Bad request. ")
                .contains(why);
    }

    @Test
    void aHeadWithoutEndIsCutOff() throws IOException {
        assertThat(answered("GET / HTTP/1.1\r\n" + "A: b\r\n".repeat(4_000)))
                .contains("400 Bad Request", "longer than 16384");
        assertThat(answered("GET / HTTP/1.1\r\nA: b")).contains("400", "does not end");
    }

    @Test
    void aCallerThatHoldsManyConnectionsIsInNobodyElsesWay() throws IOException {
        var held = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 300; i++) {
                held.add(new Socket(address.getAddress(), address.getPort()));
            }
            var neighbour = InetAddress.getByName("127.0.0.2");
            try (var caller = new Socket(address.getAddress(), address.getPort(), neighbour, 0)) {
                caller.setSoTimeout(5_000); // before any of those that hold is given up
                caller.getOutputStream().write("GET /a HTTP/1.1\r\n\r\n".getBytes(UTF_8));
                assertThat(new String(caller.getInputStream().readAllBytes(), UTF_8))
                        .endsWith("127.0.0.2 GET [a] {} -");
            }
            assertThat(held.getLast().getInputStream().read()).as("one too many").isEqualTo(-1);
        } finally {
            for (var one : held) {
                one.close();
            }
        }
    }

    @Test
    void theAnswerToHeadHasNoBody() throws IOException {
        assertThat(answered("HEAD /a HTTP/1.1\r\n\r\n"))
                .contains("Content-Length: ")
                .endsWith("\r\n\r\n");
    }
}
