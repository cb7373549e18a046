package fairlead.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class ListenerTest {

    private static final int PORT = 23_000 + (int) (ProcessHandle.current().pid() % 10_000);
    private static final InetSocketAddress HERE = new InetSocketAddress("127.39.0.1", PORT);

    /** With the thread interrupted, some connections of these were forgotten and stayed open. */
    private static final int ROUNDS = 100;

    private static final Duration SOON = Duration.ofMillis(1);

    private final Queue<SocketChannel> guests = new ConcurrentLinkedQueue<>();

    @Test
    void whoeverConnectsWhileItClosesIsHandedOnOrTurnedAway() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var listener =
                    new Listener("listener-test", new PlainSockets(), HERE, _ -> {}, guests::add);
            listener.start();
            await().pollDelay(Duration.ZERO).pollInterval(SOON).until(ListenerTest::answers);
            var clients = new ArrayList<SocketChannel>();
            var knocking = Thread.ofPlatform().start(() -> knock(clients));
            listener.close();
            knocking.join();
            guests.forEach(ListenerTest::shut);
            guests.clear();
            assertThat(clients).allSatisfy(ListenerTest::isOver);
        }
    }

    private static boolean answers() {
        try (var client = SocketChannel.open(HERE)) {
            return client.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static void knock(List<SocketChannel> clients) {
        try {
            for (int i = 0; i < 50; i++) {
                clients.add(SocketChannel.open(HERE));
            }
        } catch (IOException nobodyListens) {
            return;
        }
    }

    /** Nobody holds the other end. */
    private static void isOver(SocketChannel client) throws IOException {
        try (client) {
            client.socket().setSoTimeout(10_000);
            assertThat(client.socket().getInputStream().read()).isNegative();
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    private static void shut(SocketChannel guest) {
        try {
            guest.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
