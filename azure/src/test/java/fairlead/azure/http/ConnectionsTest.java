package fairlead.azure.http;

import static fairlead.azure.http.TestCloud.S;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConnectionsTest {

    private static final String TARGET = S + "/x/y?api-version=2024-05-01";
    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void aThousandSilentConnectionsHurtNobody() throws Exception {
        try (var cloud = TestCloud.with(_ -> ArmReply.empty(204))) {
            var silent = new ArrayList<Socket>();
            try {
                for (int i = 0; i < 1000; i++) {
                    silent.add(new Socket(InetAddress.getLoopbackAddress(), cloud.server.port()));
                }
                for (int i = 0; i < 20; i++) {
                    assertThat(cloud.send(cloud.request(TARGET)).statusCode()).isEqualTo(204);
                }
            } finally {
                for (var socket : silent) {
                    socket.close();
                }
            }
        }
    }

    /** They hold memory for TLS; the server does not hold more than its limit. */
    @Test
    void silentConnectionsPastTlsHurtNobodyEither() throws Exception {
        try (var cloud = TestCloud.with(_ -> ArmReply.empty(204))) {
            var silent = new ArrayList<Socket>();
            try {
                for (int i = 0; i < 100; i++) {
                    var socket = RawTls.connect(cloud);
                    silent.add(socket);
                    socket.startHandshake();
                    socket.getOutputStream().write("PUT /half a".getBytes(UTF_8));
                }
                assertThat(cloud.send(cloud.request(TARGET)).statusCode()).isEqualTo(204);
            } finally {
                for (var socket : silent) {
                    socket.close();
                }
            }
        }
    }

    @Test
    void whoSaysNothingIsHungUpOn() throws Exception {
        try (var cloud = TestCloud.with(_ -> ArmReply.empty(204), SHORT);
                var beforeTls = new Socket(InetAddress.getLoopbackAddress(), cloud.server.port());
                var afterTls = RawTls.connect(cloud)) {
            beforeTls.setSoTimeout(10_000);
            afterTls.startHandshake();
            assertThat(beforeTls.getInputStream().read()).isEqualTo(-1);
            assertThat(afterTls.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aBodyThatStopsComingIsGivenUp() throws Exception {
        try (var cloud = TestCloud.with(_ -> ArmReply.empty(204), SHORT)) {
            var answer = RawTls.exchange(cloud, head(cloud, 100) + "{");
            assertThat(answer).startsWith("HTTP/1.1 408 ").contains("RequestTimeout");
        }
    }

    /** One octet at a time is never silent, and yet not served for ever. */
    @Test
    void aBodyThatDripsIsGivenUp() throws Exception {
        try (var cloud = TestCloud.with(_ -> ArmReply.empty(204), SHORT);
                var socket = RawTls.connect(cloud)) {
            var out = socket.getOutputStream();
            out.write(head(cloud, 1000).getBytes(StandardCharsets.US_ASCII));
            var dripping =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    while (true) {
                                        out.write(' ');
                                        out.flush();
                                        LockSupport.parkNanos(SHORT.toNanos() / 6);
                                    }
                                } catch (IOException hungUp) {
                                    // what the test waits for
                                }
                            });
            var status = new byte[12];
            assertThat(socket.getInputStream().readNBytes(status, 0, 12)).isEqualTo(12);
            assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
            socket.close();
            assertThat(dripping.join(Duration.ofSeconds(10))).isTrue();
        }
    }

    private static String head(TestCloud cloud, int length) {
        return "PUT "
                + TARGET
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                + length
                + "\r\nAuthorization: Bearer "
                + cloud.secrets.administratorToken()
                + "\r\n\r\n";
    }

    @Test
    void aRequestMayBeHeldOpenForLongerThanSilenceIsBorne() throws Exception {
        var release = new CountDownLatch(1);
        try (var cloud =
                TestCloud.with(
                        _ -> {
                            release.await();
                            return ArmReply.ok(JsonNodeFactory.instance.objectNode());
                        },
                        SHORT)) {
            var held = cloud.http.sendAsync(cloud.request(TARGET).build(), BodyHandlers.ofString());
            var silence = System.nanoTime();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> System.nanoTime() - silence > 4 * SHORT.toNanos());
            assertThat(held).isNotDone();
            release.countDown();
            assertThat(held.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void fiveHundredHeldRequestsLeaveRoomForOneMore() throws Exception {
        var entered = new CountDownLatch(500);
        var release = new CountDownLatch(1);
        try (var cloud =
                TestCloud.with(request -> {
                    if (request.path().endsWith("/held")) {
                        entered.countDown();
                        release.await();
                    }
                    return ArmReply.empty(204);
                })) {
            var held =
                    IntStream.range(0, 500)
                            .mapToObj(_ ->
                                    cloud.http.sendAsync(
                                            cloud.request(S + "/x/held?api-version=2024-05-01")
                                                    .build(),
                                            BodyHandlers.ofString()))
                            .toList();
            assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(cloud.send(cloud.request(TARGET)).statusCode()).isEqualTo(204);
            release.countDown();
            CompletableFuture.allOf(held.toArray(CompletableFuture[]::new))
                    .get(30, TimeUnit.SECONDS);
            assertThat(held).allMatch(answer -> answer.join().statusCode() == 204);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void presentTlsIsSpoken(String version) throws Exception {
        try (var cloud = TestCloud.with(_ -> ArmReply.empty(204));
                var socket = with(cloud, version)) {
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
        }
    }

    /** With openssl, since the JDK's own client would refuse before the server could. */
    @Test
    void pastTlsIsNot() throws Exception {
        Assumptions.assumeTrue(Program.exists("openssl"), "needs openssl: apt-get install openssl");
        try (var cloud = TestCloud.with(_ -> ArmReply.empty(204))) {
            var address = "127.0.0.1:" + cloud.server.port();
            var old =
                    Program.run(
                            "openssl",
                            "s_client",
                            "-connect",
                            address,
                            "-tls1_1",
                            "-cipher",
                            "DEFAULT@SECLEVEL=0");
            assertThat(old.status()).isNotZero();
            assertThat(old.text()).containsAnyOf("alert protocol version", "wrong version");
            var present = Program.run("openssl", "s_client", "-connect", address, "-tls1_2");
            assertThat(present.status()).isZero();
        }
    }

    @Test
    void aClientThatDoesNotTrustTheAuthorityIsNotServed() throws Exception {
        try (var cloud = TestCloud.with(_ -> ArmReply.empty(204));
                var socket =
                        fairlead.azure.client.Trust.system()
                                .getSocketFactory()
                                .createSocket("127.0.0.1", cloud.server.port())) {
            assertThatThrownBy(((SSLSocket) socket)::startHandshake)
                    .isInstanceOf(SSLException.class);
        }
    }

    @Test
    void aPortThatIsTakenIsSaidToBeTaken() throws Exception {
        try (var cloud = TestCloud.with(_ -> ArmReply.empty(204))) {
            var options =
                    new ArmServer.Options(
                            cloud.server.port(),
                            cloud.certificates.chain(),
                            cloud.certificates.key(),
                            TestCloud.card(),
                            cloud.credential());
            assertThatThrownBy(() ->
                            ArmServer.start(
                                    options,
                                    _ -> ArmReply.empty(204),
                                    cloud.tokens,
                                    BodyReader.strict(),
                                    Metering.NONE))
                    .isInstanceOf(java.net.BindException.class);
        }
    }

    private static SSLSocket with(TestCloud cloud, String version) throws Exception {
        var socket = RawTls.connect(cloud);
        socket.setEnabledProtocols(new String[] {version});
        return socket;
    }
}
