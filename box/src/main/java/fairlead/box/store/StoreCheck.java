package fairlead.box.store;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Whether a file is a store that this program can go on with, asked through a connection that
 * cannot write: whoever is refused finds the file and its log untouched, and may mend them.
 */
final class StoreCheck {

    private StoreCheck() {}

    /**
     * Looks at a file that exists.
     *
     * @throws StoreException if it is damaged, somebody else's, or of a newer format; the message
     *     names the file, the cause and what to do
     */
    static void of(Path file) throws StoreException {
        var address = "jdbc:sqlite:file:" + file.toUri().getRawPath() + "?mode=ro";
        try (var connection = DriverManager.getConnection(address);
                var statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout=5000");
            var damage = text(statement, "pragma quick_check(1)");
            if (!damage.equals("ok")) {
                throw damaged(file, damage);
            }
            int format = Integer.parseInt(text(statement, "pragma user_version"));
            if (format > SqliteStore.FORMAT) {
                throw new StoreException(
                        file
                                + " was written by a newer Fairlead (format "
                                + format
                                + ", this one reads up to "
                                + SqliteStore.FORMAT
                                + "). It was not touched. Use the newer Fairlead, or move the file away to begin with an empty cloud.");
            }
            int tables = Integer.parseInt(text(statement, "select count(*) from sqlite_schema"));
            if (format == 0 && tables > 0) {
                throw new StoreException(
                        file
                                + " is a database, but not a store of Fairlead's. It was not touched. Move it away to begin with an empty cloud.");
            }
        } catch (SQLException unreadable) {
            throw refused(file, unreadable);
        }
    }

    /** Why a file cannot be used as a store, in words that say what to do. */
    static StoreException refused(Path file, Exception cause) {
        var code =
                cause instanceof SQLiteException sqlite
                        ? sqlite.getResultCode()
                        : SQLiteErrorCode.SQLITE_IOERR;
        return switch (code) {
            case SQLITE_CORRUPT, SQLITE_NOTADB -> damaged(file, String.valueOf(cause.getMessage()));
            case SQLITE_FULL ->
                    new StoreException(
                            "there is no space left for "
                                    + file
                                    + " ("
                                    + cause.getMessage()
                                    + "). Free some, and start again.",
                            cause);
            default ->
                    new StoreException(
                            file
                                    + " cannot be opened as a store ("
                                    + cause.getMessage()
                                    + "). Check the free space and the permissions of its folder.",
                            cause);
        };
    }

    private static StoreException damaged(Path file, String cause) {
        return new StoreException(
                file
                        + " is damaged ("
                        + cause.replaceAll("\\s+", " ")
                        + "). It was not touched. Restore it from a copy, or move it away, with its '-wal', to begin with an empty cloud.");
    }

    private static String text(Statement statement, String question) throws SQLException {
        try (var answer = statement.executeQuery(question)) {
            return answer.next() ? answer.getString(1) : "";
        }
    }
}
