package fairlead.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fairlead.azure.arm.ArmId;
import fairlead.box.store.SqliteStore;
import fairlead.box.store.Store;
import fairlead.box.store.StoreException;
import fairlead.cloud.Cloud;
import fairlead.cloud.Fact;
import fairlead.cloud.MachineSeen;
import fairlead.cloud.Reply;
import fairlead.cloud.World;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The loop over a real store; the edges note what they are told. */
@Timeout(30)
class LoopTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    /** A real store that a test can hold up and make fail. */
    private static final class Gate implements Store {
        private final Store store;
        private volatile CountDownLatch open = new CountDownLatch(0);
        private volatile boolean full;
        private volatile boolean tooDeep;
        private final AtomicInteger commits = new AtomicInteger();

        Gate(Store store) {
            this.store = store;
        }

        @Override
        public void load(BiConsumer<String, String> reader) throws StoreException {
            store.load(reader);
        }

        @Override
        public void commit(Map<String, Optional<String>> changes) throws StoreException {
            try {
                open.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            }
            if (full) {
                throw new StoreException("no space is left");
            }
            if (tooDeep) {
                throw new StackOverflowError("a document without end");
            }
            store.commit(changes);
            commits.incrementAndGet();
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private record Told(List<Fact> facts, World world) {}

    @TempDir Path home;
    private final ConcurrentLinkedQueue<Told> told = new ConcurrentLinkedQueue<>();
    private final Cloud cloud = Requests.cloud();
    private Gate store;
    private Loop loop;
    private Thread thread;

    @BeforeEach
    void begin() throws StoreException {
        store = new Gate(SqliteStore.open(home.resolve("store.sqlite")));
        loop = loop((facts, world) -> told.add(new Told(facts, world)));
        thread = Thread.ofPlatform().start(loop);
    }

    private Loop loop(BiConsumer<List<Fact>, World> edges) throws StoreException {
        return new Loop(
                store,
                Ledger.load(store),
                cloud.commands(),
                InstantSource.fixed(Instant.EPOCH),
                UUID::randomUUID,
                edges);
    }

    @AfterEach
    void end() throws InterruptedException {
        store.open.countDown();
        thread.interrupt();
        thread.join();
        store.close();
    }

    private Reply put(String path) throws Exception {
        return loop.ask(Requests.put(path, Requests.LOCATED)).get(10, TimeUnit.SECONDS);
    }

    private boolean has(World world, String path) {
        return world.inventory().find(ArmId.parse(path)).isPresent();
    }

    private void inForce() {
        loop.saw(new Fact.HostInForce(loop.world().version(), Optional.empty()));
    }

    @Test
    void aReplyComesOnlyWhenTheStoreHasTheFacts() throws Exception {
        store.open = new CountDownLatch(1);

        var reply = loop.ask(Requests.put(Requests.GROUP, Requests.LOCATED));

        await().until(() -> thread.getState() == Thread.State.WAITING);
        assertThat(reply).isNotDone();
        assertThat(has(loop.world(), Requests.GROUP)).as("not even to be read").isFalse();
        store.open.countDown();
        assertThat(reply.get(10, TimeUnit.SECONDS).status()).isEqualTo(201);
        assertThat(has(Ledger.load(store), Requests.GROUP)).isTrue();
        assertThat(has(loop.world(), Requests.GROUP)).isTrue();
    }

    @Test
    void theEdgesAreToldTheFactsAndTheWorldInWhichTheyHold() throws Exception {
        put(Requests.GROUP);

        await().until(() -> told.stream().anyMatch(one -> has(one.world(), Requests.GROUP)));
        assertThat(told)
                .anySatisfy(one ->
                        assertThat(one.facts()).hasAtLeastOneElementOfType(Fact.Written.class));
    }

    @Test
    void whatWasAskedMeanwhileIsTakenTogether() throws Exception {
        put(Requests.GROUP);
        store.open = new CountDownLatch(1);
        var first = loop.ask(Requests.put(Requests.TABLE + "0", Requests.LOCATED));
        await().until(() -> thread.getState() == Thread.State.WAITING);
        int commits = store.commits.get();

        var rest = new ArrayList<CompletableFuture<Reply>>();
        for (int i = 1; i < 6; i++) {
            rest.add(loop.ask(Requests.put(Requests.TABLE + i, Requests.LOCATED)));
        }
        // The same name twice in one turn: the second sees the first.
        rest.add(
                loop.ask(
                        Requests.put(
                                Requests.TABLE + 1, "{'location':'westeurope','tags':{'a':'b'}}")));
        store.open.countDown();

        assertThat(first.get(10, TimeUnit.SECONDS).status()).isEqualTo(201);
        for (int i = 0; i < 5; i++) {
            assertThat(rest.get(i).get(10, TimeUnit.SECONDS).status()).isEqualTo(201);
        }
        assertThat(rest.get(5).get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
        assertThat(store.commits.get() - commits).isEqualTo(2);
        var serials =
                loop.world().inventory().byKey().values().stream()
                        .map(fairlead.azure.arm.Resource::serial)
                        .toList();
        assertThat(serials).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void aFullStoreRefusesWritesAndChangesNothing() throws Exception {
        put(Requests.GROUP);
        var before = loop.world();
        store.full = true;

        var refused = put(Requests.TABLE);

        assertThat(refused.status()).isEqualTo(507);
        assertThat(refused.body().orElseThrow().at("/error/code").asString())
                .isEqualTo("InsufficientStorage");
        assertThat(loop.world()).isEqualTo(before);
        assertThat(has(Ledger.load(store), Requests.TABLE)).isFalse();
        store.full = false;
        assertThat(put(Requests.TABLE).status()).isEqualTo(201);
    }

    @Test
    void whatIsSeenCountsEvenIfTheStoreIsFull() throws Exception {
        put(Requests.GROUP);
        put(Requests.TABLE);
        store.full = true;

        loop.saw(
                new Fact.MachineObserved(5, Optional.of(MachineSeen.STOPPED.running(99, 0))),
                new Fact.HostInForce(loop.world().version(), Optional.empty()));

        assertThat(loop.await(world -> world.seen().machine(5).pid() == 99, LONG)).isTrue();
        assertThat(loop.world().inventory().unsettled())
                .as("that the table is done could not be stored")
                .isNotEmpty();
        store.full = false;
        inForce();
        assertThat(loop.await(world -> world.inventory().unsettled().isEmpty(), LONG)).isTrue();
    }

    @Test
    void whoWaitsIsWokenByTheChange() throws Exception {
        put(Requests.GROUP);
        var begun = put(Requests.TABLE);
        var operation = begun.poll().orElseThrow().operation().id();

        assertThat(loop.await(world -> ended(world, operation), Duration.ofMillis(1))).isFalse();
        var waiting =
                CompletableFuture.supplyAsync(() -> {
                    try {
                        return loop.await(world -> ended(world, operation), LONG);
                    } catch (InterruptedException stop) {
                        throw new IllegalStateException(stop);
                    }
                });
        inForce();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
    }

    private static boolean ended(World world, String operation) {
        return world.operations().ended().containsKey(operation);
    }

    @Test
    void anotherLoopGoesOnWhereThisOneWasKilled() throws Exception {
        put(Requests.GROUP);
        put(Requests.TABLE);
        thread.interrupt();
        thread.join();

        loop = loop((facts, world) -> {});
        thread = Thread.ofPlatform().start(loop);

        assertThat(has(loop.world(), Requests.TABLE)).isTrue();
        inForce();
        assertThat(loop.await(world -> world.inventory().unsettled().isEmpty(), LONG)).isTrue();
        assertThat(loop.world().operations().running()).isEmpty();
    }

    @Test
    void anEdgeThatFailsDoesNotEndTheLoop() throws Exception {
        thread.interrupt();
        thread.join();
        loop =
                loop((facts, world) -> {
                    throw new IllegalStateException("a bug in a decision");
                });
        thread = Thread.ofPlatform().start(loop);

        assertThat(put(Requests.GROUP).status()).isEqualTo(201);
        assertThat(put(Requests.TABLE).status()).isEqualTo(201);
    }

    /** An error is no exception, and would end the one thread that owns the World. */
    @Test
    void aDocumentThatCannotBeWrittenDoesNotEndTheLoop() throws Exception {
        put(Requests.GROUP);
        store.tooDeep = true;

        var reply = loop.ask(Requests.put(Requests.TABLE, Requests.LOCATED));

        assertThatThrownBy(() -> reply.get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(StackOverflowError.class);
        store.tooDeep = false;
        assertThat(put(Requests.TABLE).status()).isEqualTo(201);
    }

    @Test
    void aClockThatFailsRefusesTheRequestAndTheNextOneGoesWell() throws Exception {
        thread.interrupt();
        thread.join();
        var fails = new java.util.concurrent.atomic.AtomicBoolean();
        loop =
                new Loop(
                        store,
                        Ledger.load(store),
                        cloud.commands(),
                        () -> {
                            if (fails.get()) {
                                throw new IllegalStateException("no time");
                            }
                            return Instant.EPOCH;
                        },
                        UUID::randomUUID,
                        (facts, world) -> {});
        thread = Thread.ofPlatform().start(loop);
        put(Requests.GROUP);
        fails.set(true);

        var reply = loop.ask(Requests.put(Requests.TABLE, Requests.LOCATED));

        assertThatThrownBy(() -> reply.get(10, TimeUnit.SECONDS)).hasRootCauseMessage("no time");
        fails.set(false);
        assertThat(put(Requests.TABLE).status()).isEqualTo(201);
    }
}
