package fairlead.bgp.monitor;

import java.util.ArrayDeque;

/**
 * Octets that wait for a slow reader: at most so many, or one piece of any size, so that none is
 * too large for ever. One side adds, the other takes.
 */
final class Outbox {

    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private final long most;
    private long octets;
    private boolean closed;

    /** One that holds up to {@code most} octets. */
    Outbox(long most) {
        this.most = most;
    }

    /** Adds a piece; false, and nothing is added, if there is no room or nobody will take it. */
    synchronized boolean offer(byte[] piece) {
        if (closed || octets > 0 && octets + piece.length > most) {
            return false;
        }
        waiting.add(piece);
        octets += piece.length;
        notifyAll();
        return true;
    }

    /** Octets that wait. */
    synchronized long size() {
        return octets;
    }

    /** Whether at least half of it is free: time to go on with what can wait. */
    synchronized boolean isHalfEmpty() {
        return octets <= most / 2;
    }

    /** The oldest piece, after {@code millis} at most; none if there is none or it was closed. */
    synchronized byte[] take(long millis) throws InterruptedException {
        if (waiting.isEmpty() && !closed) {
            wait(millis);
        }
        var piece = waiting.poll();
        if (piece == null) {
            return NOTHING;
        }
        octets -= piece.length;
        return piece;
    }

    static final byte[] NOTHING = new byte[0];

    /** Forgets what waits and takes no more. */
    synchronized void close() {
        closed = true;
        waiting.clear();
        octets = 0;
        notifyAll();
    }

    /** Takes no more, but hands out what waits. */
    synchronized void finish() {
        closed = true;
        notifyAll();
    }

    /** Whether no more will come. */
    synchronized boolean isOver() {
        return closed && waiting.isEmpty();
    }
}
