package fairlead.bgp.rpki.client;

import fairlead.bgp.rpki.CacheReport;
import fairlead.bgp.rpki.RoaChange;
import fairlead.bgp.rpki.RoaTable;
import fairlead.bgp.rpki.RpkiConfig;
import fairlead.bgp.rpki.RtrAction;
import fairlead.bgp.rpki.RtrCache;
import fairlead.bgp.rpki.RtrCaches;
import fairlead.bgp.rpki.RtrCodec;
import fairlead.bgp.rpki.RtrEffect;
import fairlead.bgp.rpki.RtrEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps validated payloads up to date: dials caches, follows what they say, and tells what changed.
 * Safe to use from any thread.
 */
public final class RpkiClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RpkiClient.class);
    private static final Duration LONGEST_NAP = Duration.ofMinutes(1);

    private final StreamOpener opener;
    private final RoaListener listener;
    private final RtrCaches caches = new RtrCaches();
    private final Map<RtrCache, CacheLink> links = new HashMap<>();
    private final BlockingQueue<Runnable> inbox = new ArrayBlockingQueue<>(16);
    private final Instant begin = Instant.now();
    private final long beginNanos = System.nanoTime();
    private final Thread owner;
    private boolean complete;
    private volatile RoaTable table = RoaTable.EMPTY;
    private volatile List<CacheReport> reports = List.of();

    /**
     * Begins at once. Payloads of our own are told before this returns.
     *
     * @param name for the thread
     * @param listener told of every later change on this client's own thread; it must not block,
     *     and must not close the client
     */
    public RpkiClient(String name, RpkiConfig config, StreamOpener opener, RoaListener listener) {
        this.opener = opener;
        this.listener = listener;
        this.owner = Thread.ofVirtual().name("rpki-" + name).unstarted(this::run);
        perform(caches.reconfigure(config, now()));
        tellIfComplete();
        owner.start();
    }

    /** Goes over to {@code config}, soon; a cache that stays is not asked again. */
    public void reconfigure(RpkiConfig config) throws InterruptedException {
        inbox.put(() -> perform(caches.reconfigure(config, now())));
    }

    /** What counts now. */
    public RoaTable table() {
        return table;
    }

    /** How each cache stands, most preferred first. */
    public List<CacheReport> reports() {
        return reports;
    }

    /** Hangs up and ends all threads; the table stays as it was. A second call does nothing. */
    @Override
    public void close() {
        owner.interrupt();
        try {
            owner.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Instant now() {
        return begin.plusNanos(System.nanoTime() - beginNanos);
    }

    private void run() {
        try {
            while (true) {
                var nap =
                        caches.deadline()
                                .map(due -> Duration.between(now(), due))
                                .filter(until -> until.compareTo(LONGEST_NAP) < 0)
                                .orElse(LONGEST_NAP);
                var task = inbox.poll(Math.max(0, nap.toNanos()), TimeUnit.NANOSECONDS);
                if (task != null) {
                    task.run();
                }
                perform(caches.tick(now()));
                tellIfComplete();
                reports = caches.reports();
            }
        } catch (InterruptedException stop) {
            links.values().forEach(CacheLink::close);
        }
    }

    /** Once. */
    private void tellIfComplete() {
        if (!complete && caches.isComplete()) {
            complete = true;
            listener.complete();
        }
    }

    private void perform(List<RtrEffect> effects) {
        for (var effect : effects) {
            switch (effect) {
                case RtrEffect.Of(var cache, var action) -> perform(cache, action);
                case RtrEffect.Tell(var change) -> tell(change);
            }
        }
    }

    private void tell(RoaChange change) {
        table = change.table();
        try {
            listener.changed(change);
        } catch (RuntimeException e) {
            LOG.error("whoever listens to changed ROAs failed; the next change is told again", e);
        }
    }

    private void perform(RtrCache cache, RtrAction action) {
        switch (action) {
            case RtrAction.Dial() -> links.put(cache, new CacheLink(cache, opener, this::arrived));
            case RtrAction.Send(var pdu, int version) -> send(cache, RtrCodec.encode(pdu, version));
            case RtrAction.Close() -> {
                var link = links.remove(cache);
                if (link != null) {
                    link.close();
                }
            }
            case RtrAction.Note(var text) -> LOG.warn("RPKI cache {}: {}", cache, text);
        }
    }

    private void send(RtrCache cache, byte[] octets) {
        var link = links.get(cache);
        if (link == null) {
            return;
        }
        try {
            link.send(octets);
        } catch (IOException broken) {
            // Its reader finds the same and says so.
            LOG.debug("RPKI cache {}: nothing could be sent", cache, broken);
        }
    }

    /** From a reader. What comes of a link that was given up says nothing any more. */
    private void arrived(CacheLink from, List<RtrEvent> events) throws InterruptedException {
        inbox.put(() -> {
            for (var event : events) {
                var cache = from.cache();
                if (from.equals(links.get(cache))) {
                    if (event instanceof RtrEvent.Lost) {
                        links.remove(cache);
                    }
                    perform(caches.input(cache, event, now()));
                }
            }
        });
    }
}
