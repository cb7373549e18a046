package fairlead.box;

import static fairlead.box.StoreContract.all;
import static fairlead.box.StoreContract.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fairlead.box.store.SqliteStore;
import fairlead.box.store.Store;
import fairlead.box.store.StoreException;
import fairlead.testkit.ForAll;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store in a SQLite file, and what can befall the file. */
class SqliteStoreTest implements StoreContract {

    @TempDir Path home;

    @Override
    public Store open(Path folder) throws StoreException {
        return SqliteStore.open(folder.resolve("store.sqlite"));
    }

    private Path file() {
        return home.resolve("store.sqlite");
    }

    private void byHand(String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void aBatchIsThereAsAWholeOrNotAtAll() throws StoreException, SQLException {
        try (var store = open(home)) {
            store.commit(batch("old", "1"));
            byHand(
                    "create trigger full before insert on entry when new.key='poison'"
                            + " begin select raise(abort, 'no room'); end");

            assertThatThrownBy(() ->
                            store.commit(batch("a", "1", "old", "-", "poison", "2", "b", "3")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("cannot write " + file())
                    .hasMessageContaining("no room")
                    .hasMessageContaining("free space");
            assertThat(all(store)).isEqualTo(Map.of("old", "1"));
            store.commit(batch("a", "4"));
            assertThat(all(store)).isEqualTo(Map.of("old", "1", "a", "4"));
        }
    }

    @RepeatedTest(4)
    void whatWasAcknowledgedSurvivesAKill(RepetitionInfo run) throws Exception {
        long seed = ForAll.firstSeed() + run.getCurrentRepetition();
        int atLeast = new SplittableRandom(seed).nextInt(1, 300);
        var child = Child.start("commit", file().toString());
        int acknowledged = 0;
        try (var lines = child.inputReader()) {
            while (acknowledged < atLeast) {
                acknowledged = Integer.parseInt(lines.readLine());
            }
            // Through the handle, since the process itself would close its streams as well.
            assertThat(child.toHandle().destroyForcibly()).isTrue();
            // What it said before it died counts as well, but for a line that was cut off.
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.length() == 6) {
                    acknowledged = Integer.parseInt(line);
                }
            }
        }
        assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();

        try (var store = open(home)) {
            var all = all(store);
            for (int i = 1; i <= acknowledged; i++) {
                assertThat(all).as("seed %s", seed).containsEntry("a" + i, "" + i);
            }
            assertThat(all.keySet().stream().filter(key -> key.startsWith("a")).count())
                    .as("batches are whole, seed %s", seed)
                    .isEqualTo(all.keySet().stream().filter(key -> key.startsWith("b")).count());
        }
    }
}
