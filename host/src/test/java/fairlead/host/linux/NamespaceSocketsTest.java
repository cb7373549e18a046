package fairlead.host.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fairlead.host.desired.NamespacePart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernel")
class NamespaceSocketsTest {

    private Lab lab;

    @BeforeEach
    void twoEmptyNamespaces() throws Exception {
        lab = new Lab();
        for (int nic : List.of(11, 12)) {
            lab.with(new NamespacePart(lab.namespace(nic)));
        }
        lab.adopt().orThrow();
        for (int nic : List.of(11, 12)) {
            lab.run(nic, "ip link set lo up");
        }
    }

    @AfterEach
    void gone() {
        lab.close();
    }

    @Test
    void oneAddressIsFreeInEachNamespace() throws Exception {
        var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 179);
        try (var first = lab.sockets.listener(lab.namespace(11));
                var second = lab.sockets.listener(lab.namespace(12));
                var caller = lab.sockets.stream(lab.namespace(12))) {
            first.bind(address);
            second.bind(address);
            caller.connect(address);
            try (var accepted = second.accept()) {
                accepted.write(StandardCharsets.US_ASCII.encode("second"));
            }
            assertThat(Lab.text(caller)).isEqualTo("second");
        }
    }

    @Test
    void datagramsStayInTheirNamespaceToo() throws Exception {
        var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 53);
        try (var first = lab.sockets.datagram(lab.namespace(11));
                var second = lab.sockets.datagram(lab.namespace(12))) {
            first.bind(address);
            second.bind(address);
            assertThat(first.getLocalAddress()).isEqualTo(second.getLocalAddress());
        }
    }

    @Test
    void noThreadStaysBehind() throws Exception {
        var home = network();
        for (int i = 0; i < 20; i++) {
            lab.sockets.stream(lab.namespace(11)).close();
        }

        int many = 200;
        Set<String> seen = ConcurrentHashMap.newKeySet();
        var all = new CountDownLatch(many);
        for (int i = 0; i < many; i++) {
            Thread.ofVirtual()
                    .start(() -> {
                        seen.add(network());
                        all.countDown();
                    });
        }
        all.await();
        assertThat(new HashSet<>(seen)).containsExactly(home);
    }

    @Test
    void aNamespaceThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> lab.sockets.stream("no-such-place"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-place");
    }

    /** The network namespace of the calling thread's carrier. */
    private static String network() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net")).toString();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
