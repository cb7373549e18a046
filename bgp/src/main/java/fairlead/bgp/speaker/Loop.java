package fairlead.bgp.speaker;

import fairlead.bgp.rpki.RoaChange;
import fairlead.net.IpAddress;
import java.io.IOException;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that owns a speaker's state and its sockets. It waits for sockets, for the inbox and
 * for deadlines; takes in all that has arrived; draws the conclusions once; and gives every
 * neighbour that has room what is new. No neighbour is ever waited for.
 */
final class Loop implements Dialling.Outcome, Links.User {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private static final Duration LONGEST_NAP = Duration.ofMinutes(1);

    private enum Phase {
        NEW,
        RUNNING,
        CLOSING,
        CLOSED
    }

    private final String name;
    private final Doors doors;
    private final Announcer announcer;
    private final Instance instance;
    private final SteadyClock clock = new SteadyClock();
    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final Map<ConnectionId, Dialling> dialled = new HashMap<>();
    private final EffectQueue decided = new EffectQueue(this::perform);
    private final PathWatches watches;
    private final Questions questions = new Questions();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final AtomicLong acceptances = new AtomicLong();
    private final Thread thread;
    private final Selector selector;
    private final Links links;
    private final TurnTimes.Tally turns = new TurnTimes.Tally(System.nanoTime());
    private volatile Phase phase = Phase.NEW;
    private Instant giveUpAt = Instant.MAX;

