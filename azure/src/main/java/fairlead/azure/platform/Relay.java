package fairlead.azure.platform;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the octets of a connection on to a server elsewhere, and its octets back, until both end.
 */
public final class Relay implements Listener.Service {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    /** Longer than the server waits, so that it is the one to judge. */
    private static final int SILENCE_MILLIS = 120_000;

    private final InetSocketAddress server;

    /**
     * @param server where connections are handed on to
     */
    public Relay(InetSocketAddress server) {
        this.server = server;
    }

    @Override
    public void serve(Socket caller) throws IOException {
        caller.setSoTimeout(SILENCE_MILLIS);
        try (var onward = new Socket(server.getAddress(), server.getPort())) {
            var back = Thread.ofVirtual().start(() -> copyBack(onward, caller));
            copy(caller, onward);
            back.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copyBack(Socket onward, Socket caller) {
        try {
            copy(onward, caller);
        } catch (IOException hungUp) {
            LOG.debug("{} hung up: {}", caller, hungUp.getMessage());
            close(onward);
            close(caller); // wakes whoever reads from it
        }
    }

    private static void copy(Socket from, Socket to) throws IOException {
        from.getInputStream().transferTo(to.getOutputStream());
        to.shutdownOutput();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            LOG.debug("closing {}: {}", socket, alreadyGone.getMessage());
        }
    }
}
