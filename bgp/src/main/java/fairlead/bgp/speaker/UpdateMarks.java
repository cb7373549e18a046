package fairlead.bgp.speaker;

/** UPDATEs that say something other than routes. */
final class UpdateMarks {

    private static final int EMPTY = 23;
    private static final int EMPTY_UNREACH_SHORT = EMPTY + 6;
    private static final int EMPTY_UNREACH = EMPTY + 7;

    private UpdateMarks() {}

    /** Whether it has the length of an End-of-RIB (RFC 4724 §2); then the codec decides. */
    static boolean isEndOfRib(byte[] octets, int from, int to) {
        return switch (to - from) {
            case EMPTY, EMPTY_UNREACH_SHORT, EMPTY_UNREACH -> true;
            default -> false;
        };
    }
}
