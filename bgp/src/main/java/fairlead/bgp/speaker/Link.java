package fairlead.bgp.speaker;

import fairlead.bgp.wire.Framing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection: a virtual thread reads, another writes, both end with the channel. The
 * owner's thread calls the methods; none of them waits for the network.
 */
final class Link {

    /** Messages read but not yet taken in; a neighbour that floods us waits in its own socket. */
    private static final int IN_FLIGHT = 256;

    /** How long a closing connection may take to get its last words out. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private static final byte[] END = new byte[0];

    private final ConnectionId id;
    private final Consumer<Input> inbox;
    private final BlockingQueue<byte[]> outbox = new LinkedBlockingQueue<>();
    private final Semaphore inFlight = new Semaphore(IN_FLIGHT);
    private final Thread reader;
    private final Thread writer;
    private volatile @Nullable SocketChannel channel;
    private volatile boolean closed;

    private Link(String name, ConnectionId id, Consumer<Input> inbox, Opening opening) {
        this.id = id;
        this.inbox = inbox;
        this.reader = Thread.ofVirtual().name(name + "-read").unstarted(() -> run(opening));
        this.writer = Thread.ofVirtual().name(name + "-write").unstarted(this::write);
    }

    /** Where the channel comes from; may take long. */
    private interface Opening {
        SocketChannel open() throws IOException;
    }

    /**
     * Begins to dial; the inbox hears Connected, or Lost with a reason that an operator
     * understands.
     */
    static Link dial(
            String name,
            ConnectionId id,
            SocketOpener opener,
            InetAddress from,
            InetSocketAddress to,
            Consumer<Input> inbox) {
        var link = new Link[1];
        Opening opening = () -> link[0].connect(opener, from, to);
        link[0] = new Link(name, id, inbox, opening);
        link[0].reader.start();
        return link[0];
    }

    /** Takes over a connection that somebody made; reading begins at once. */
    static Link accepted(
            String name, ConnectionId id, SocketChannel channel, Consumer<Input> inbox) {
        var link = new Link(name, id, inbox, () -> channel);
        link.channel = channel;
        link.reader.start();
        return link;
    }

    /** Queues octets. */
    void send(byte[] octets) {
        outbox.add(octets);
    }

    /** The owner has taken one message in. */
    void taken() {
        inFlight.release();
    }

    /** Closes when what is queued is out, at the latest after {@link #LINGER}. */
    void close() {
        closed = true;
        outbox.add(END);
        Thread.ofVirtual().name("closing-" + id.number()).start(this::linger);
    }

    /** Resets the connection at once. */
    void refuse() {
        closed = true;
        var open = channel;
        if (open != null) {
            try {
                open.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException e) {
                // It is closed already, which is what we want.
            }
        }
        shut();
        inFlight.release(IN_FLIGHT);
    }

    /** Waits until nothing is read any more: a while at most, if it has been told to close. */
    void await() throws InterruptedException {
        reader.join(LINGER.multipliedBy(2));
    }

    private SocketChannel connect(SocketOpener opener, InetAddress from, InetSocketAddress to)
            throws IOException {
        var dialling = opener.dialler();
        channel = dialling;
        if (closed) {
            throw new ClosedChannelException();
        }
        HopLimit.set(dialling, Speaker.HOPS);
        dialling.setOption(StandardSocketOptions.TCP_NODELAY, true);
        dialling.bind(new InetSocketAddress(from, 0));
        dialling.connect(to);
        inbox.accept(new Input.Connected(id));
        return dialling;
    }

    private void run(Opening opening) {
        String reason;
        try {
            var open = opening.open();
            writer.start();
            read(open);
            reason = "it closed the connection";
        } catch (IOException e) {
            reason = Reasons.of(e);
        } catch (InterruptedException e) {
            reason = "we closed the connection";
        } catch (RuntimeException e) {
            reason = "no socket to dial with: " + e;
        }
        shut();
        outbox.add(END);
        inbox.accept(new Input.Lost(id, reason));
    }

    private void read(SocketChannel open) throws IOException, InterruptedException {
        var octets = new byte[16 * Framing.LONGEST];
        var buffer = ByteBuffer.wrap(octets);
        while (open.read(buffer) >= 0) {
            int at = 0;
            while (Framing.next(octets, at, buffer.position())
                    instanceof Framing.Whole(var length)) {
                inFlight.acquire();
                inbox.accept(new Input.Received(id, Arrays.copyOfRange(octets, at, at + length)));
                at += length;
            }
            if (Framing.next(octets, at, buffer.position()) instanceof Framing.Bad(var problem)) {
                inbox.accept(new Input.Garbled(id, problem));
                drain(open);
                return;
            }
            System.arraycopy(octets, at, octets, 0, buffer.position() - at);
            buffer.position(buffer.position() - at);
        }
    }

    /** Reads on without a look, so that our last words are not lost in a reset. */
    private static void drain(SocketChannel open) throws IOException {
        var sink = ByteBuffer.allocate(Framing.LONGEST);
        int count = 0;
        while (count >= 0) {
            count = open.read(sink.clear());
        }
    }

    private void write() {
        try {
            for (var next = outbox.take(); next.length > 0; next = outbox.take()) {
                var open = channel;
                if (open == null) {
                    return;
                }
                var buffer = ByteBuffer.wrap(next);
                while (buffer.hasRemaining()) {
                    open.write(buffer);
                }
            }
        } catch (IOException e) {
            // The reader meets the same end and tells of it.
            shut();
        } catch (InterruptedException e) {
            shut();
        }
    }

    /** Lets the writer finish, says that no more comes, and gives the neighbour time to read it. */
    private void linger() {
        try {
            if (writer.getState() != Thread.State.NEW && writer.join(LINGER)) {
                var open = channel;
                if (open != null && open.isConnected()) {
                    open.shutdownOutput();
                    reader.join(LINGER);
                }
            }
        } catch (IOException e) {
            // Gone already.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        shut();
        inFlight.release(IN_FLIGHT);
    }

    private void shut() {
        var open = channel;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // A channel that fails to close is closed all the same.
            }
        }
    }
}
