package fairlead.bgp.monitor;

import fairlead.bgp.bmp.BmpMessage;
import fairlead.bgp.bmp.BmpReader;
import fairlead.bgp.wire.DamagedOctetsException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A collector with faults to order: it keeps what each connection brought. */
final class TestCollector implements AutoCloseable {

    private final ServerSocket server;
    private final List<List<BmpMessage>> connections = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final CountDownLatch mayRead;
    private volatile boolean damaged;

    /**
     * Listens.
     *
     * @param reads whether it reads from the beginning, or only after {@link #read}
     */
    TestCollector(int port, boolean reads) throws IOException {
        server = new ServerSocket();
        server.setReceiveBufferSize(4096);
        server.bind(new java.net.InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 8);
        mayRead = new CountDownLatch(reads ? 0 : 1);
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on it reads what comes. */
    void read() {
        mayRead.countDown();
    }

    /** Resets what is connected. */
    void reset() throws IOException {
        for (var socket : sockets) {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    int connections() {
        return connections.size();
    }

    /** What came by the newest connection. */
    List<BmpMessage> newest() {
        return connections.isEmpty() ? List.of() : List.copyOf(connections.getLast());
    }

    boolean isDamaged() {
        return damaged;
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> receive(socket));
            }
        } catch (IOException closed) {
            damaged |= !server.isClosed();
        }
    }

    private void receive(Socket socket) {
        var messages = new CopyOnWriteArrayList<BmpMessage>(new ArrayList<>());
        connections.add(messages);
        try (var in = new BufferedInputStream(socket.getInputStream())) {
            mayRead.await();
            var reader = new BmpReader(in);
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                messages.add(next.get());
            }
        } catch (IOException | InterruptedException ended) {
            messages.addAll(List.of());
        } catch (DamagedOctetsException damage) {
            // A connection that was cut may end in the middle of a message; else it is our fault.
            damaged |= !damage.getMessage().contains("the stream ends");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : sockets) {
            socket.close();
        }
    }
}
