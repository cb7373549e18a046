package fairlead.host.forward;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/** A port of the host: each connection to it is carried on its own virtual threads. */
final class Port implements AutoCloseable {

    /** Connections that may wait to be accepted; of more, the kernel resets some. */
    private static final int WAITING = 1024;

    private static final int PAUSE_MILLIS = 100;

    private final ServerSocketChannel listener;
    private final Way way;
    private final Consumer<String> complain;

    private Port(ServerSocketChannel listener, Way way, Consumer<String> complain) {
        this.listener = listener;
        this.way = way;
        this.complain = complain;
    }

    /**
     * Listens and begins to accept.
     *
     * @param complain hears why a connection could not be carried
     * @throws IOException if the port cannot be had; the message says why and what to do
     */
    static Port open(InetSocketAddress listen, Way way, Consumer<String> complain)
            throws IOException {
        var listener = ServerSocketChannel.open();
        try {
            listener.bind(listen, WAITING);
        } catch (BindException refused) {
            listener.close();
            throw new IOException(
                    "cannot listen on "
                            + text(listen)
                            + " ("
                            + refused.getMessage()
                            + "): take another port"
                            + (listen.getPort() < 1024 ? ", from 1024 on if you are not root" : ""),
                    refused);
        }
        var port = new Port(listener, way, complain);
        Thread.ofVirtual().name("accept").start(port::accept);
        return port;
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) listener.getLocalAddress();
    }

    static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private void accept() {
        while (listener.isOpen()) {
            try {
                var near = listener.accept();
                Thread.ofVirtual().name("relay").start(() -> carry(near));
            } catch (IOException notNow) {
                if (listener.isOpen()) {
                    complain.accept("no connection is taken now: " + notNow.getMessage());
                    pause();
                }
            }
        }
    }

    private void carry(SocketChannel near) {
        try (near) {
            new Relay(near, way.connect()).run();
        } catch (IOException refused) {
            complain.accept(String.valueOf(refused.getMessage()));
        }
    }

    /** Out of descriptors, for instance: some will be free again. */
    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
