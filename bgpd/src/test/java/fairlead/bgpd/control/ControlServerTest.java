package fairlead.bgpd.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ControlServerTest {

    @Test
    @Timeout(20)
    void whoComesAfterATimeWithoutDescriptorsIsLetIn() throws Exception {
        var full = new IOException("Too many open files");
        var guests = new ArrayList<SocketChannel>();
        try (var first = SocketChannel.open();
                var second = SocketChannel.open()) {
            var coming = new ArrayDeque<Object>(List.of(first, full, full, second));
            ControlServer.hear(
                    Path.of("control"), () -> next(coming), guests::add, Duration.ofMillis(1));
            assertThat(guests).containsExactly(first, second);
        }
    }

    private static SocketChannel next(ArrayDeque<Object> coming) throws IOException {
        return switch (coming.poll()) {
            case SocketChannel client -> client;
            case IOException refused -> throw refused;
            case null, default -> throw new ClosedChannelException();
        };
    }
}
