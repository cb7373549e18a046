package fairlead.host.packet;

/**
 * A filter that says nothing we understand; the message names the word, and what may stand there.
 */
public final class FilterException extends Exception {

    private static final long serialVersionUID = 1;

    FilterException(String message) {
        super(message);
    }
}
