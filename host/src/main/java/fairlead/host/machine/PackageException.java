package fairlead.host.machine;

/** A package that cannot be had; the message names it, the distribution and the remedy. */
public final class PackageException extends Exception {
    private static final long serialVersionUID = 1;

    private final String why;

    PackageException(String why) {
        super(why);
        this.why = why;
    }

    /** The message. */
    public String why() {
        return why;
    }
}
