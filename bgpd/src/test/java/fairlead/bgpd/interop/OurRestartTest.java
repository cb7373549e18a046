package fairlead.bgpd.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fairlead.testkit.bgp.Bird2;
import fairlead.testkit.bgp.Daemon;
import fairlead.testkit.bgp.Lan;
import fairlead.testkit.bgp.PeerView;
import fairlead.testkit.bgp.RouterConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our route server is killed and started again, and all who keep routes over that keep ours, by
 * their own account: the row of the matrix that all sessions share.
 */
@Tag("kernel")
@Tag("interop")
class OurRestartTest {

    private static final Duration BOUND = Duration.ofSeconds(90);

    /** What source A tells only when the server has been away. */
    private static final RouterConfig.Network NEW = RouterConfig.Network.of("192.0.2.128/25");

    private final Daemon serving = new FairleadServer();

    @Test
    void everyDaemonKeepsWhatWeToldItWhileWeAreAway(@TempDir Path folder) throws Exception {
        Stream.concat(Stream.of(new Bird2()), Daemon.OTHERS.stream())
                .forEach(daemon ->
                        assumeTrue(
                                daemon.missing().isEmpty(), () -> daemon.missing().orElseThrow()));
        assumeTrue(Lan.missing().isEmpty(), () -> Lan.missing().orElseThrow());
        var cells =
                Cell.all().stream()
                        .filter(cell -> cell.feature() == Feature.OUR_RESTART)
                        .filter(cell -> cell.hindrance(serving).isEmpty())
                        .toList();
        try (var matrix = new Matrix(serving, cells, folder)) {
            cells.forEach(cell -> holdsOurRoute(matrix, cell));
            var looks = new ConcurrentHashMap<Cell, AtomicInteger>();
            var losses = new ConcurrentHashMap<Cell, String>();
            try (var lookers = Executors.newScheduledThreadPool(2)) {
                for (var cell : cells) {
                    looks.put(cell, new AtomicInteger());
                    lookers.scheduleWithFixedDelay(
                            () -> look(matrix, cell, looks, losses), 0, 300, TimeUnit.MILLISECONDS);
                }
                theServerIsAwayForAWhile(matrix, cells);
                lookers.shutdownNow();
            }
            assertThat(losses).as("who was without our route for a moment").isEmpty();
            assertThat(matrix.server().log())
                    .contains("restarting: nothing is told", "the restart is over");
            assertThat(looks)
                    .allSatisfy((cell, count) ->
                            assertThat(count.get()).as(cell.title()).isGreaterThan(5));
        }
    }

    private void theServerIsAwayForAWhile(Matrix matrix, List<Cell> cells) {
        var server = matrix.server();
        var config = server.config();
        var source = matrix.sourceA();
        source.kill();
        server.kill();
        for (var cell : cells) {
            eventually(
                    matrix,
                    cell,
                    () ->
                            assertThat(matrix.daemon(cell).peer(cell.theirs()))
                                    .as("it has noticed that we are away")
                                    .matches(peer -> !peer.established()));
        }
        server.startAgain(config);
        for (var cell : cells) {
            eventually(
                    matrix,
                    cell,
                    () -> {
                        assertThat(matrix.daemon(cell).peer(cell.theirs()))
                                .matches(PeerView::established);
                        assertThat(server.peer(cell.ours())).matches(PeerView::established);
                    });
        }
        assertThat(server.log()).doesNotContain("the restart is over");
        // Whoever told it to us first is back last: until then nobody is to hear that there is
        // less.
        source.startAgain(source.config().withNetworks(List.of(Matrix.ONE_PATH, NEW)));
        for (var cell : cells) {
            eventually(
                    matrix,
                    cell,
                    () ->
                            assertThat(matrix.daemon(cell).routes(cell.theirs(), NEW.prefix()))
                                    .as("what we tell since all are back")
                                    .isNotEmpty());
            holdsOurRoute(matrix, cell);
        }
    }

    private static void look(
            Matrix matrix, Cell cell, Map<Cell, AtomicInteger> looks, Map<Cell, String> losses) {
        var daemon = matrix.daemon(cell);
        if (daemon.routes(cell.theirs(), Matrix.ONE_PATH.prefix()).isEmpty()) {
            losses.putIfAbsent(cell, daemon.peer(cell.theirs()).text());
        }
        looks.computeIfAbsent(cell, _ -> new AtomicInteger()).incrementAndGet();
    }

    private static void holdsOurRoute(Matrix matrix, Cell cell) {
        eventually(
                matrix,
                cell,
                () ->
                        assertThat(
                                        matrix.daemon(cell)
                                                .routes(cell.theirs(), Matrix.ONE_PATH.prefix()))
                                .as("what %s holds of ours", cell.title())
                                .hasSize(1));
    }

    private static void eventually(Matrix matrix, Cell cell, ThrowingRunnable claim) {
        try {
            await().atMost(BOUND).pollInterval(Duration.ofMillis(300)).untilAsserted(claim);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    cell.title()
                            + ": "
                            + e.getMessage()
                            + "\n== our log: "
                            + matrix.server().log()
                            + "\n== its side: "
                            + matrix.daemon(cell).peer(cell.theirs()).text()
                            + "\n"
                            + matrix.daemon(cell).log(),
                    e);
        }
    }
}
