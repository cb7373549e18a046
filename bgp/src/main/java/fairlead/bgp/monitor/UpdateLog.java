package fairlead.bgp.monitor;

import fairlead.bgp.mrt.MrtSession;
import fairlead.bgp.mrt.MrtWriter;
import fairlead.bgp.rib.RibTables;
import fairlead.bgp.speaker.LocalEnd;
import fairlead.bgp.speaker.SessionEnd;
import fairlead.bgp.speaker.Watch;
import fairlead.bgp.speaker.WatchedSession;
import fairlead.bgp.wire.OctetBuffer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every message that peers send, and every session that comes and goes, in MRT files
 * (BGP4MP_ET, RFC 6396 §4.4). A thread of its own writes; what a disk cannot take in time is left
 * out record by record, and the log says so.
 */
public final class UpdateLog implements Watch {

    private static final Logger LOG = LoggerFactory.getLogger(UpdateLog.class);
    private static final int ESTABLISHED = 6;
    private static final int IDLE = 1;
    private static final long MOST_WAITING = 64 << 20;
    private static final long TAKE_MILLIS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final FilePattern pattern;
    private final Duration rotate;
    private final Outbox outbox = new Outbox(MOST_WAITING);
    private final OctetBuffer out = new OctetBuffer(1 << 16);
    private final MrtWriter writer = new MrtWriter(out);
    private final Map<Integer, MrtSession> sessions = new HashMap<>();
    private final AtomicLong lost = new AtomicLong();
    private final Thread thread;
    private int records;
    private boolean complained;

    /**
     * One that does nothing until it is started.
     *
     * @param rotate how long a file is added to, at least a second; zero is for ever
     */
    public UpdateLog(FilePattern pattern, Duration rotate) {
        this.pattern = pattern;
        this.rotate = rotate;
        this.thread = Thread.ofPlatform().daemon().name("mrt-updates").unstarted(this::run);
    }

    /** Begins to write. */
    public void start() {
        thread.start();
    }

    /** Writes what waits and ends, a few seconds later at most. */
    public void stop() throws InterruptedException {
        outbox.finish();
        if (!thread.join(PATIENCE)) {
            outbox.close();
        }
    }

    /** Records that were left out. */
    public long lost() {
        return lost.get();
    }

    @Override
    public void begin(LocalEnd local, List<WatchedSession> up, Instant now) {
        up.forEach(session -> sessions.put(session.number(), MrtPeers.session(session)));
    }

    @Override
    public void up(WatchedSession session, Instant now) {
        sessions.put(session.number(), MrtPeers.session(session));
        writer.stateChange(now, MrtPeers.session(session), IDLE, ESTABLISHED);
        records++;
    }

    @Override
    public void down(WatchedSession session, SessionEnd end, Instant now) {
        sessions.remove(session.number());
        writer.stateChange(now, MrtPeers.session(session), ESTABLISHED, IDLE);
        records++;
    }

    @Override
    public boolean wantsMessages() {
        return true;
    }

    @Override
    public void message(WatchedSession session, byte[] octets, int from, int to, Instant now) {
        var known = sessions.get(session.number());
        if (known == null) {
            return;
        }
        boolean pathIds = PathIds.are(octets, from, to, session.shape().pathsIn());
        writer.message(now, known, session.shape().width(), false, pathIds, octets, from, to);
        records++;
    }

    @Override
    public boolean work(RibTables tables, Instant now) {
        send();
        return false;
    }

    @Override
    public void end(Instant now) {
        send();
    }

    private void send() {
        if (records > 0 && !outbox.offer(out.toArray())) {
            lost.addAndGet(records);
        }
        records = 0;
        out.clear();
    }

    private void run() {
        try {
            while (!outbox.isOver()) {
                write(outbox.take(TAKE_MILLIS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Opens a file when there is something for it, and adds to it until its time is over. */
    private void write(byte[] first) throws InterruptedException {
        if (first.length == 0) {
            return;
        }
        var begin = rotate.isZero() ? Instant.now() : Every.last(rotate, Instant.now());
        var end = rotate.isZero() ? Instant.MAX : begin.plus(rotate);
        var name = pattern.at(begin);
        long before = lost.get();
        try (var file = MrtOutput.added(name)) {
            var piece = first;
            while (true) {
                file.write(piece);
                piece = outbox.take(TAKE_MILLIS);
                if (piece.length == 0) {
                    file.flush();
                    complained = false;
                }
                if (outbox.isOver() && piece.length == 0) {
                    return;
                }
                if (!Instant.now().isBefore(end)) {
                    if (piece.length > 0) {
                        file.write(piece);
                    }
                    return;
                }
            }
        } catch (IOException e) {
            lost.incrementAndGet();
            if (!complained) {
                LOG.error(
                        "updates are not written to {}: {}; mend that, it is tried again",
                        name,
                        FileReasons.of(e));
            }
            complained = true;
        } finally {
            if (lost.get() > before && !complained) {
                LOG.warn(
                        "{} records were left out of {}: the disk is too slow",
                        lost.get() - before,
                        name);
            }
        }
    }
}
