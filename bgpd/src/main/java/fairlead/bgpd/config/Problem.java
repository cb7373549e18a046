package fairlead.bgpd.config;

/**
 * Something in the file that cannot be.
 *
 * @param line from 1 on; 0 for a file that cannot be read at all
 * @param column from 1 on, or 0 likewise
 * @param field where it stands, such as {@code peers[2].holdTime}; empty for the file as a whole
 */
public record Problem(int line, int column, String field, String message) {

    /** A file that cannot be read. */
    public static Problem ofFile(String message) {
        return new Problem(0, 0, "", message);
    }

    /** As compilers print it, after a file's name and a colon: {@code 12:5: peers[2].port: ...}. */
    @Override
    public String toString() {
        return (line == 0 ? " " : line + ":" + column + ": ")
                + (field.isEmpty() ? "" : field + ": ")
                + message;
    }
}
