package fairlead.bench.bgp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One peer of the daemon: dials it from an address of its own, says what it is given as fast as the
 * socket takes it, and keeps what it hears, if anybody asks what it holds. Belongs to the thread of
 * its {@link Generator}.
 */
final class Peer implements AutoCloseable {

    /** Octets written at most before others have their turn. */
    private static final int CHUNK = 1 << 18;

    private final Place place;
    private final Family family;
    private final Optional<Holding> holding;
    private final ArrayDeque<ByteBuffer> out = new ArrayDeque<>();
    private final SocketChannel channel;
    private final SelectionKey key;
    private byte[] begun = {};
    private final List<Double> silences = new ArrayList<>();
    private boolean established;
    private boolean listening;
    private long lastHeard;

    /** Begins to dial. */
    Peer(Place place, Family family, Optional<Holding> holding, Selector selector, int port)
            throws IOException {
        this.place = place;
        this.family = family;
        this.holding = holding;
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        channel.bind(new InetSocketAddress(place.address(family), 0));
        boolean connected =
                channel.connect(new InetSocketAddress(Place.daemonAddress(family), port));
        key =
                channel.register(
                        selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
        if (connected) {
            say(Greeting.open(place, family));
        }
    }

    Place place() {
        return place;
    }

    boolean established() {
        return established;
    }

    Optional<Holding> holding() {
        return holding;
    }

    /** From now on, keeps for how long nothing came, from what comes next. */
    void listen() {
        listening = true;
        lastHeard = 0;
        silences.clear();
    }

    /** Likewise, and silence begins at once. */
    void listenFrom(long now) {
        listen();
        lastHeard = now;
    }

    /** Seconds between one time that octets were there to read and the next; listens no more. */
    List<Double> silences() {
        listening = false;
        return silences;
    }

    /** Queues octets, whole messages; they are not copied. */
    void say(ByteBuffer octets) {
        out.add(octets.duplicate());
        if (key.isValid() && channel.isConnected()) {
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    /**
     * Does what the socket is ready for.
     *
     * @param in scratch: heard octets are put there, behind the begun message of the last time
     * @throws IOException if nobody listens, the daemon hangs up, or complains
     */
    void ready(ByteBuffer in) throws IOException {
        if (key.isConnectable()) {
            channel.finishConnect();
            key.interestOps(SelectionKey.OP_READ);
            say(Greeting.open(place, family));
        }
        if (key.isReadable()) {
            read(in);
        }
        if (key.isWritable()) {
            write();
        }
    }

    private void write() throws IOException {
        int budget = CHUNK;
        while (budget > 0 && !out.isEmpty()) {
            var next = out.getFirst();
            int limit = next.limit();
            next.limit(Math.min(limit, next.position() + budget));
            int written = channel.write(next);
            boolean full = next.hasRemaining();
            next.limit(limit);
            budget -= written;
            if (full) {
                return;
            }
            if (!next.hasRemaining()) {
                out.removeFirst();
            }
        }
        if (out.isEmpty()) {
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    private void read(ByteBuffer in) throws IOException {
        if (listening) {
            long now = System.nanoTime();
            if (lastHeard != 0) {
                silences.add((now - lastHeard) / 1e9);
            }
            lastHeard = now;
        }
        in.clear().put(begun).limit(in.capacity() - Long.BYTES);
        if (channel.read(in) < 0) {
            throw new IOException("the daemon hung up on peer " + place.number());
        }
        int end = in.position();
        in.clear();
        int at = 0;
        while (end - at >= Greeting.HEADER) {
            int length = in.getShort(at + 16) & 0xffff;
            if (end - at < length) {
                break;
            }
            hear(in, in.get(at + 18), at + Greeting.HEADER, at + length);
            at += length;
        }
        begun = Arrays.copyOfRange(in.array(), at, end);
    }

    private void hear(ByteBuffer in, int type, int from, int to) throws IOException {
        switch (type) {
            case Greeting.UPDATE -> {
                if (holding.isPresent()) {
                    holding.get().update(in, from, to);
                }
            }
            case Greeting.OPEN -> say(Greeting.keepalive());
            case Greeting.KEEPALIVE -> established = true;
            case Greeting.NOTIFICATION ->
                    throw new IOException(
                            "the daemon says to peer "
                                    + place
                                    + ": "
                                    + Greeting.complaint(in, from, to));
            default -> {} // ROUTE-REFRESH: whoever asks again for what is on its way gets no more.
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
