package fairlead.box.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The store in one SQLite file: write-ahead log, one fsync per commit. */
public final class SqliteStore implements Store {

    /** The format of keys and values; a file of a higher one is refused. */
    public static final int FORMAT = 1;

    private final Path file;
    private final Connection connection;

    private SqliteStore(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /**
     * Opens or creates {@code file}, and checks that it is whole and of a format that we read. A
     * file that is refused is left as it was, with its log.
     */
    public static SqliteStore open(Path file) throws StoreException {
        unpackDriver(file.resolveSibling("lib"));
        try {
            if (Files.exists(file) && Files.size(file) > 0) {
                StoreCheck.of(file);
            }
            var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            try (var statement = connection.createStatement()) {
                statement.execute("pragma journal_mode=WAL");
                statement.execute("pragma synchronous=FULL");
                statement.execute("pragma busy_timeout=5000");
                statement.execute(
                        "create table if not exists entry(key text primary key, value text not null) strict, without rowid");
                if (format(statement) != FORMAT) {
                    statement.execute("pragma user_version=" + FORMAT);
                }
                return new SqliteStore(file, connection);
            } catch (SQLException refused) {
                connection.close();
                throw refused;
            }
        } catch (SQLException | IOException e) {
            throw StoreCheck.refused(file, e);
        }
    }

    private static int format(Statement statement) throws SQLException {
        try (var version = statement.executeQuery("pragma user_version")) {
            return version.next() ? version.getInt(1) : 0;
        }
    }

    /**
     * The driver unpacks its native library on every start, and a killed daemon leaves its copy
     * behind.
     */
    private static void unpackDriver(Path folder) {
        try {
            Files.createDirectories(folder);
            try (var old = Files.newDirectoryStream(folder, "sqlite-*")) {
                for (var copy : old) {
                    Files.deleteIfExists(copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.setProperty("org.sqlite.tmpdir", folder.toString());
    }

    @Override
    public void load(BiConsumer<String, String> reader) throws StoreException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select key, value from entry")) {
            while (rows.next()) {
                reader.accept(rows.getString(1), rows.getString(2));
            }
        } catch (SQLException e) {
            throw refused("read", e);
        }
    }

    @Override
    public void commit(Map<String, Optional<String>> changes) throws StoreException {
        try (var statement = connection.createStatement();
                var put =
                        connection.prepareStatement(
                                "insert into entry values(?,?) on conflict(key) do update set value=excluded.value");
                var remove = connection.prepareStatement("delete from entry where key=?")) {
            statement.execute("begin immediate");
            try {
                for (var change : changes.entrySet()) {
                    if (change.getValue().isPresent()) {
                        put.setString(1, change.getKey());
                        put.setString(2, change.getValue().get());
                        put.executeUpdate();
                    } else {
                        remove.setString(1, change.getKey());
                        remove.executeUpdate();
                    }
                }
                statement.execute("commit");
            } catch (SQLException failed) {
                rollBack(statement, failed);
                throw failed;
            }
        } catch (SQLException e) {
            throw refused("write", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("closing " + file, e);
        }
    }

    /** SQLite may have rolled back by itself, as on a full disk; then there is nothing to do. */
    private static void rollBack(Statement statement, SQLException cause) {
        try {
            statement.execute("rollback");
        } catch (SQLException already) {
            cause.addSuppressed(already);
        }
    }

    private StoreException refused(String verb, SQLException e) {
        return new StoreException(
                "cannot "
                        + verb
                        + " "
                        + file
                        + ": "
                        + e.getMessage()
                        + ". Check the free space and the permissions of its folder.",
                e);
    }
}
