package fairlead.box;

import static fairlead.box.StoreContract.all;
import static fairlead.box.StoreContract.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fairlead.box.store.SqliteStore;
import fairlead.box.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that are no store to go on with: each is named with its cause and left as it was. */
class StoreCheckTest {

    /** What has befallen the file, and what is said of it. */
    enum Harm {
        A_LETTER("is damaged", "not a database", "Restore it from a copy, or move it away"),
        A_DAMAGED_PAGE("is damaged", "Restore it from a copy, or move it away"),
        CUT_SHORT("is damaged", "Restore it from a copy, or move it away"),
        A_NEWER_FORMAT("newer Fairlead (format " + (SqliteStore.FORMAT + 1), "Use the newer"),
        SOMEBODY_ELSES("not a store of Fairlead's", "Move it away"),
        NO_JSON("1 of its entries", "'resource/a'", "Restore it from a copy");

        final String[] words;

        Harm(String... words) {
            this.words = words;
        }
    }

    @TempDir Path home;

    private Path file() {
        return home.resolve("store.sqlite");
    }

    private void harm(Harm harm) throws Exception {
        switch (harm) {
            case A_LETTER -> Files.writeString(file(), "no database, but a letter".repeat(400));
            case A_DAMAGED_PAGE -> {
                fill();
                var octets = Files.readAllBytes(file());
                Arrays.fill(octets, 4096 * 3, 4096 * 6, (byte) 0x55);
                Files.write(file(), octets);
            }
            case CUT_SHORT -> {
                fill();
                Files.write(file(), Arrays.copyOf(Files.readAllBytes(file()), 4096 * 5));
            }
            case A_NEWER_FORMAT -> {
                fill();
                byHand("pragma user_version=" + (SqliteStore.FORMAT + 1));
            }
            case SOMEBODY_ELSES -> byHand("create table bookmarks(url text)");
            case NO_JSON -> {
                try (var store = SqliteStore.open(file())) {
                    store.commit(batch("resource/a", "{\"id\":", "resource/b", "{}"));
                    store.commit(batch("resource/b", "-"));
                }
            }
        }
    }

    private void fill() throws StoreException {
        try (var store = SqliteStore.open(file())) {
            for (int i = 0; i < 400; i++) {
                store.commit(batch("key" + i, "value ".repeat(100)));
            }
        }
    }

    private void byHand(String sql) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The state folder's files, but for what every start makes anew. */
    private TreeMap<String, Integer> files() throws Exception {
        var files = new TreeMap<String, Integer>();
        try (var all = Files.list(home)) {
            for (var one : all.filter(Files::isRegularFile).toList()) {
                if (one.getFileName().toString().matches("store.sqlite(-wal)?")) {
                    files.put(
                            one.getFileName().toString(), Arrays.hashCode(Files.readAllBytes(one)));
                }
            }
        }
        files.values().removeIf(hash -> hash == Arrays.hashCode(new byte[0]));
        return files;
    }

    @ParameterizedTest
    @EnumSource
    void theDaemonNamesFileCauseAndNextStepAndTouchesNothing(Harm harm) throws Exception {
        harm(harm);
        var before = files();

        var daemon = Child.daemon(home);
        var said = new String(daemon.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(daemon.waitFor()).as(said).isEqualTo(1);
        assertThat(said).contains("fairlead daemon: ").contains(harm.words);
        assertThat(said).doesNotContain("\tat ");
        if (harm != Harm.NO_JSON) {
            assertThat(said).contains(file().toString());
        }
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void anEmptyFileIsANewStore() throws Exception {
        Files.createFile(file());

        try (var store = SqliteStore.open(file())) {
            assertThat(all(store)).isEmpty();
        }
    }

    /** On a file system of 1 MiB of its own, in namespaces of a child's own. */
    @Test
    @Tag("kernel")
    void aFullDiskRefusesTheWriteAndLosesNothing() throws Exception {
        var probe = new ProcessBuilder("unshare", "-Urm", "true").redirectErrorStream(true).start();
        var why = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(probe.waitFor() == 0, "needs a mount namespace: " + why);

        var child = Child.onSmallDisk(home);
        var said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor()).as(said).isZero();
        assertThat(said)
                .contains("refused: cannot write " + file())
                .contains("Check the free space")
                .contains("kept: all that was acknowledged, nothing else")
                .contains("stored again");
    }
}
