package fairlead.bgp.rib;

/** Why a path is kept out of selection: {@link PathFlags#REJECTION}. */
final class Rejections {

    static final int OWN_AS = 1;
    static final int IGNORED = 2;
    static final int NEXT_HOP = 3;
    static final int REFLECTED = 4;

    /** The peer's import policy says so; asked again, it says why. */
    static final int POLICY = 5;

    private Rejections() {}
}
