package fairlead.box;

import fairlead.box.store.Store;
import fairlead.box.store.StoreException;
import fairlead.cloud.Commands;
import fairlead.cloud.Fact;
import fairlead.cloud.Moment;
import fairlead.cloud.Reply;
import fairlead.cloud.Request;
import fairlead.cloud.Settling;
import fairlead.cloud.World;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the World. Takes what was asked and what was seen, stores the facts, applies them, brings
 * what can end to its end, and tells the edges. Everything but {@link #ask}, {@link #saw}, {@link
 * #world} and {@link #await} happens on the one thread that runs it.
 */
final class Loop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    /** A deployment takes a few rounds; more than this is a cycle in the decisions, and a bug. */
    private static final int ROUNDS = 10_000;

    private sealed interface Input {
        record Asked(Request request, CompletableFuture<Reply> reply) implements Input {}

        record Saw(List<Fact.Seen> facts) implements Input {}
    }

    private record Answer(CompletableFuture<Reply> to, Reply reply) {}

    private final BlockingQueue<Input> inbox = new LinkedBlockingQueue<>();
    private final Object changed = new Object();
    private final Store store;
    private final Commands commands;
    private final InstantSource clock;
    private final Supplier<UUID> chance;
    private final BiConsumer<List<Fact>, World> edges;
    private volatile World world;

    /** When something may end that waits for nothing but its time. */
    private Optional<Instant> due = Optional.empty();

    /**
     * @param edges told after every change: the facts that are new, and the World in which they
     *     hold
     */
    Loop(
            Store store,
            World world,
            Commands commands,
            InstantSource clock,
            Supplier<UUID> chance,
            BiConsumer<List<Fact>, World> edges) {
        this.store = store;
        this.world = world;
        this.commands = commands;
        this.clock = clock;
        this.chance = chance;
        this.edges = edges;
    }

    World world() {
        return world;
    }

    /** The reply to a request that writes, when its facts are stored. */
    CompletableFuture<Reply> ask(Request request) {
        var reply = new CompletableFuture<Reply>();
        inbox.add(new Input.Asked(request, reply));
        return reply;
    }

    void saw(Fact.Seen... facts) {
        inbox.add(new Input.Saw(List.of(facts)));
    }

    /** Waits until {@code condition} holds, or the time is up; says whether it holds. */
    boolean await(Predicate<World> condition, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        synchronized (changed) {
            while (!condition.test(world)) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                changed.wait(left);
            }
            return true;
        }
    }

    @Override
    public void run() {
        try {
            turn(List.of());
            while (!Thread.currentThread().isInterrupted()) {
                var inputs = new ArrayList<Input>();
                if (due.isEmpty()) {
                    inputs.add(inbox.take());
                } else {
                    var first = inbox.poll(untilThen(due.get()), TimeUnit.MILLISECONDS);
                    if (first != null) {
                        inputs.add(first);
                    }
                }
                inbox.drainTo(inputs);
                turn(inputs);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** In milliseconds, at least one, so that the time has come when it is looked at again. */
    private long untilThen(Instant due) {
        return Math.max(1, Duration.between(clock.instant(), due).toMillis() + 1);
    }

    private void turn(List<Input> inputs) {
        var facts = new ArrayList<Fact>();
        var answers = new ArrayList<Answer>();
        var next = world;
        for (var input : inputs) {
            switch (input) {
                case Input.Asked(var request, var reply) -> {
                    try {
                        var outcome = commands.handle(next, request, moment());
                        next = next.after(outcome.facts());
                        facts.addAll(outcome.facts());
                        answers.add(new Answer(reply, outcome.reply()));
                    } catch (RuntimeException | StackOverflowError | OutOfMemoryError bug) {
                        // The World is a value: whatever broke off half-way has changed nothing.
                        reply.completeExceptionally(bug);
                    }
                }
                case Input.Saw(var seen) -> {
                    next = next.after(seen);
                    facts.addAll(seen);
                }
            }
        }
        try {
            due = Optional.empty();
            next = brought(next, facts);
            due = Settling.nextDue(next, clock.instant());
            if (!facts.isEmpty() && !stored(facts, next)) {
                refuse(inputs);
                return;
            }
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError bug) {
            abandon(inputs, bug);
            return;
        }
        publish(next, facts);
        answers.forEach(answer -> answer.to().complete(answer.reply()));
    }

    /** The World after everything has happened that follows by itself. */
    private World brought(World start, List<Fact> facts) {
        var next = start;
        for (int round = 0; round < ROUNDS; round++) {
            var follow = new ArrayList<Fact>(Settling.of(next, clock.instant()));
            next = next.after(follow);
            var steps = commands.deployments().advance(next, moment());
            next = next.after(steps);
            follow.addAll(steps);
            if (follow.isEmpty()) {
                return next;
            }
            facts.addAll(follow);
        }
        throw new IllegalStateException("the cloud does not come to rest");
    }

    private boolean stored(List<Fact> facts, World after) {
        try {
            var entries = Ledger.entries(facts, world, after);
            if (!entries.isEmpty()) {
                store.commit(entries);
            }
            return true;
        } catch (StoreException refused) {
            LOG.error(
                    "Nothing can be written to the store, so writes are refused: {}",
                    refused.getMessage());
            return false;
        }
    }

    /** Without a store no write is acknowledged; what was seen still counts. */
    private void refuse(List<Input> inputs) {
        var seen = new ArrayList<Fact>();
        for (var input : inputs) {
            switch (input) {
                case Input.Asked(_, var reply) ->
                        reply.complete(
                                Reply.refused(
                                        new fairlead.azure.arm.RefusedException(
                                                507,
                                                new fairlead.azure.arm.ArmError(
                                                        "InsufficientStorage",
                                                        "The cloud cannot store anything: see its log, and free space in its state folder. Nothing was changed."))));
                case Input.Saw(var facts) -> seen.addAll(facts);
            }
        }
        count(seen);
    }

    /** What follows from these inputs cannot be worked out: none of it happens, and it is said. */
    private void abandon(List<Input> inputs, Throwable bug) {
        LOG.error(
                "What follows from the last requests cannot be worked out; they are refused", bug);
        var seen = new ArrayList<Fact>();
        for (var input : inputs) {
            switch (input) {
                case Input.Asked(_, var reply) -> reply.completeExceptionally(bug);
                case Input.Saw(var facts) -> seen.addAll(facts);
            }
        }
        count(seen);
    }

    private void count(List<Fact> seen) {
        if (!seen.isEmpty()) {
            publish(world.after(seen), seen);
        }
    }

    private void publish(World next, List<Fact> facts) {
        synchronized (changed) {
            world = next;
            changed.notifyAll();
        }
        try {
            edges.accept(List.copyOf(facts), next);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError bug) {
            // The World is stored and goes on; what depends on this change waits for the next one.
            LOG.error("What the host should hold cannot be worked out", bug);
        }
    }

    private Moment moment() {
        return new Moment(clock.instant(), chance.get());
    }
}
