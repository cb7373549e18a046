package fairlead.bgp.monitor;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to one collector: made again whenever it is lost, with growing pauses. For each
 * there is an outbox of its own, so that nothing of one connection gets into the next.
 */
final class CollectorLink {

    private static final Logger LOG = LoggerFactory.getLogger(CollectorLink.class);
    private static final int CONNECT_MILLIS = 10_000;
    private static final long TAKE_MILLIS = 1_000;
    static final String TOO_SLOW = "it reads too slowly";

    private final CollectorSettings settings;
    private final Duration shortest;
    private final Duration longest;
    private final Runnable changed;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private Optional<Outbox> outbox = Optional.empty();
    private Optional<Socket> socket = Optional.empty();
    private CollectorReport report;
    private volatile boolean hungry;

    /**
     * One that does nothing until it is started.
     *
     * @param shortest the first pause between two attempts; it doubles up to {@code longest}
     * @param changed called when a connection came or went, on any thread
     */
    CollectorLink(
            CollectorSettings settings, Duration shortest, Duration longest, Runnable changed) {
        this.settings = settings;
        this.shortest = shortest;
        this.longest = longest;
        this.changed = changed;
        this.report = new CollectorReport(settings.name(), false, Instant.now(), 0, 0, 0, 0, "");
        this.thread = Thread.ofVirtual().name("bmp " + settings.name()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** What goes to the collector, while there is a connection. */
    synchronized Optional<Outbox> outbox() {
        return outbox;
    }

    /** Somebody waits for room: it is told when half of the outbox is free. */
    void hungry() {
        hungry = true;
    }

    synchronized CollectorReport report() {
        return new CollectorReport(
                report.name(),
                report.connected(),
                report.since(),
                report.connections(),
                report.overflows(),
                report.sent(),
                outbox.map(Outbox::size).orElse(0L),
                report.lastError());
    }

    /** Ends this connection at once; the next one is made after a pause. */
    void cut() {
        Optional<Socket> open;
        synchronized (this) {
            outbox.ifPresent(Outbox::close);
            outbox = Optional.empty();
            open = socket;
            socket = Optional.empty();
            report = ended(report, TOO_SLOW, report.overflows() + 1);
        }
        LOG.warn(
                "collector {} reads too slowly: {} octets waited; it is connected to anew and gets"
                        + " a fresh table",
                settings.name(),
                settings.buffer());
        open.ifPresent(CollectorLink::close);
    }

    /** Ends for good, when what waits is out or after {@code patience}. */
    void stop(Duration patience) throws InterruptedException {
        stopped.countDown();
        synchronized (this) {
            outbox.ifPresent(Outbox::finish);
        }
        if (!thread.join(patience)) {
            Optional<Socket> open;
            synchronized (this) {
                outbox.ifPresent(Outbox::close);
                open = socket;
            }
            open.ifPresent(CollectorLink::close);
            thread.join();
        }
    }

    private void run() {
        var pause = shortest;
        try {
            while (!stopped.await(0, TimeUnit.MILLISECONDS)) {
                long before = report().sent();
                connection();
                pause = report().sent() > before ? shortest : pause;
                if (stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                var next = pause.multipliedBy(2);
                pause = next.compareTo(longest) > 0 ? longest : next;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void connection() throws InterruptedException {
        var box = new Outbox(settings.buffer());
        boolean begun = false;
        try (var open = new Socket()) {
            open.connect(
                    new InetSocketAddress(
                            InetAddress.getByAddress(settings.address().octets()), settings.port()),
                    CONNECT_MILLIS);
            open.setTcpNoDelay(true);
            begun = true;
            begun(open, box);
            Thread.ofVirtual()
                    .name("bmp-end " + settings.name())
                    .start(() -> waitForEnd(open, box));
            var out = open.getOutputStream();
            while (!box.isOver()) {
                var piece = box.take(TAKE_MILLIS);
                out.write(piece);
                if (piece.length > 0) {
                    sent(piece.length);
                } else {
                    changed.run(); // numbers may be due
                }
            }
            over(box, begun, "it closed the connection");
        } catch (IOException e) {
            over(box, begun, String.valueOf(e.getMessage()));
        }
    }

    /** A collector says nothing, so whatever ends this is the end of the connection. */
    private static void waitForEnd(Socket socket, Outbox box) {
        try (InputStream in = socket.getInputStream()) {
            var ignored = new byte[1024];
            while (in.read(ignored) >= 0) {
                LOG.trace("a collector said something");
            }
        } catch (IOException e) {
            LOG.trace("a connection to a collector ended", e);
        }
        box.close();
    }

    private void begun(Socket open, Outbox box) {
        synchronized (this) {
            outbox = Optional.of(box);
            socket = Optional.of(open);
            report =
                    new CollectorReport(
                            report.name(),
                            true,
                            Instant.now(),
                            report.connections() + 1,
                            report.overflows(),
                            report.sent(),
                            0,
                            report.lastError());
        }
        LOG.info("collector {} is connected", settings.name());
        changed.run();
    }

    private synchronized void sent(int octets) {
        report =
                new CollectorReport(
                        report.name(),
                        report.connected(),
                        report.since(),
                        report.connections(),
                        report.overflows(),
                        report.sent() + octets,
                        0,
                        report.lastError());
        if (hungry && outbox.map(Outbox::isHalfEmpty).orElse(false)) {
            hungry = false;
            changed.run();
        }
    }

    private void over(Outbox box, boolean begun, String why) {
        boolean cut;
        boolean told;
        synchronized (this) {
            box.close();
            cut = begun && !report.connected();
            told = report.lastError().equals(why);
            if (!cut) {
                report = ended(report, why, report.overflows());
            }
            outbox = Optional.empty();
            socket = Optional.empty();
        }
        if (cut || stopped.getCount() == 0) {
            return;
        }
        if (begun) {
            LOG.warn("collector {} is not connected any more: {}", settings.name(), why);
        } else if (!told) {
            LOG.warn("collector {} cannot be reached: {}; it is tried again", settings.name(), why);
        }
        changed.run();
    }

    private static CollectorReport ended(CollectorReport report, String why, long overflows) {
        return new CollectorReport(
                report.name(),
                false,
                report.connected() ? Instant.now() : report.since(),
                report.connections(),
                overflows,
                report.sent(),
                0,
                why);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("a socket did not close: {}", e.getMessage());
        }
    }
}
