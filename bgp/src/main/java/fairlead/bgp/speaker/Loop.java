package fairlead.bgp.speaker;

import fairlead.bgp.session.PeerState;
import fairlead.net.IpAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that owns a speaker's state. Everything that happens to the {@link Instance} happens
 * on it, in the order of the inbox; other threads only put something there.
 */
final class Loop {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final String DOWN = "{}: session with {} is down: {}";
    private static final Duration LONGEST_NAP = Duration.ofMinutes(1);

    private enum Phase {
        NEW,
        RUNNING,
        CLOSED
    }

    private final String name;
    private final SocketOpener opener;
    private final Consumer<SpeakerEvent> listener;
    private final Instance instance;
    private final SteadyClock clock = new SteadyClock();
    private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
    private final Map<ConnectionId, Link> links = new HashMap<>();
    private final Map<String, PeerState> logged = new HashMap<>();
    private final AtomicLong acceptances = new AtomicLong();
    private final Thread thread;
    private @Nullable Listener accepting;
    private volatile Phase phase = Phase.NEW;

    Loop(SpeakerConfig config, SocketOpener opener, Consumer<SpeakerEvent> listener) {
        this.name = config.name();
        this.opener = opener;
        this.listener = listener;
        this.instance = new Instance(config, new SplittableRandom());
        this.thread = Thread.ofVirtual().name("bgp-" + name).unstarted(this::run);
    }

    void start() {
        synchronized (this) {
            if (phase != Phase.NEW) {
                throw new IllegalStateException("speaker " + name + " was started before");
            }
            phase = Phase.RUNNING;
        }
        inbox.add(() -> {
            listen();
            perform(instance.start(clock.now()));
        });
        thread.start();
    }

    void reconfigure(SpeakerConfig config) {
        inbox.add(() -> {
            boolean moved =
                    !config.local().address().equals(instance.config().local().address())
                            || config.local().port() != instance.config().local().port();
            perform(instance.reconfigure(config, clock.now()));
            if (moved) {
                deafen();
                listen();
            }
        });
    }

    void refresh() {
        inbox.add(() -> perform(instance.refresh()));
    }

    <T> void ask(Function<Instance, T> question, CompletableFuture<T> answer) {
        Runnable task =
                () -> {
                    try {
                        answer.complete(question.apply(instance));
                    } catch (RuntimeException e) {
                        answer.completeExceptionally(e);
                    }
                };
        if (Thread.currentThread().equals(thread)) {
            task.run();
            return;
        }
        synchronized (this) {
            if (phase != Phase.RUNNING) {
                throw new IllegalStateException("speaker " + name + " is not running");
            }
            inbox.add(task);
        }
    }

