package fairlead.bgp.policy;

/**
 * The instructions of a compiled policy. Each is {@link #WIDTH} whole numbers: operation, two
 * operands, and for a test the answer at which it jumps and the target.
 */
final class Op {

    static final int WIDTH = 5;
    static final int A = 1;
    static final int B = 2;
    static final int WHEN = 3;
    static final int TARGET = 4;

    /** Ends: the route is accepted; it is rejected for reason A; the program goes on at TARGET. */
    static final int ACCEPT = 0;

    static final int REJECT = 1;
    static final int JUMP = 2;

    /** Actions, up to {@link #FIRST_TEST}. A is a number, or the index of an operand. */
    static final int SET_LOCAL_PREF = 10;

    static final int SET_MED = 11;
    static final int SET_ORIGIN = 12;
    static final int REMOVE = 13;
    static final int SET_NEXT_HOP = 14;
    static final int SET_COMMUNITIES = 15;
    static final int ADD_COMMUNITIES = 16;
    static final int REMOVE_COMMUNITIES = 17;
    static final int PREPEND = 18;
    static final int SET_AS_PATH = 19;
    static final int REMOVE_FROM_AS_PATH = 20;
    static final int SET_ONLY_TO_CUSTOMER = 21;
    static final int SUMMARISE = 22;

    static final int FIRST_TEST = 40;

    /** A to B, 32 unsigned bits each, or A the index of an operand. */
    static final int PREFIX_IN = 40;

    static final int FAMILY_IS_V4 = 41;
    static final int AS_PATH_MATCHES = 42;
    static final int AS_PATH_LENGTH_IN = 43;
    static final int ORIGIN_AS_IN = 44;
    static final int NEIGHBOUR_AS_IN = 45;
    static final int NEIGHBOUR_IN = 46;
    static final int HAS_COMMUNITY = 47;
    static final int NEXT_HOP_IN = 48;
    static final int ORIGIN_IS = 49;
    static final int MED_IN = 50;
    static final int LOCAL_PREF_IN = 51;
    static final int RPKI_IS = 52;
    static final int HAS_ONLY_TO_CUSTOMER = 53;
    static final int ONLY_TO_CUSTOMER_IS_PEER = 54;

    static final int FIRST_AS_IN = 55;
    static final int FIRST_AS_IS_PEER = 56;
    static final int HAS_AS_SET = 57;
    static final int NEXT_HOP_IS_PEER = 58;

    private Op() {}
}
