package fairlead.bgpd.config;

/** A value that cannot be; caught where its key is read. Carries no stack: it is an answer. */
final class Wrong extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    Wrong(Problem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
