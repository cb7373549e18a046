package fairlead.azure.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts TCP connections until closed, and serves each on a virtual thread of its own. Reading
 * from a caller that is silent for ten seconds ends with its connection; of more than 256
 * connections at a time the further ones wait, and of more than 64 from one address the further
 * ones are hung up on, so that no machine can take all.
 */
public final class Listener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final int BACKLOG = 512;
    private static final int CONNECTIONS = 256;
    private static final int FROM_ONE_ADDRESS = 64;
    private static final int SILENCE_MILLIS = 10_000;
    private static final long PAUSE_NANOS = 100_000_000;

    /** Serves one caller; the connection is closed when it returns. */
    @FunctionalInterface
    public interface Service {
        void serve(Socket caller) throws IOException;
    }

    private final ServerSocketChannel channel;
    private final Service service;
    private final Semaphore places = new Semaphore(CONNECTIONS);
    private final Map<InetAddress, Integer> callers = new ConcurrentHashMap<>();

    private Listener(ServerSocketChannel channel, Service service) {
        this.channel = channel;
        this.service = service;
    }

    /**
     * Takes over an unbound socket, binds it and serves.
     *
     * @throws IOException if the address cannot be had; the socket is closed then
     */
    public static Listener start(
            ServerSocketChannel channel, InetSocketAddress address, Service service)
            throws IOException {
        try {
            channel.bind(address, BACKLOG);
        } catch (IOException taken) {
            channel.close();
            throw taken;
        }
        var listener = new Listener(channel, service);
        Thread.ofVirtual().name("listen " + address).start(listener::accept);
        return listener;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            LOG.debug("closing {}: {}", channel, alreadyGone.getMessage());
        }
    }

    private void accept() {
        while (true) {
            places.acquireUninterruptibly();
            try {
                var caller = channel.accept().socket();
                Thread.ofVirtual().start(() -> serve(caller));
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException unusual) {
                places.release();
                LOG.warn("{} cannot accept: {}", channel, unusual.getMessage());
                LockSupport.parkNanos(PAUSE_NANOS); // out of descriptors, perhaps: others will end
            }
        }
    }

    private void serve(Socket caller) {
        var address = caller.getInetAddress();
        try (caller) {
            if (callers.merge(address, 1, Integer::sum) <= FROM_ONE_ADDRESS) {
                caller.setSoTimeout(SILENCE_MILLIS);
                service.serve(caller);
            } else {
                LOG.debug("{} has too many connections", address);
            }
        } catch (SocketTimeoutException silent) {
            LOG.debug("{} says nothing", caller);
        } catch (IOException | UncheckedIOException hungUp) {
            LOG.debug("{} hung up: {}", caller, hungUp.getMessage());
        } catch (RuntimeException bug) {
            LOG.error("a request from {} failed", caller, bug);
        } finally {
            callers.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
            places.release();
        }
    }
}
