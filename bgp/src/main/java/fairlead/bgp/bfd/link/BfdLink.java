package fairlead.bgp.bfd.link;

import fairlead.bgp.bfd.BfdAction;
import fairlead.bgp.bfd.BfdCodec;
import fairlead.bgp.bfd.BfdDecoded;
import fairlead.bgp.bfd.BfdEffect;
import fairlead.bgp.bfd.BfdPeer;
import fairlead.bgp.bfd.BfdReport;
import fairlead.bgp.bfd.BfdSessions;
import fairlead.bgp.bfd.BfdTerms;
import fairlead.net.IpAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All BFD sessions of a speaker, on one thread. Safe to use from any thread; the listener is told
 * on the link's own, and must not block.
 */
public final class BfdLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BfdLink.class);
    private static final long LONGEST_NAP = Duration.ofSeconds(1).toNanos();
    private static final int DATAGRAM = 512;

    private final Consumer<BfdEvent> listener;
    private final SplittableRandom dice = new SplittableRandom();
    private final Selector selector;
    private final BfdSockets sockets;
    private final BfdSessions sessions = new BfdSessions(dice.nextInt());
    private final Lateness.Tally tally = new Lateness.Tally();
    private final Queue<Map<BfdPeer, BfdTerms>> inbox = new ConcurrentLinkedQueue<>();
    private final ByteBuffer datagram = ByteBuffer.allocate(DATAGRAM);
    private final Thread thread;
    private Map<BfdPeer, BfdTerms> wanted = Map.of();
    private long again = System.nanoTime();
    private long publishAt = again;
    private volatile boolean closed;
    private volatile List<BfdReport> reports = List.of();
    private volatile Lateness lateness = tally.sum();
    private volatile Map<BfdDecoded.Reason, Long> discarded = Map.of();

    /** A link without sessions. */
    public BfdLink(String name, DatagramOpener opener, Consumer<BfdEvent> listener) {
        this.listener = listener;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("no selector for BFD", e);
        }
        this.sockets = new BfdSockets(opener, () -> dice.nextInt(49152, 65536), selector);
        this.thread = Thread.ofPlatform().name("bfd-" + name).daemon().start(this::run);
    }

    /** Watches these and nobody else, soon; who stays keeps its session. */
    public void watch(Map<BfdPeer, BfdTerms> peers) {
        inbox.add(Map.copyOf(peers));
        selector.wakeup();
    }

    /** How each session stands; at most a second old. */
    public List<BfdReport> reports() {
        return reports;
    }

    /** How late this link's deadlines were kept since it began. */
    public Lateness lateness() {
        return lateness;
    }

    /** How many datagrams were discarded for each reason. */
    public Map<BfdDecoded.Reason, Long> discarded() {
        return discarded;
    }

    /** Tells every neighbour that we leave on purpose, and ends. A second call does nothing. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (selector;
                sockets) {
            while (!closed) {
                turn();
            }
            perform(sessions.watch(Map.of(), System.nanoTime(), dice::nextDouble));
        } catch (IOException e) {
            LOG.error("BFD has ended, and no neighbour's death is noticed by it any more", e);
        }
    }

    private void turn() throws IOException {
        long due = Math.min(sessions.deadline(), System.nanoTime() + LONGEST_NAP);
        long nap = due - System.nanoTime();
        if (nap > 0) {
            selector.select((nap + 999_999) / 1_000_000);
        } else {
            selector.selectNow();
        }
        for (var peers = inbox.poll(); peers != null; peers = inbox.poll()) {
            wanted = peers;
            perform(sessions.watch(wanted, System.nanoTime(), dice::nextDouble));
            sockets.serve(wanted.keySet());
        }
        if (sockets.isIncomplete() && System.nanoTime() >= again) {
            again = System.nanoTime() + LONGEST_NAP;
            sockets.serve(wanted.keySet());
        }
        for (var key : selector.selectedKeys()) {
            receive(key);
        }
        selector.selectedKeys().clear();
        long now = System.nanoTime();
        long deadline = sessions.deadline();
        if (deadline <= now) {
            tally.kept(now - deadline);
            perform(sessions.tick(now, dice::nextDouble));
        }
        if (now >= publishAt) {
            publish(now);
        }
    }

    private void publish(long now) {
        publishAt = now + LONGEST_NAP / 2;
        reports = sessions.reports();
        lateness = tally.sum();
        discarded = sessions.discarded();
    }

    private void receive(SelectionKey key) throws IOException {
        if (!key.isValid()) {
            return;
        }
        var place = BfdSockets.placeOf(key);
        var channel = (DatagramChannel) key.channel();
        while (channel.receive(datagram.clear()) instanceof InetSocketAddress from) {
            perform(
                    sessions.receive(
                            datagram.flip(),
                            place.local(),
                            IpAddress.of(from.getAddress().getAddress()),
                            place.multihop(),
                            System.nanoTime(),
                            dice::nextDouble));
        }
    }

    private void perform(List<BfdEffect> effects) {
        for (var effect : effects) {
            switch (effect.action()) {
                case BfdAction.Send(var packet) ->
                        sockets.send(effect.peer(), BfdCodec.encode(packet));
                case BfdAction.Changed(var from, var to, var why, boolean onPurpose) ->
                        tell(new BfdEvent(effect.peer(), from, to, why, onPurpose));
            }
        }
    }

    private void tell(BfdEvent event) {
        publishAt = System.nanoTime();
        LOG.info(
                "BFD with {}: {} to {}{}",
                event.peer().remote(),
                event.from().text(),
                event.to().text(),
                event.why() == fairlead.bgp.bfd.Diagnostic.NONE ? "" : ", " + event.why().text());
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            LOG.error("whoever listens to BFD failed at {}", event, e);
        }
    }
}
