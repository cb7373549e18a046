package fairlead.azure.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLSocket;

/** Octets over TLS, for what no decent client would send. */
final class RawTls {

    private RawTls() {}

    static SSLSocket connect(TestCloud cloud) throws IOException {
        var socket =
                (SSLSocket)
                        cloud.trust
                                .getSocketFactory()
                                .createSocket("127.0.0.1", cloud.server.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** Sends, and reads until the server closes the connection. */
    static String exchange(TestCloud cloud, String octets) throws IOException {
        try (var socket = connect(cloud)) {
            socket.getOutputStream().write(octets.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (SocketTimeoutException stillOpen) {
            throw new AssertionError("the server did not close the connection", stillOpen);
        }
    }
}
