package fairlead.bgp.rib;

import fairlead.bgp.wire.NetworkOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where one peer stands in a log: it reads on from there, or has left it, and then looks through
 * what it had not read, piece by piece. Who has left a log holds nothing of what is written later.
 */
final class LogPlace {

    /** Takes a message that the peer has not read. */
    interface Unread {
        void update(byte[] octets, int from, int to);
    }

    /** A part of the log that is to be looked through. */
    private record Piece(byte[] octets, int from, int to) {}

    private final int peer;
    private final Deque<Piece> unread = new ArrayDeque<>();
    private OutLog.@Nullable Chunk chunk;
    private int at;
    private long position;

    /**
     * Nowhere yet.
     *
     * @param peer its number
     */
    LogPlace(int peer) {
        this.peer = peer;
    }

    /** From now on it reads what is written after this; it has nothing to look through. */
    void toTheEnd(OutLog log) {
        chunk = log.last;
        at = chunk.size;
        position = log.position();
    }

    /** It reads no more, and what it has not read is to be looked through. */
    void leave(OutLog log) {
        for (var next = chunk; next != null; next = next.next) {
            int from = next == chunk ? at : 0;
            if (from < next.size) {
                unread.add(new Piece(next.octets, from, next.size));
            }
        }
        chunk = null; // Each has a way to the next, and so to all that is written from now on.
    }

    /** Octets of the log that it has not read. */
    long behind(OutLog log) {
        return log.position() - position;
    }

    /** Whether it has not looked through all that it had not read. */
    boolean hasUnread() {
        return !unread.isEmpty();
    }

    /** Looks through the next message; returns its length, 0 if it is not for this peer. */
    int lookThrough(Unread take) {
        var piece = unread.remove();
        int length = NetworkOrder.int16(piece.octets(), piece.from());
        int from = piece.from() + OutLog.ENTRY;
        if (from + length < piece.to()) {
            unread.addFirst(new Piece(piece.octets(), from + length, piece.to()));
        }
        if (!isForMe(piece.octets(), piece.from())) {
            return 0;
        }
        take.update(piece.octets(), from, from + length);
        return length;
    }

    /**
     * Reads on.
     *
     * @return where the messages end that had room between {@code from} and {@code to}
     */
    int read(byte[] octets, int from, int to) {
        int end = from;
        var here = Objects.requireNonNull(chunk, "who has left a log does not read it");
        while (true) {
            while (at < here.size) {
                int length = NetworkOrder.int16(here.octets, at);
                if (isForMe(here.octets, at)) {
                    if (length > to - end) {
                        return end;
                    }
                    System.arraycopy(here.octets, at + OutLog.ENTRY, octets, end, length);
                    end += length;
                }
                at += OutLog.ENTRY + length;
                position += OutLog.ENTRY + length;
            }
            var next = here.next;
            if (next == null) {
                return end;
            }
            here = next;
            chunk = next;
            at = 0;
        }
    }

    private boolean isForMe(byte[] source, int entry) {
        int notFor = NetworkOrder.int16(source, entry + 2) - 1;
        int onlyFor = NetworkOrder.int16(source, entry + 4) - 1;
        return notFor != peer && (onlyFor < 0 || onlyFor == peer);
    }
}
