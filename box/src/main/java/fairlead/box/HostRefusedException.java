package fairlead.box;

/**
 * The host did not do what was decided; the message names what it refused and what an operator can
 * do.
 */
final class HostRefusedException extends Exception {

    private static final long serialVersionUID = 1;

    HostRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
