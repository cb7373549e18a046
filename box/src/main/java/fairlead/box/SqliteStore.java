package fairlead.box;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The store in one SQLite file: write-ahead log, one fsync per commit. */
final class SqliteStore implements Store {

    /** The format of keys and values; a file of a higher one is refused. */
    static final int FORMAT = 1;

    private final Path file;
    private final Connection connection;

    private SqliteStore(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** Opens or creates {@code file}, and checks that it is whole and of a format that we read. */
    static SqliteStore open(Path file) throws StoreException {
        var unpacked = file.resolveSibling("lib");
        try {
            Files.createDirectories(unpacked);
            // The driver unpacks its native library on every start and a killed daemon leaves its
            // copy behind.
            try (var old = Files.newDirectoryStream(unpacked, "sqlite-*")) {
                for (var copy : old) {
                    Files.deleteIfExists(copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.setProperty("org.sqlite.tmpdir", unpacked.toString());
        try {
            var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            try {
                return checked(file, connection);
            } catch (SQLException | StoreException refused) {
                connection.close();
                throw refused;
            }
        } catch (SQLException e) {
            throw new StoreException(
                    file
                            + " cannot be opened as a store ("
                            + e.getMessage()
                            + "). Move it away to begin with an empty cloud, or restore it from a copy.",
                    e);
        }
    }

    private static SqliteStore checked(Path file, Connection connection)
            throws SQLException, StoreException {
        try (var statement = connection.createStatement()) {
            statement.execute("pragma journal_mode=WAL");
            statement.execute("pragma synchronous=FULL");
            statement.execute("pragma busy_timeout=5000");
            try (var check = statement.executeQuery("pragma quick_check(1)")) {
                if (!check.next() || !check.getString(1).equals("ok")) {
                    throw new StoreException(
                            file
                                    + " is damaged ("
                                    + check.getString(1)
                                    + "). Move it away to begin with an empty cloud, or restore it from a copy.");
                }
            }
            int format;
            try (var version = statement.executeQuery("pragma user_version")) {
                format = version.next() ? version.getInt(1) : 0;
            }
            if (format > FORMAT) {
                throw new StoreException(
                        file
                                + " was written by a newer Fairlead (format "
                                + format
                                + ", this one reads up to "
                                + FORMAT
                                + "). Use that one, or move the file away.");
            }
            statement.execute(
                    "create table if not exists entry(key text primary key, value text not null) strict, without rowid");
            statement.execute("pragma user_version=" + FORMAT);
        }
        connection.setAutoCommit(false);
        return new SqliteStore(file, connection);
    }

    @Override
    public void load(BiConsumer<String, String> reader) throws StoreException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select key, value from entry")) {
            while (rows.next()) {
                reader.accept(rows.getString(1), rows.getString(2));
            }
            connection.commit();
        } catch (SQLException e) {
            throw refused("read", e);
        }
    }

    @Override
    public void commit(Map<String, Optional<String>> changes) throws StoreException {
        try (var put =
                        connection.prepareStatement(
                                "insert into entry values(?,?) on conflict(key) do update set value=excluded.value");
                var remove = connection.prepareStatement("delete from entry where key=?")) {
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
            connection.commit();
        } catch (SQLException e) {
            rollBack(e);
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

    private void rollBack(SQLException cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
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
