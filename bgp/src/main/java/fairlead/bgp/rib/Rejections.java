package fairlead.bgp.rib;

/** Why a path is kept out of selection: {@link PathFlags#REJECTION}. */
final class Rejections {

    static final int OWN_AS = 1;
    static final int IGNORED = 2;
    static final int NEXT_HOP = 3;
    static final int REFLECTED = 4;

    /** The peer's import policy says so; asked again, it says why. */
    static final int POLICY = 5;

    /** What kind of reason a number from 1 on stands for. */
    static RejectedRoute.Reason reason(int number) {
        return switch (number) {
            case OWN_AS -> RejectedRoute.Reason.OWN_AS_IN_PATH;
            case IGNORED -> RejectedRoute.Reason.IGNORED_PREFIX;
            case NEXT_HOP -> RejectedRoute.Reason.NEXT_HOP_OUTSIDE;
            case REFLECTED -> RejectedRoute.Reason.REFLECTED_BY_US;
            default -> RejectedRoute.Reason.POLICY;
        };
    }

    private Rejections() {}
}
