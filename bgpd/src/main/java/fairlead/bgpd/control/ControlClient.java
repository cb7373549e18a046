package fairlead.bgpd.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;

/** Asks one question of a server and reads its answer line by line. */
public final class ControlClient implements AutoCloseable {

    private final SocketChannel channel;
    private final BufferedReader lines;

    private ControlClient(SocketChannel channel) {
        this.channel = channel;
        this.lines =
                new BufferedReader(
                        new InputStreamReader(Channels.newInputStream(channel), UTF_8), 1 << 16);
    }

    /**
     * Connects and asks.
     *
     * @throws IOException if no server answers at {@code path}
     */
    public static ControlClient ask(Path path, Question question) throws IOException {
        var channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
        try {
            channel.write(ByteBuffer.wrap((question.line() + "\n").getBytes(UTF_8)));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new ControlClient(channel);
    }

    /** Whether a server lives at {@code path}. */
    public static boolean answers(Path path) {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return channel.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }

    /** The next line of the answer; empty when the server has closed. */
    public Optional<String> next() throws IOException {
        return Optional.ofNullable(lines.readLine());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
