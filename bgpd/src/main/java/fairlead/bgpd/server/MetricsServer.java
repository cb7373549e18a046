package fairlead.bgpd.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fairlead.bgp.speaker.ListenAddress;
import fairlead.metrics.Exposition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Answers {@code GET /metrics} at one address; everything else is not found. */
final class MetricsServer implements AutoCloseable {

    private static final int WAITING = 16;

    private final HttpServer server;
    private final Supplier<Exposition> numbers;

    private MetricsServer(HttpServer server, Supplier<Exposition> numbers) {
        this.server = server;
        this.numbers = numbers;
    }

    /**
     * Listens from now on.
     *
     * @throws IOException if it cannot listen; the message names the address
     */
    static MetricsServer listen(ListenAddress at, Supplier<Exposition> numbers) throws IOException {
        try {
            var address =
                    new InetSocketAddress(
                            InetAddress.getByAddress(at.address().octets()), at.port());
            var server = new MetricsServer(HttpServer.create(address, WAITING), numbers);
            server.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.server.createContext("/", server::answer);
            server.server.start();
            return server;
        } catch (IOException e) {
            throw new IOException("metrics cannot listen on " + at + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals("/metrics")) {
                send(exchange, 404, "text/plain", "The numbers are at /metrics.\n");
            } else if (!exchange.getRequestMethod().equals("GET")) {
                send(exchange, 405, "text/plain", "Only GET is answered.\n");
            } else {
                send(exchange, 200, Exposition.TYPE, numbers.get().toString());
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
