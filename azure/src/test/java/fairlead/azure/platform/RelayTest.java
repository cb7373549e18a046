package fairlead.azure.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A relay before a server that says hello, then repeats what it hears, until it hears a full stop.
 */
@Timeout(30)
class RelayTest {

    private Listener server;
    private Listener relay;
    private InetSocketAddress address;

    @BeforeEach
    void start() throws IOException {
        var behind = NameServerTest.free();
        server = Listener.start(ServerSocketChannel.open(), behind, RelayTest::repeat);
        address = NameServerTest.free();
        relay = Listener.start(ServerSocketChannel.open(), address, new Relay(behind));
    }

    @AfterEach
    void stop() {
        relay.close();
        server.close();
    }

    private static void repeat(Socket caller) throws IOException {
        caller.getOutputStream().write("hello ".getBytes(UTF_8));
        for (int octet = caller.getInputStream().read();
                octet >= 0 && octet != '.';
                octet = caller.getInputStream().read()) {
            caller.getOutputStream().write(octet);
        }
    }

    private Socket call() throws IOException {
        return new Socket(address.getAddress(), address.getPort());
    }

    @Test
    void octetsGoBothWaysUntilTheCallerHasSaidAll() throws IOException {
        try (var caller = call()) {
            var text = "0123456789".repeat(20_000);
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            caller.getOutputStream().write(text.getBytes(UTF_8));
                            caller.shutdownOutput();
                        } catch (IOException hungUp) {
                            throw new IllegalStateException(hungUp);
                        }
                    });
            assertThat(new String(caller.getInputStream().readAllBytes(), UTF_8))
                    .isEqualTo("hello " + text);
        }
    }

    @Test
    void theServersEndIsTheCallersEnd() throws IOException {
        try (var caller = call()) {
            caller.getOutputStream().write("a.".getBytes(UTF_8));
            assertThat(new String(caller.getInputStream().readAllBytes(), UTF_8))
                    .isEqualTo("hello a");
        }
    }

    @Test
    void withoutAServerTheCallerIsHungUpOn() throws IOException {
        server.close();
        try (var caller = call()) {
            assertThat(caller.getInputStream().read()).isEqualTo(-1);
        }
    }
}
