package fairlead.bgp.speaker;

/** Where an UPDATE begins and ends, seen without making an object of it. */
final class UpdateFrame {

    private static final int UPDATE = 2;
    private static final int MARKER = 16;
    private static final int SHORTEST = 23;
    private static final int EMPTY_UNREACH_SHORT = SHORTEST + 6;
    private static final int EMPTY_UNREACH = SHORTEST + 7;

    private UpdateFrame() {}

    /**
     * Octets of the UPDATE at {@code at}; 0 if there is none, or not all of it before {@code to},
     * or anything about its header that {@link fairlead.bgp.wire.Framing} has to look at.
     */
    static int length(byte[] octets, int at, int to, int longest) {
        if (to - at < SHORTEST || octets[at + 18] != UPDATE) {
            return 0;
        }
        int length = (octets[at + MARKER] & 0xff) << 8 | octets[at + MARKER + 1] & 0xff;
        if (length > to - at || length < SHORTEST || length > longest) {
            return 0;
        }
        for (int i = at; i < at + MARKER; i++) {
            if (octets[i] != -1) {
                return 0;
            }
        }
        return length;
    }

    /** Whether it has the length of an End-of-RIB (RFC 4724 §2); then the codec decides. */
    static boolean mayBeEndOfRib(int from, int to) {
        return switch (to - from) {
            case SHORTEST, EMPTY_UNREACH_SHORT, EMPTY_UNREACH -> true;
            default -> false;
        };
    }
}
