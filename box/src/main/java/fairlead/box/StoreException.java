package fairlead.box;

/** The store cannot be read or written; the message says what an operator can do. */
final class StoreException extends Exception {

    private static final long serialVersionUID = 1;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    StoreException(String message) {
        super(message);
    }
}
