package fairlead.bench.bgp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * All peers of a load, on the one thread that calls: it sleeps in the selector until a socket is
 * ready, and does what that is ready for. KEEPALIVEs leave every 25 s.
 */
final class Generator implements AutoCloseable {

    private static final int SCRATCH = 1 << 18;
    private static final long KEEPALIVES = Duration.ofSeconds(25).toNanos();
    private static final long REST = 200_000;
    private static final Duration BETWEEN_DIALS = Duration.ofMillis(20);

    private final Selector selector = Selector.open();
    private final ByteBuffer in = ByteBuffer.allocate(SCRATCH);
    private final List<Peer> peers = new ArrayList<>();
    private final Family family;
    private final int port;
    private long keepalives = System.nanoTime() + KEEPALIVES;

    Generator(Family family, int port) throws IOException {
        this.family = family;
        this.port = port;
    }

    List<Peer> peers() {
        return peers;
    }

    /**
     * Adds a peer, and returns when its session is Established. Dials again and again: the daemon
     * may only just have been started.
     *
     * @throws IOException if that takes longer than {@code patience}, or the daemon is no longer
     *     alive
     */
    Peer dial(Place place, Optional<Holding> holding, Duration patience, BooleanSupplier alive)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            var peer = new Peer(place, family, holding, selector, port);
            try {
                if (promptly(peer::established, deadline)) {
                    peers.add(peer);
                    return peer;
                }
                throw new IOException("it does not answer");
            } catch (IOException notYet) {
                peer.close();
                if (System.nanoTime() > deadline || !alive.getAsBoolean()) {
                    throw new IOException(
                            "no session of peer " + place.number() + ": " + notYet.getMessage(),
                            notYet);
                }
                Thread.sleep(BETWEEN_DIALS);
            }
        }
    }

    /**
     * Like {@link #promptly}, but rests between turns: a daemon that writes each UPDATE by itself
     * would have the generator wake for each, on a processor that it may need itself. The moment at
     * which it is done is late by that rest at most.
     */
    boolean until(BooleanSupplier done, long deadline) throws IOException {
        return promptly(
                () -> {
                    if (done.getAsBoolean()) {
                        return true;
                    }
                    LockSupport.parkNanos(REST);
                    return false;
                },
                deadline);
    }

    /** Turns until {@code done}, true; or until the clock reads {@code deadline}, false. */
    boolean promptly(BooleanSupplier done, long deadline) throws IOException {
        while (!done.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            turn(Math.max(1, Math.min(1000, left / 1_000_000)));
        }
        return true;
    }

    /** Turns for a while. */
    void during(Duration time) throws IOException {
        promptly(() -> false, System.nanoTime() + time.toNanos());
    }

    private void turn(long milliseconds) throws IOException {
        selector.select(milliseconds);
        try {
            for (SelectionKey ready : selector.selectedKeys()) {
                ((Peer) ready.attachment()).ready(in);
            }
        } finally {
            selector.selectedKeys().clear();
        }
        if (System.nanoTime() > keepalives) {
            keepalives += KEEPALIVES;
            for (var peer : peers) {
                peer.say(Greeting.keepalive());
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (var peer : peers) {
            peer.close();
        }
        selector.close();
    }
}
