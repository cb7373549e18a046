package fairlead.bgpd.interop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fairlead.testkit.bgp.Bird2;
import fairlead.testkit.bgp.Daemon;
import fairlead.testkit.bgp.Lan;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every daemon with every feature that it and we have. All sessions stand side by side with one
 * route server, so a row also shows that the others' troubles do not touch it.
 *
 * <p>{@code -Dmatrix.only='FRR.*ADD-PATH'} tries some rows only; {@code -Dmatrix.server=bird} puts
 * BIRD 2 in our place, to see whether a failure is ours.
 */
@Tag("kernel")
@Tag("interop")
class InteropMatrixTest {

    @TempDir static Path folder;

    private static Optional<Matrix> matrix = Optional.empty();

    /** Most of a row's time is waiting, so several are tried at a time. */
    private static final ExecutorService ROWS = Executors.newFixedThreadPool(6);

    private static final Map<Cell, Future<?>> TRIALS = new LinkedHashMap<>();

    private static Daemon serving() {
        return System.getProperty("matrix.server", "").equals("bird")
                ? new Bird2()
                : new FairleadServer();
    }

    /** The rows that both sides have. */
    private static List<Cell> cells(Daemon serving) {
        var only = Pattern.compile(System.getProperty("matrix.only", ""));
        return Cell.all().stream()
                .filter(cell -> cell.hindrance(serving).isEmpty())
                .filter(cell -> only.matcher(cell.title()).find())
                .toList();
    }

    @BeforeAll
    static void startEverything() {
        Stream.concat(Stream.of(new Bird2()), Daemon.OTHERS.stream())
                .forEach(daemon ->
                        assumeTrue(
                                daemon.missing().isEmpty(), () -> daemon.missing().orElseThrow()));
        assumeTrue(Lan.missing().isEmpty(), () -> Lan.missing().orElseThrow());
        var serving = serving();
        var cells = cells(serving);
        var everything = new Matrix(serving, cells, folder);
        matrix = Optional.of(everything);
        for (var cell : cells) {
            TRIALS.put(cell, ROWS.submit(() -> new Trial(everything, cell).run()));
        }
    }

    @AfterAll
    static void endEverything() {
        ROWS.shutdownNow();
        matrix.ifPresent(Matrix::close);
    }

    @TestFactory
    Stream<DynamicTest> everyDaemonWithEveryFeature() {
        return TRIALS.entrySet().stream()
                .map(trial ->
                        DynamicTest.dynamicTest(
                                trial.getKey().title(),
                                () -> {
                                    try {
                                        trial.getValue().get();
                                    } catch (ExecutionException e) {
                                        throw new AssertionError(trial.getKey().title(), e);
                                    }
                                }));
    }
}
