package fairlead.azure.platform;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import fairlead.azure.metadata.MetadataAnswer.Document;
import fairlead.azure.metadata.MetadataRequest;
import fairlead.net.IpAddress;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;

/** Metadata over HTTP/1.1 for one virtual network, one request to a connection. */
public final class MetadataServer {

    private static final Map<Integer, String> REASONS =
            Map.of(
                    200, "OK",
                    400, "Bad Request",
                    404, "Not Found",
                    405, "Method Not Allowed",
                    410, "Gone",
                    500, "Internal Server Error");

    private static final int LINGER_MILLIS = 1_000;
    private static final int MOST_UNREAD = 64 << 10;

    /** Answers a request from an address of the network. */
    @FunctionalInterface
    public interface Answerer {
        Document answer(IpAddress from, MetadataRequest request);
    }

    private MetadataServer() {}

    /**
     * Serves at {@code address} until closed.
     *
     * @param answers is asked from several threads
     * @throws IOException if the address cannot be had
     */
    public static Listener start(
            PlatformSockets sockets, InetSocketAddress address, Answerer answers)
            throws IOException {
        return Listener.start(sockets.listener(), address, caller -> serve(caller, answers));
    }

    private static void serve(Socket caller, Answerer answers) throws IOException {
        Document answer;
        boolean bodiless = false;
        try {
            var request = HttpHead.read(new BufferedInputStream(caller.getInputStream()));
            bodiless = request.method().equals("HEAD");
            answer = answers.answer(IpAddress.of(caller.getInetAddress().getAddress()), request);
        } catch (HttpHead.Malformed malformed) {
            answer =
                    new Document(
                            400,
                            "application/json; charset=utf-8",
                            "{\"error\":\"Bad request. " + malformed.getMessage() + "\"}");
        }
        var body = answer.body().getBytes(UTF_8);
        var head =
                """
                HTTP/1.1 %d %s\r
                Content-Type: %s\r
                Content-Length: %d\r
                Connection: close\r
                \r
                """
                        .formatted(
                                answer.status(),
                                REASONS.getOrDefault(answer.status(), ""),
                                answer.contentType(),
                                body.length)
                        .getBytes(ISO_8859_1);
        var out = caller.getOutputStream();
        out.write(head);
        if (!bodiless) {
            out.write(body);
        }
        linger(caller);
    }

    /**
     * Octets that nobody has read would turn the end into a reset, which may overtake the answer
     * (RFC 9112 §9.6).
     */
    private static void linger(Socket caller) throws IOException {
        caller.shutdownOutput();
        caller.setSoTimeout(LINGER_MILLIS);
        caller.getInputStream().readNBytes(MOST_UNREAD);
    }
}
