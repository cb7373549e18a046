package fairlead.bgp.speaker;

import fairlead.net.IpAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection that stands, without waiting for it: what has arrived is handed on, what has
 * room is sent. A neighbour that does not read holds at most {@link #PIECE} octets here. Only its
 * loop's thread is here.
 */
final class Link {

    /** What the loop does with what arrives. */
    interface Reader {
        /**
         * Takes whole messages from the octets and returns where the first incomplete one begins.
         */
        int read(Link link, byte[] octets, int from, int to);
    }

    /** Where messages come from when there is room. */
    interface Source {
        /** Puts whole messages into {@code octets} and returns where they end. */
        int fill(byte[] octets, int from, int to);
    }

    /** Octets that are offered to the kernel at a time. */
    static final int PIECE = 1 << 17;

    /**
     * Octets that are read before others have their turn: what they say takes some milliseconds.
     */
    private static final int READ = 1 << 15;

    /** Octets that are written before others have their turn. */
    private static final int TURN = 4 * PIECE;

    private static final byte[] EMPTY = new byte[0];

    private final ConnectionId id;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final ArrayDeque<byte[]> urgent = new ArrayDeque<>();
    private byte[] partial = EMPTY;
    private @Nullable ByteBuffer pending;
    private long written;
    private boolean closing;
    private boolean shut;
    private Instant closeAt = Instant.MAX;

    Link(ConnectionId id, SocketChannel channel, SelectionKey key) {
        this.id = id;
        this.channel = channel;
        this.key = key;
    }

    ConnectionId id() {
        return id;
    }

    /** Our end of it. */
    IpAddress local() throws IOException {
        return switch (channel.getLocalAddress()) {
            case InetSocketAddress here -> IpAddress.of(here.getAddress().getAddress());
            case null, default -> throw new IOException("the connection is gone");
        };
    }

    /** Its addresses and ports; unknown if it is closed already. */
    WatchedSession.Ends ends() {
        try {
            if (channel.getLocalAddress() instanceof InetSocketAddress here
                    && channel.getRemoteAddress() instanceof InetSocketAddress there) {
                return new WatchedSession.Ends(
                        IpAddress.of(here.getAddress().getAddress()),
                        here.getPort(),
                        there.getPort());
            }
        } catch (IOException closed) {
            return WatchedSession.Ends.UNKNOWN;
        }
        return WatchedSession.Ends.UNKNOWN;
    }

    /** Whether it only waits for the other side to read what was said last. */
    boolean isClosing() {
        return closing;
    }

    /** A message that goes before all that is not on its way yet. */
    void send(byte[] octets) {
        urgent.add(octets);
    }

    /** No more is said than what was; then the connection ends, at {@code latest} at the latest. */
    void close(Instant latest) {
        closing = true;
        closeAt = latest;
    }

    boolean isOverdue(Instant now) {
        return !now.isBefore(closeAt);
    }

    Instant closeAt() {
        return closeAt;
    }

    /**
     * Reads what has arrived; false when the other side has ended.
     *
     * @throws IOException if the connection broke
     */
    boolean read(ByteBuffer buffer, byte[] octets, Reader reader) throws IOException {
        buffer.clear();
        buffer.limit(Math.min(READ, buffer.capacity() - partial.length));
        int count = channel.read(buffer);
        if (count < 0) {
            return false;
        }
        if (closing) {
            return true;
        }
        System.arraycopy(partial, 0, octets, 0, partial.length);
        buffer.flip().get(octets, partial.length, count);
        int end = partial.length + count;
        int taken = reader.read(this, octets, 0, end);
        partial = taken == end ? EMPTY : Arrays.copyOfRange(octets, taken, end);
        return true;
    }

    /** Whether the kernel had no room when we wrote last. */
    boolean isBlocked() {
        return pending != null;
    }

    /** Octets that the kernel has taken. */
    long written() {
        return written;
    }

    /**
     * Writes what there is, until there is no more, no room, or it is the turn of others.
     *
     * @return false if it had to stop although there may be more
     * @throws IOException if the connection broke
     */
    boolean write(ByteBuffer buffer, byte[] octets, Source source) throws IOException {
        var rest = pending;
        if (rest != null) {
            written += channel.write(rest);
            if (rest.hasRemaining()) {
                return true;
            }
            pending = null;
            key.interestOpsAnd(~SelectionKey.OP_WRITE);
        }
        for (int turn = 0; turn < TURN; ) {
            int end = 0;
            while (!urgent.isEmpty() && end + urgent.element().length <= octets.length) {
                var message = urgent.remove();
                System.arraycopy(message, 0, octets, end, message.length);
                end += message.length;
            }
            if (urgent.isEmpty() && !closing) {
                end = source.fill(octets, end, octets.length);
            }
            if (end == 0) {
                sayNoMore();
                return true;
            }
            buffer.clear().put(octets, 0, end).flip();
            written += channel.write(buffer);
            turn += end;
            if (buffer.hasRemaining()) {
                pending = ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
                key.interestOpsOr(SelectionKey.OP_WRITE);
                return true;
            }
        }
        return false;
    }

    private void sayNoMore() throws IOException {
        if (closing && !shut) {
            shut = true;
            channel.shutdownOutput();
        }
    }

    /** Resets the connection. */
    void reset() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException gone) {
            // It is closed already, which is what we want.
        }
        end();
    }

    /** Closes the channel; its key goes with it. */
    void end() {
        try {
            channel.close();
        } catch (IOException gone) {
            // A channel that fails to close is closed all the same.
        }
    }
}
