package fairlead.bgp.speaker;

import fairlead.net.IpAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections on a virtual thread of its own. Where the address does not exist yet, or is
 * taken, it says so once for each reason and tries again.
 */
final class Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    /** What a socket has to be told before it listens. */
    interface Preparation {
        void prepare(ServerSocketChannel channel) throws IOException;
    }

    /** Connections that the kernel holds for us, so that a crowd of strangers shuts nobody out. */
    private static final int WAITING = 1024;

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final String speaker;
    private final SocketOpener opener;
    private final InetSocketAddress address;

    /** As it stands in a file. */
    private final String place;

    private final Preparation preparation;
    private final Consumer<SocketChannel> accepted;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable ServerSocketChannel channel;

    Listener(
            String speaker,
            SocketOpener opener,
            InetSocketAddress address,
            Preparation preparation,
            Consumer<SocketChannel> accepted) {
        this.speaker = speaker;
        this.opener = opener;
        this.address = address;
        this.place =
                new ListenAddress(
                                IpAddress.of(address.getAddress().getAddress()), address.getPort())
                        .toString();
        this.preparation = preparation;
        this.accepted = accepted;
        this.thread = Thread.ofVirtual().name(speaker + "-listen").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Tells the socket anew what it has to be told, if there is one. */
    void prepareAgain(Preparation again) throws IOException {
        var open = channel;
        if (open != null && open.isOpen()) {
            again.prepare(open);
        }
    }

    /**
     * Stops listening; the address is free when this returns. Its thread is not interrupted: the
     * JDK would forget a connection that it accepts at that moment, and who made it wait for our
     * OPEN.
     */
    void close() throws InterruptedException {
        closed.countDown();
        shut();
        thread.join();
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void run() {
        var said = "";
        while (!isClosed()) {
            var reason = "";
            try {
                listen();
            } catch (IOException e) {
                reason = Reasons.of(e);
            } catch (RuntimeException e) {
                reason = "no socket to listen with: " + e;
            } finally {
                shut();
            }
            if (!isClosed() && !reason.equals(said)) {
                said = reason;
                LOG.warn(
                        "{}: not listening on {} yet, trying again every second: {}",
                        speaker,
                        place,
                        reason);
            }
            try {
                if (closed.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void listen() throws IOException {
        var open = opener.listener(Preparations.family(address));
        channel = open;
        open.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        Preparations.travel(open, Speaker.HOPS);
        Preparations.ownFamilyOnly(open);
        if (isClosed()) {
            return;
        }
        preparation.prepare(open);
        open.bind(address, WAITING);
        LOG.info("{}: listening on {}", speaker, place);
        while (!isClosed()) {
            accepted.accept(open.accept());
        }
    }

    private void shut() {
        var open = channel;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.warn("{}: closing {}: {}", speaker, address, e.getMessage());
            }
        }
    }
}
