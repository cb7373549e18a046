package fairlead.bgp.wire;

/** Carries a problem from a reader to the door of the codec; never leaves this room. */
final class WireException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    WireException(Problem problem) {
        super(problem.toString(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
