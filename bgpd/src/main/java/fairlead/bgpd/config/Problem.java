package fairlead.bgpd.config;

/**
 * Something in the file that cannot be.
 *
 * @param line from 1 on
 * @param column from 1 on
 * @param field where it stands, such as {@code peers[2].holdTime}; empty for the file as a whole
 */
public record Problem(int line, int column, String field, String message) {

    /** As compilers print it: {@code 12:5: peers[2].holdTime: ...}. */
    @Override
    public String toString() {
        return line + ":" + column + ": " + (field.isEmpty() ? "" : field + ": ") + message;
    }
}