    Loop(
            SpeakerConfig config,
            SocketOpener opener,
            boolean routesTold,
            Consumer<SpeakerEvent> listener) {
        this.name = config.name();
        this.doors = new Doors(config, opener, this::came);
        this.announcer = new Announcer(name, listener);
        this.instance = new Instance(config, routesTold, new SplittableRandom());
        this.watches =
                new PathWatches(
                        name,
                        opener,
                        (neighbour, why) ->
                                post(() ->
                                        perform(instance.pathLost(neighbour, why, clock.now()))));
        this.thread = Thread.ofPlatform().name("bgp-" + name).daemon().unstarted(this::run);
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new IllegalStateException("no selector: " + e.getMessage(), e);
        }
        this.links = new Links(selector, this);
        this.instance.connections(links);
    }

    void start(Speaker.Start how) {
        synchronized (this) {
            if (phase != Phase.NEW) {
                throw new IllegalStateException("speaker " + name + " was started before");
            }
            phase = Phase.RUNNING;
        }
        post(() -> {
            doors.open(instance.config().local());
            perform(instance.start(how, clock.now()));
        });
        thread.start();
    }

    void reconfigure(SpeakerConfig config) {
        post(() -> {
            boolean moved = !config.local().listen().equals(instance.config().local().listen());
            doors.become(config.neighbours());
            perform(instance.reconfigure(config, clock.now()));
            watches.keepOnly(config.neighbours());
            if (moved) {
                doors.shut();
                doors.open(config.local());
            }
        });
    }

    void validate(RoaChange change) {
        post(() -> perform(instance.validate(change)));
    }

    void originsKnown() {
        post(() -> perform(instance.originsKnown()));
    }

    void refresh() {
        post(() -> perform(instance.refresh()));
    }

    void watch(Watch watch) {
        post(() -> instance.watch(watch, clock.now()));
    }

    /** Returns when {@code watch} has been told its end, if anything runs that could tell it. */
    void unwatch(Watch watch) {
        var told = new CompletableFuture<Watch>();
        synchronized (this) {
            if (phase != Phase.RUNNING) {
                post(() -> instance.unwatch(watch, clock.now()));
                return;
            }
            ask(
                    running -> {
                        running.unwatch(watch, clock.now());
                        return watch;
                    },
                    told);
        }
        told.join();
    }

    /** Makes a turn soon, even if nothing else happens. */
    void nudge() {
        post(() -> {});
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
            questions.asked(answer);
            post(task);
        }
    }

    /** To be called on the loop's own thread. */
    TurnTimes turns() {
        return turns.sum(System.nanoTime());
    }

    PathWatches watches() {
        return watches;
    }

    /** Done when nothing runs any more, for whatever reason; with the speaker's name. */
    CompletableFuture<String> ended() {
        return ended;
    }

    /** Ends all sessions by {@code farewell}, then everything else. */
    void close(BiFunction<Instance, Instant, List<Effect>> farewell) {
        synchronized (this) {
            var before = phase;
            phase = before == Phase.RUNNING ? Phase.CLOSING : Phase.CLOSED;
            if (before != Phase.RUNNING) {
                return;
            }
            post(() -> {
                doors.shut();
                giveUpAt = clock.now().plus(Links.LINGER.multipliedBy(2));
                perform(farewell.apply(instance, clock.now()));
            });
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void post(Runnable task) {
        inbox.add(task);
        selector.wakeup();
    }

    private void run() {
        try {
            takeTurns();
        } finally {
            end();
        }
    }

    private void takeTurns() {
        boolean busy = false;
        while (!isDone()) {
            try {
                if (busy) {
                    selector.selectNow();
                } else {
                    selector.select(nap());
                }
                long began = System.nanoTime();
                try {
                    busy = turn();
                } finally {
                    turns.took(began, System.nanoTime());
                }
            } catch (IOException e) {
                LOG.error("{}: cannot wait for sockets; the speaker ends", name, e);
                return;
            } catch (RuntimeException e) {
                LOG.error("{}: a step failed; the speaker goes on", name, e);
            } catch (Error e) {
                // Out of memory, most likely: nobody knows what was half done.
                LOG.error("{}: the speaker cannot go on and ends", name, e);
                return;
            }
        }
    }

    private void end() {
        synchronized (this) {
            phase = Phase.CLOSED;
        }
        try (selector) {
            watches.close();
            links.resetAll();
            dialled.values().forEach(Dialling::giveUp);
            doors.shut();
        } catch (IOException e) {
            LOG.debug("{}: the selector did not close: {}", name, e.getMessage());
        } finally {
            questions.giveUp("speaker " + name + " has ended");
            ended.complete(name);
        }
    }

    private boolean isDone() {
        return phase == Phase.CLOSING
                && inbox.isEmpty()
                && (links.isEmpty() && giveUpAt != Instant.MAX || !clock.now().isBefore(giveUpAt));
    }

    /** One turn; true if there is more to do at once. */
    private boolean turn() {
        for (var task = inbox.poll(); task != null; task = inbox.poll()) {
            task.run();
        }
        links.serve();
        var now = clock.now();
        if (instance.nextDeadline().filter(due -> !due.isAfter(now)).isPresent()) {
            perform(instance.tick(now));
        }
        boolean busy = instance.work();
        busy |= instance.watching(now);
        perform(instance.done());
        busy |= links.writeTo(instance.eager());
        links.hangUp(now);
        return busy || instance.isSearching();
    }

    @Override
    public int receive(ConnectionId connection, byte[] octets, int from, int to) {
        return instance.receive(connection, octets, from, to, clock.now());
    }

    @Override
    public int fill(ConnectionId connection, byte[] octets, int from, int to) {
        return instance.fill(connection, octets, from, to);
    }

    @Override
    public void unread(ConnectionId connection) {
        perform(instance.input(connection, new Input.Unread(connection), clock.now()));
    }

    @Override
    public void caughtUp(ConnectionId connection) {
        perform(instance.input(connection, new Input.CaughtUp(connection), clock.now()));
    }

    @Override
    public void lost(ConnectionId connection, String reason) {
        // Found out while writing, it comes after this turn's work: what follows needs another one.
        nudge();
        perform(instance.input(connection, new Input.Lost(connection, reason), clock.now()));
    }

    private long nap() {
        var now = clock.now();
        var next = instance.nextDeadline().orElse(Instant.MAX);
        next = links.nextDeadline(next);
        next = giveUpAt.isBefore(next) ? giveUpAt : next;
        var latest = now.plus(LONGEST_NAP);
        long millis = Duration.between(now, next.isBefore(latest) ? next : latest).toMillis() + 1;
        return Math.max(1, millis);
    }

    /** Called on a listener's thread. */
    private void came(SocketChannel channel, IpAddress from) {
        var id = new ConnectionId(ConnectionId.Side.ACCEPTED, acceptances.incrementAndGet());
        post(() -> {
            if (register(id, channel)) {
                perform(instance.input(id, new Input.Accepted(id, from), clock.now()));
            }
        });
    }

    @Override
    public void stands(ConnectionId id, SocketChannel channel) {
        post(() -> {
            var dialling = dialled.remove(id);
            if (dialling == null) {
                doors.close(channel);
            } else if (register(id, channel)) {
                perform(instance.input(id, new Input.Connected(id), clock.now()));
            }
        });
    }

    @Override
    public void failed(ConnectionId id, String reason) {
        post(() -> {
            dialled.remove(id);
            perform(instance.input(id, new Input.Lost(id, reason), clock.now()));
        });
    }

    private boolean register(ConnectionId id, SocketChannel channel) {
        try {
            links.add(id, channel);
            return true;
        } catch (IOException e) {
            lost(id, Reasons.of(e));
            return false;
        }
    }

    private void perform(List<Effect> effects) {
        decided.perform(effects);
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.Dial(var id, var to) ->
                    dialled.put(id, doors.dial(id, to, instance.config(), this));
            case Effect.Send(var id, var octets) -> links.send(id, octets);
            case Effect.Close(var id) -> close(id);
            case Effect.Refuse(var id) -> links.refuse(id);
            case Effect.Watch(var id, var neighbour) ->
                    links.find(id).ifPresent(link -> watches.stands(neighbour, link));
            case Effect.Tell(var event) -> announcer.tell(event);
            case Effect.Remark(var text) -> LOG.info("{}: {}", name, text);
            case Effect.Note(var neighbour, var text) ->
                    LOG.warn("{}: {} {}", name, neighbour, text);
        }
    }

    private void close(ConnectionId id) {
        var dialling = dialled.remove(id);
        if (dialling != null) {
            dialling.giveUp();
        }
        links.close(id, clock.now());
    }
}
