package fairlead.cli;

/**
 * A command that cannot go on: the cause, the next step for the person who reads it, and the exit
 * code. Carries no stack: it is an answer, not a bug.
 */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Exit exit;

    /** The message names the cause first and then the next step, in whole sentences. */
    public Failure(Exit exit, String message) {
        super(message, null, false, false);
        this.exit = exit;
    }

    /** {@link Exit#FAILED} with this message. */
    public static Failure because(String message) {
        return new Failure(Exit.FAILED, message);
    }

    public Exit exit() {
        return exit;
    }

    /** Never absent, unlike that of other exceptions. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
