package fairlead.host.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RelayTest {

    private static final InetSocketAddress ANY =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private Echo echo;
    private Port port;

    @BeforeEach
    void open() throws Exception {
        echo = Echo.start(ANY);
        var machine = echo.address();
        port = Port.open(ANY, () -> SocketChannel.open(machine), complaints::add);
    }

    @AfterEach
    void close() throws Exception {
        port.close();
        echo.close();
    }

    /** Says something, then that it has said all, and reads all that comes. */
    private String ask(String text) throws IOException {
        try (var socket = new Socket(port.address().getAddress(), port.address().getPort())) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void whoHasSaidAllStillHears() throws Exception {
        assertThat(ask("hello")).isEqualTo("hello, that was 5");
    }

    @Test
    void manyAreCarriedAtOnceAndNoneIsMixedUp() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var questions = new ArrayList<Callable<String>>();
            for (int i = 0; i < 200; i++) {
                var text = ("connection " + i + " ").repeat(5000);
                questions.add(
                        () -> ask(text).equals(text + ", that was " + text.length()) ? "" : text);
            }
            for (var answer : threads.invokeAll(questions)) {
                assertThat(answer.get()).as("%s", complaints).isEmpty();
            }
        }
    }

    @Test
    void aMachineThatTakesNoConnectionHangsUpAndIsNamed() throws Exception {
        echo.close();

        assertThatThrownBy(() -> ask("hello")).isInstanceOf(SocketException.class);
        await().until(() -> !complaints.isEmpty());
        assertThat(complaints.getFirst()).contains("refused");
    }

    @Test
    void aClientThatIsCutOffLeavesNoConnectionBehind() throws Exception {
        var socket = new Socket(port.address().getAddress(), port.address().getPort());
        socket.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
        await().until(() -> echo.open() == 1);

        socket.setSoLinger(true, 0); // a reset instead of a farewell
        socket.close();

        await().until(() -> echo.open() == 0);
    }

    @Test
    void aPortThatIsTakenIsNamedWithTheWayOut() throws Exception {
        var taken = port.address();

        assertThatThrownBy(() -> Port.open(taken, () -> SocketChannel.open(), complaints::add))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen on 127.0.0.1:" + taken.getPort())
                .hasMessageContaining("take another port");
    }
}
