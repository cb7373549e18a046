package fairlead.bgp.rib;

/** Why a path is kept out of selection: the low bits of its flags. */
final class Rejections {

    /** 0 is a path that takes part. */
    static final int MASK = 0x3ff;

    static final int OWN_AS = 1;
    static final int IGNORED = 2;
    static final int NEXT_HOP = 3;
    static final int REFLECTED = 4;

    /** The first reason of the peer's import policy; the others follow. */
    static final int POLICY = 16;

    private Rejections() {}
}
