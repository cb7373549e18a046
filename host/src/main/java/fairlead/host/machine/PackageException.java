package fairlead.host.machine;

/** A package that cannot be had; the message names it, the distribution and the remedy. */
public final class PackageException extends Exception {
    private static final long serialVersionUID = 1;

    PackageException(String message) {
        super(message);
    }
}
