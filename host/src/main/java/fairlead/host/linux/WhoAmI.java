package fairlead.host.linux;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server that the whole Internet consists of: at every address, on ports 80 and 8080, it tells
 * a caller the address and port that it was called from. {@code GET /} answers {@code ADDRESS
 * PORT}, {@code GET /json} the same as JSON. HTTP/1.1, one request to a connection.
 */
public final class WhoAmI implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WhoAmI.class);
    private static final List<Integer> PORTS = List.of(80, 8080);
    private static final int LONGEST_HEAD = 100;
    private static final int BACKLOG = 1024;
    private static final long PAUSE_NANOS = 100_000_000;

    private final List<ServerSocketChannel> listeners = new ArrayList<>();

    private WhoAmI() {}

    /**
     * Listens in {@code namespace} until closed.
     *
     * @throws IOException if a port is taken there
     */
    public static WhoAmI start(NamespaceSockets sockets, String namespace) throws IOException {
        var service = new WhoAmI();
        try {
            for (int port : PORTS) {
                var listener = sockets.listener(namespace);
                service.listeners.add(listener);
                listener.bind(new InetSocketAddress("0.0.0.0", port), BACKLOG);
                Thread.ofVirtual().name("whoami:" + port).start(() -> accept(listener));
            }
            return service;
        } catch (IOException taken) {
            service.close();
            throw taken;
        }
    }

    @Override
    public void close() {
        for (var listener : listeners) {
            try {
                listener.close();
            } catch (IOException alreadyGone) {
                LOG.debug("closing {}: {}", listener, alreadyGone.getMessage());
            }
        }
    }

    private static void accept(ServerSocketChannel listener) {
        while (true) {
            try {
                var caller = listener.accept();
                Thread.ofVirtual().start(() -> serve(caller));
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException unusual) {
                LOG.warn("the Internet's server cannot accept: {}", unusual.getMessage());
                LockSupport.parkNanos(PAUSE_NANOS); // out of descriptors, perhaps: others will end
            }
        }
    }

    private static void serve(SocketChannel caller) {
        try (caller) {
            var from = (InetSocketAddress) caller.getRemoteAddress();
            var in =
                    new BufferedReader(
                            new InputStreamReader(
                                    Channels.newInputStream(caller), StandardCharsets.ISO_8859_1));
            var request = in.readLine();
            if (request == null) {
                return;
            }
            var header = in.readLine();
            for (int i = 0; i < LONGEST_HEAD && header != null && !header.isEmpty(); i++) {
                header = in.readLine();
            }
            Channels.newOutputStream(caller).write(answer(request, from));
        } catch (IOException | UncheckedIOException hungUp) {
            LOG.debug("a caller hung up: {}", hungUp.getMessage());
        }
    }

    /** The whole answer to a request line. */
    static byte[] answer(String request, InetSocketAddress from) {
        var words = request.split(" ", -1);
        var path = words.length > 1 ? words[1] : "";
        var address = from.getAddress().getHostAddress();
        boolean isGet = words[0].equals("GET") || words[0].equals("HEAD");
        boolean isJson = path.equals("/json");
        var status = !isGet ? "405 Method Not Allowed" : "200 OK";
        var body =
                !isGet
                        ? "only GET is answered here\n"
                        : isJson
                                ? "{\"address\":\"%s\",\"port\":%d}\n"
                                        .formatted(address, from.getPort())
                                : address + " " + from.getPort() + "\n";
        var head =
                """
                HTTP/1.1 %s\r
                Content-Type: %s\r
                Content-Length: %d\r
                Connection: close\r
                \r
                """
                        .formatted(
                                status, isJson ? "application/json" : "text/plain", body.length());
        return (head + (words[0].equals("HEAD") ? "" : body)).getBytes(StandardCharsets.US_ASCII);
    }
}
