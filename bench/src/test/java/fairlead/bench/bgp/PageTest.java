package fairlead.bench.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was measured is kept, and read right from the page. */
class PageTest {

    private static Entry entry(Course course, Daemon daemon, double told, boolean late) {
        var measured =
                new Measured(
                        told,
                        late,
                        told / 2,
                        0.1,
                        told,
                        0.1,
                        100 * told,
                        100 * told,
                        100 * told,
                        1_000_000,
                        course.flaps > 0
                                ? Measured.Flaps.of(List.of(0.004, 0.001, 0.002))
                                : Measured.Flaps.NONE,
                        Histogram.of(List.of(0.0001, 0.003, 0.2)),
                        Histogram.NONE,
                        late ? "some prefixes lack" : "");
        return new Entry(
                course.word,
                course.points.getFirst().name(),
                daemon.word,
                "",
                "2026-01-01 12:00",
                "abc1234",
                0.5,
                measured);
    }

    private static final List<Entry> ENTRIES =
            List.of(
                    entry(Course.FULL_TABLE, Daemon.BIRD2, 2, false),
                    entry(Course.FULL_TABLE, Daemon.FAIRLEAD, 1, false),
                    entry(Course.FULL_TABLE, Daemon.BIRD2, 4, false),
                    entry(Course.FULL_TABLE, Daemon.FAIRLEAD, 3, false),
                    entry(Course.FULL_TABLE, Daemon.BIRD2, 3, false),
                    entry(Course.FULL_TABLE, Daemon.FAIRLEAD, 1.5, false),
                    entry(Course.FULL_TABLE, Daemon.GOBGP, 60, true),
                    entry(Course.FLAP, Daemon.BIRD2, 2, false));

    @Test
    void aReloadIsShownThereAndBackWithItsLongestSilence() {
        var entries = List.of(entry(Course.RELOAD, Daemon.FAIRLEAD, 2, false));
        assertThat(new Page(entries).text())
                .contains(
                        "| a community on each of 1,000,000 | Fairlead | 1 | 2.00 | 1.00 | 200 | – | 1,000,000 | 200 | 200 | 2.00 |");
    }

    @Test
    void ratiosAreOfMedians() {
        assertThat(new Ratios(new Page(ENTRIES)).table())
                .contains("| a full table | time | 3.00 s | × 0.50 | – | – | over × 20.0 |")
                .contains("| a full table | memory | 300 MiB | × 0.50 | – | – | – |");
    }

    @Test
    void aCourseShowsEveryDaemonWithItsSpreadAndWhoWasLate() {
        assertThat(new Page(ENTRIES).text())
                .contains("### A full table\n")
                .contains("commit abc1234")
                .contains(
                        "| 1,000,000 prefixes | BIRD 2 | 3 | 3.00 (2.00–4.00) | 3.00 | 1.50 (1.00–2.00) |")
                .contains("| 1,000,000 prefixes | GoBGP | 1 | over 60.0 | – | – |")
                .contains("GoBGP, 1,000,000 prefixes: some prefixes lack.");
    }

    @Test
    void flapsAreInMillisecondsAndSilencesInSpans() {
        assertThat(new Page(ENTRIES).text())
                .contains("| BIRD 2 | 3 | 2.00 | 4.00 | 4.00 |")
                .contains("| silences of BIRD 2 | 1 | 0 | 1 | 0 | 0 | 0 | 0 | 1 | 200 |");
    }

    @Test
    void aCourseThatIsMeasuredAgainTakesTheOldOnesPlace(@TempDir Path folder) throws Exception {
        var ledger = new Ledger(folder.resolve("measured"));
        assertThat(ledger.entries()).isEmpty();
        ledger.replace(Course.FULL_TABLE, ENTRIES.subList(0, 7));
        ledger.replace(Course.FLAP, ENTRIES.subList(7, 8));
        assertThat(ledger.entries()).isEqualTo(ENTRIES);
        ledger.replace(Course.FULL_TABLE, ENTRIES.subList(0, 1));
        assertThat(ledger.entries()).containsExactly(ENTRIES.get(7), ENTRIES.get(0));
    }
}
