package fairlead.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fairlead.bgp.rib.ExportRules;
import fairlead.bgp.rib.ImportRules;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A speaker that cannot go on says so: whoever asks it hears of it, and its address is free. */
class FatalErrorTest {

    private static final int PORT = 22_000 + (int) (ProcessHandle.current().pid() % 10_000);
    private static final IpAddress SERVER = IpAddress.parse("127.38.0.1");
    private static final IpAddress NOBODY = IpAddress.parse("127.38.0.2");

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    @Test
    @Timeout(60)
    void whoeverAsksASpeakerThatRanOutOfMemoryIsNotLeftWaiting() throws Exception {
        try (var speaker = new Speaker(config(), new PlainSockets(), this::runOutOfMemory)) {
            speaker.whenEnded(ended::countDown);
            speaker.start();
            var answer = new CompletableFuture<List<SessionReport>>();
            var asker = Thread.ofPlatform().start(() -> ask(speaker, answer));
            await().until(asker::getState, Thread.State.WAITING::equals);
            asked.countDown();
            await().until(() -> ended.getCount() == 0);
            await().until(answer::isCompletedExceptionally);
            assertThatThrownBy(speaker::sessions).isInstanceOf(IllegalStateException.class);
            await().until(FatalErrorTest::isFree);
        }
    }

    private static void ask(Speaker speaker, CompletableFuture<List<SessionReport>> answer) {
        try {
            answer.complete(speaker.sessions());
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private void runOutOfMemory(SpeakerEvent event) {
        try {
            asked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new OutOfMemoryError("for this test");
    }

    private static boolean isFree() {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(SERVER.octets()), PORT));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static SpeakerConfig config() {
        return new SpeakerConfig(
                "fatal-error",
                new LocalEnd(new Asn(65000), SERVER, SERVER, PORT),
                new Timing(Duration.ofSeconds(90), Duration.ofSeconds(1), Duration.ofSeconds(2)),
                List.of(new Neighbour("nobody", NOBODY, new Asn(65001))),
                ImportRules.ALL,
                new ExportRules(List.of(), new ExportRules.Reflection.On(List.of())),
                Profile.ROUTE_SERVER);
    }
}
