package fairlead.box.store;

/** The store cannot be read or written; the message says what an operator can do. */
public final class StoreException extends Exception {

    private static final long serialVersionUID = 1;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreException(String message) {
        super(message);
    }
}
