package fairlead.bgpd.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on the control socket; whoever may open it, the server's owner alone, may ask. */
public final class ControlServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final int LONGEST_QUESTION = 1024;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Path path;
    private final Answers answers;
    private final ServerSocketChannel listening;

    private ControlServer(Path path, Answers answers, ServerSocketChannel listening) {
        this.path = path;
        this.answers = answers;
        this.listening = listening;
    }

    /**
     * Listens at {@code path}, whose folder is made if it is not there. What a dead server left
     * there is replaced.
     *
     * @throws IOException if a living server answers there, or the path cannot be used
     */
    public static ControlServer listen(Path path, Answers answers) throws IOException {
        var folder = path.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
        if (Files.exists(path)) {
            if (ControlClient.answers(path)) {
                throw new IOException(
                        path + " belongs to a server that runs; name another with --control PATH");
            }
            Files.delete(path);
        }
        var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            listening.bind(UnixDomainSocketAddress.of(path));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            listening.close();
            throw new IOException(path + " cannot be listened on: " + e.getMessage(), e);
        }
        var server = new ControlServer(path, answers, listening);
        Thread.ofVirtual().name("control").start(server::accept);
        return server;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        Files.deleteIfExists(path);
    }

    private void accept() {
        hear(
                path,
                listening::accept,
                client -> Thread.ofVirtual().name("control-client").start(() -> serve(client)),
                PAUSE);
    }

    /** Where clients come from. */
    interface Door {
        SocketChannel accept() throws IOException;
    }

    /**
     * Hands on who comes until the door is closed. Where nobody can be let in, as when the process
     * has no descriptor left, that is said once, and tried again after each {@code pause}.
     */
    static void hear(Path path, Door door, Consumer<SocketChannel> guests, Duration pause) {
        boolean said = false;
        while (true) {
            try {
                guests.accept(door.accept());
                said = false;
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException e) {
                if (!said) {
                    LOG.warn("{}: no question can be heard for now: {}", path, e.getMessage());
                    said = true;
                }
                try {
                    Thread.sleep(pause);
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client;
                var in =
                        new BufferedReader(
                                new InputStreamReader(Channels.newInputStream(client), UTF_8),
                                LONGEST_QUESTION);
                var out =
                        new BufferedWriter(
                                new OutputStreamWriter(Channels.newOutputStream(client), UTF_8),
                                1 << 16)) {
            var line = line(in);
            try {
                var rows = new WrittenRows(out);
                answers.answer(Question.parse(line), rows);
                rows.end();
            } catch (IllegalArgumentException | IllegalStateException e) {
                out.write(
                        new JsonLine().begin().put("error", String.valueOf(e.getMessage())).end());
            }
        } catch (IOException e) {
            LOG.debug("a client of {} left: {}", path, e.getMessage());
        }
    }

    private static String line(BufferedReader in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (line.length() == LONGEST_QUESTION) {
                throw new IOException("a question without an end");
            }
            line.append((char) next);
        }
        return line.toString();
    }
}