    void close() {
        synchronized (this) {
            var before = phase;
            phase = Phase.CLOSED;
            if (before != Phase.RUNNING) {
                return;
            }
            inbox.add(() -> perform(instance.stop(clock.now())));
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (phase == Phase.RUNNING || !inbox.isEmpty()) {
            try {
                var task = inbox.poll(nap().toNanos(), TimeUnit.NANOSECONDS);
                if (task != null) {
                    task.run();
                }
                perform(instance.tick(clock.now()));
            } catch (InterruptedException e) {
                phase = Phase.CLOSED;
            } catch (RuntimeException e) {
                LOG.error("{}: a step failed; the speaker goes on", name, e);
            }
        }
        deafen();
        hangUp();
    }

    /** Gives connections that are closing the time to say why, and resets what is left. */
    private void hangUp() {
        try {
            for (var link : links.values()) {
                link.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        links.values().forEach(Link::refuse);
    }

    private Duration nap() {
        var now = clock.now();
        var next = instance.nextDeadline().orElse(Instant.MAX);
        if (!next.isAfter(now)) {
            return Duration.ZERO;
        }
        return next.isAfter(now.plus(LONGEST_NAP)) ? LONGEST_NAP : Duration.between(now, next);
    }

    private void listen() {
        var local = instance.config().local();
        var here = new InetSocketAddress(inet(local.address()), local.port());
        var next = new Listener(name, opener, here, this::accepted);
        accepting = next;
        next.start();
    }

    private void deafen() {
        var listening = accepting;
        accepting = null;
        if (listening != null) {
            try {
                listening.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Called on the listener's thread. */
    private void accepted(SocketChannel channel) {
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            var remote = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
            var from = IpAddress.of(remote.getAddress());
            var id = new ConnectionId(ConnectionId.Side.ACCEPTED, acceptances.incrementAndGet());
            inbox.add(() -> accepted(id, channel, from));
        } catch (IOException e) {
            LOG.debug("{}: a connection broke while it was accepted: {}", name, e.getMessage());
        }
    }

    private void accepted(ConnectionId id, SocketChannel channel, IpAddress from) {
        links.put(id, Link.accepted(name + "-" + from, id, channel, this::arrived));
        perform(instance.input(id, new Input.Accepted(id, from), clock.now()));
    }

    /** Called on the links' threads. */
    private void arrived(Input input) {
        inbox.add(() -> take(input));
    }

    private void take(Input input) {
        var id =
                switch (input) {
                    case Input.Connected(var connection) -> connection;
                    case Input.Accepted(var connection, _) -> connection;
                    case Input.Received(var connection, _) -> connection;
                    case Input.Garbled(var connection, _) -> connection;
                    case Input.Lost(var connection, _) -> connection;
                };
        var link = links.get(id);
        if (link != null && input instanceof Input.Received) {
            link.taken();
        }
        perform(instance.input(id, input, clock.now()));
        if (input instanceof Input.Lost) {
            links.remove(id);
        }
    }

    private void perform(List<Effect> effects) {
        for (var effect : effects) {
            switch (effect) {
                case Effect.Dial(var id, var to) -> links.put(id, dial(id, to));
                case Effect.Send(var id, var octets) ->
                        link(id).ifPresent(link -> link.send(octets));
                case Effect.Close(var id) -> link(id).ifPresent(link -> link.close());
                case Effect.Refuse(var id) -> link(id).ifPresent(link -> link.refuse());
                case Effect.Tell(var event) -> tell(event);
                case Effect.Note(var neighbour, var text) ->
                        LOG.warn("{}: {} {}", name, neighbour, text);
            }
        }
    }

    private Optional<Link> link(ConnectionId id) {
        return Optional.ofNullable(links.get(id));
    }

    private Link dial(ConnectionId id, IpAddress to) {
        var local = instance.config().local();
        return Link.dial(
                name + "-" + to,
                id,
                opener,
                inet(local.address()),
                new InetSocketAddress(inet(to), local.port()),
                this::arrived);
    }

    private void tell(SpeakerEvent event) {
        if (event instanceof SpeakerEvent.NeighbourChanged changed) {
            log(changed);
        }
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            LOG.error("{}: whoever listens failed at {}", name, event, e);
        }
    }

    private void log(SpeakerEvent.NeighbourChanged changed) {
        boolean wasUp = logged.put(changed.neighbour(), changed.state()) == PeerState.ESTABLISHED;
        switch (changed.state()) {
            case ESTABLISHED -> LOG.info("{}: session with {} is up", name, changed.neighbour());
            case IDLE -> {
                logged.remove(changed.neighbour());
                if (wasUp) {
                    LOG.info(DOWN, name, changed.neighbour(), changed.lastError());
                }
            }
            case CONNECT, ACTIVE, OPEN_SENT, OPEN_CONFIRM -> {
                if (wasUp) {
                    LOG.warn(DOWN, name, changed.neighbour(), changed.lastError());
                } else if (!changed.lastError().isEmpty()) {
                    LOG.debug(
                            "{}: {} is not up: {}", name, changed.neighbour(), changed.lastError());
                }
            }
        }
    }

    private static InetAddress inet(IpAddress address) {
        try {
            return InetAddress.getByAddress(address.octets());
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException(address + " has a length that no address has", e);
        }
    }
}
