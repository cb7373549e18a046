package fairlead.bgp.speaker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The connections of a speaker that stand. None is ever waited for: who sent something is read, who
 * has room is written to. Only the loop's thread is here.
 */
final class Links implements Link.Reader, Watches.Connections {

    /** Whom the connections are for. */
    interface User {
        /** Takes whole messages in; returns where the first incomplete one begins. */
        int receive(ConnectionId connection, byte[] octets, int from, int to);

        /** Puts whole messages into {@code octets} and returns where they end. */
        int fill(ConnectionId connection, byte[] octets, int from, int to);

        /** The other side has no room, since now or since it took a little. */
        void unread(ConnectionId connection);

        /** All that waited for room is on its way. */
        void caughtUp(ConnectionId connection);

        /** A connection is gone. */
        void lost(ConnectionId connection, String reason);
    }

    /** How often a broken connection is read before it is given up. */
    private static final int LAST_READS = 16;

    /** How long a closing connection may take to get its last words out. */
    static final Duration LINGER = Duration.ofSeconds(2);

    private final Selector selector;
    private final User user;
    private final Map<ConnectionId, Link> links = new HashMap<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(2 * Link.PIECE);
    private final byte[] in = new byte[2 * Link.PIECE];
    private final byte[] out = new byte[Link.PIECE];

    Links(Selector selector, User user) {
        this.selector = selector;
        this.user = user;
    }

    /**
     * A connection stands.
     *
     * @throws IOException if it broke already
     */
    void add(ConnectionId id, SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        var key = channel.register(selector, SelectionKey.OP_READ);
        var link = new Link(id, channel, key);
        key.attach(link);
        links.put(id, link);
    }

    boolean isEmpty() {
        return links.isEmpty();
    }

    /** Its connection, while it stands. */
    Optional<Link> find(ConnectionId id) {
        return Optional.ofNullable(links.get(id));
    }

    @Override
    public WatchedSession.Ends ends(ConnectionId id) {
        return find(id).map(Link::ends).orElse(WatchedSession.Ends.UNKNOWN);
    }

    /** Reads and writes wherever the selector found that it can be done. */
    void serve() {
        for (var key : selector.selectedKeys()) {
            ready(key);
        }
        selector.selectedKeys().clear();
    }

    private void ready(SelectionKey key) {
        if (!(key.attachment() instanceof Link link) || !key.isValid()) {
            return;
        }
        if (key.isReadable()) {
            try {
                if (!link.read(buffer, in, this)) {
                    lost(link, "it closed the connection");
                    return;
                }
            } catch (IOException e) {
                lost(link, Reasons.of(e));
                return;
            }
        }
        if (key.isValid() && key.isWritable()) {
            write(link);
        }
    }

    @Override
    public int read(Link link, byte[] octets, int from, int to) {
        return user.receive(link.id(), octets, from, to);
    }

    /** Sends a message before all that is not on its way yet. */
    void send(ConnectionId id, byte[] octets) {
        var link = links.get(id);
        if (link != null) {
            link.send(octets);
            if (!link.isBlocked()) {
                write(link);
            }
        }
    }

    /** Gives those that have room what there is to say; true if there may be more at once. */
    boolean writeTo(List<ConnectionId> eager) {
        boolean more = false;
        for (var id : eager) {
            var link = links.get(id);
            if (link != null && !link.isBlocked()) {
                more |= write(link);
            }
        }
        return more;
    }

    /** True if there may be more to write at once. */
    private boolean write(Link link) {
        boolean waited = link.isBlocked();
        long before = link.written();
        try {
            boolean more =
                    !link.write(
                            buffer,
                            out,
                            (octets, from, to) -> user.fill(link.id(), octets, from, to));
            if (link.isBlocked() && (!waited || link.written() != before)) {
                user.unread(link.id());
            } else if (waited && !link.isBlocked()) {
                user.caughtUp(link.id());
            }
            return more;
        } catch (IOException e) {
            hearLastWords(link);
            lost(link, Reasons.of(e));
            return false;
        }
    }

    /** Who is reset in mid-sentence may have been told why: that is still to be read. */
    private void hearLastWords(Link link) {
        try {
            for (int i = 0; i < LAST_READS && link.read(buffer, in, this); i++) {
                // Each reads what has arrived.
            }
        } catch (IOException broken) {
            // Then there were none.
        }
    }

    private void lost(Link link, String reason) {
        links.remove(link.id());
        link.end();
        user.lost(link.id(), reason);
    }

    /** Closes a connection when its last words are out, or after {@link #LINGER}. */
    void close(ConnectionId id, Instant now) {
        var link = links.get(id);
        if (link != null) {
            link.close(now.plus(LINGER));
            write(link);
        }
    }

    /** Ends those that had time enough for their last words. */
    void hangUp(Instant now) {
        List<Link> overdue = null;
        for (var link : links.values()) {
            if (link.isClosing() && link.isOverdue(now)) {
                overdue = overdue == null ? new ArrayList<>() : overdue;
                overdue.add(link);
            }
        }
        if (overdue != null) {
            for (var link : overdue) {
                if (link.isBlocked()) {
                    // Who does not read would be sent the rest for as long as TCP likes.
                    link.reset();
                }
                lost(link, "we closed the connection");
            }
        }
    }

    /** The earlier of {@code before} and whatever {@link #hangUp} waits for. */
    Instant nextDeadline(Instant before) {
        var next = before;
        for (var link : links.values()) {
            next = link.closeAt().isBefore(next) ? link.closeAt() : next;
        }
        return next;
    }

    /** Resets a connection without a word. */
    void refuse(ConnectionId id) {
        var link = links.remove(id);
        if (link != null) {
            link.reset();
        }
    }

    void resetAll() {
        links.values().forEach(Link::reset);
    }
}
