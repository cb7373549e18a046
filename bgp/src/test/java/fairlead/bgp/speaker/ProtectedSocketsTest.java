package fairlead.bgp.speaker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fairlead.bgp.socket.HopLimit;
import fairlead.net.IpAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MD5 signatures and TTL security between two sockets on loopback, as this kernel does them. */
@Tag("kernel")
class ProtectedSocketsTest {

    private static final Secret KEY = new Secret("the key");

    @ParameterizedTest(name = "a listener for {0} and a client at {1}")
    @CsvSource({"INET, 127.0.0.1", "INET6, 127.0.0.1", "INET6, ::1"})
    void whoKnowsTheSecretIsHeard(StandardProtocolFamily family, String address) throws Exception {
        try (var listener = listener(family, address);
                var client = client(address)) {
            Md5Signature.set(listener, IpAddress.parse(address), KEY);
            Md5Signature.set(client, IpAddress.parse(address), KEY);
            connect(client, listener);
            try (var accepted = listener.accept()) {
                assertThat(said(client, accepted)).isEqualTo("hello");
            }
        }
    }

    @ParameterizedTest(name = "a listener for {0} and a client at {1}")
    @CsvSource({"INET, 127.0.0.1", "INET6, 127.0.0.1", "INET6, ::1"})
    void whoHasAnotherSecretIsNot(StandardProtocolFamily family, String address) throws Exception {
        try (var listener = listener(family, address);
                var client = client(address)) {
            Md5Signature.set(listener, IpAddress.parse(address), KEY);
            Md5Signature.set(client, IpAddress.parse(address), new Secret("another"));
            long before = counter("TCPMD5Failure");
            assertThatThrownBy(() -> connect(client, listener))
                    .isInstanceOf(SocketTimeoutException.class);
            assertThat(counter("TCPMD5Failure")).isGreaterThan(before);
        }
    }

    @ParameterizedTest(name = "a listener for {0} and a client at {1}")
    @CsvSource({"INET, 127.0.0.1", "INET6, 127.0.0.1", "INET6, ::1"})
    void whoHasNoSecretIsNotUntilTheKeyIsForgotten(StandardProtocolFamily family, String address)
            throws Exception {
        try (var listener = listener(family, address);
                var client = client(address)) {
            Md5Signature.set(listener, IpAddress.parse(address), KEY);
            long before = counter("TCPMD5NotFound");
            assertThatThrownBy(() -> connect(client, listener))
                    .isInstanceOf(SocketTimeoutException.class);
            assertThat(counter("TCPMD5NotFound")).isGreaterThan(before);
            Md5Signature.clear(listener, IpAddress.parse(address));
            Md5Signature.clear(listener, IpAddress.parse(address));
            try (var second = client(address)) {
                connect(second, listener);
            }
        }
    }

    @ParameterizedTest(name = "a listener for {0} and a client at {1}")
    @CsvSource({"INET, 127.0.0.1", "INET6, 127.0.0.1", "INET6, ::1"})
    void aNeighbourIsHeardWithTtl255AndOthersAreDropped(
            StandardProtocolFamily family, String address) throws Exception {
        var nextDoor = new Reach.Secured(1);
        try (var listener = listener(family, address);
                var near = client(address);
                var far = client(address)) {
            HopLimit.set(listener, 255);
            TtlSecurity.set(near, nextDoor);
            connect(near, listener);
            try (var accepted = abrupt(listener.accept())) {
                TtlSecurity.set(accepted, nextDoor);
                assertThat(said(near, accepted)).isEqualTo("hello");
            }
            HopLimit.set(far, 254);
            connect(far, listener);
            try (var accepted = abrupt(listener.accept())) {
                TtlSecurity.set(accepted, nextDoor);
                long before = counter("TCPMinTTLDrop");
                far.write(ByteBuffer.wrap("hello".getBytes(UTF_8)));
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> counter("TCPMinTTLDrop") > before);
            }
        }
    }

    /**
     * Closes with a reset: the last acknowledgement of an orderly end leaves with the kernel's own
     * TTL and would be counted as a drop.
     */
    private static SocketChannel abrupt(SocketChannel channel) throws IOException {
        return channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    }

    private static ServerSocketChannel listener(StandardProtocolFamily family, String address)
            throws IOException {
        var listener = ServerSocketChannel.open(family);
        // An IPv6 socket takes IPv4 clients too when it listens on all addresses.
        listener.bind(
                family == StandardProtocolFamily.INET6
                        ? new InetSocketAddress(InetAddress.getByName("::"), 0)
                        : new InetSocketAddress(address, 0));
        return listener;
    }

    private static SocketChannel client(String address) throws IOException {
        return SocketChannel.open(
                        address.contains(":")
                                ? StandardProtocolFamily.INET6
                                : StandardProtocolFamily.INET)
                .bind(new InetSocketAddress(address, 0));
    }

    private static void connect(SocketChannel client, ServerSocketChannel listener)
            throws IOException {
        var here = ((InetSocketAddress) client.getLocalAddress()).getAddress();
        int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
        client.socket().connect(new InetSocketAddress(here, port), 500);
    }

    private static String said(SocketChannel from, SocketChannel to) throws IOException {
        from.write(ByteBuffer.wrap("hello".getBytes(UTF_8)));
        var heard = ByteBuffer.allocate(5);
        while (heard.hasRemaining() && to.read(heard) >= 0) {}
        return new String(heard.array(), UTF_8);
    }

    /** A counter of /proc/net/netstat. */
    private static long counter(String name) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc/net/netstat"));
        int column = Arrays.asList(lines.get(0).split(" ", -1)).indexOf(name);
        assertThat(column).as(name).isPositive();
        return Long.parseLong(lines.get(1).split(" ", -1)[column]);
    }
}
