package fairlead.bgp.wire;

/**
 * Where a message ends in a stream (RFC 4271 §4.1).
 *
 * <pre>
 *  marker, all ones (16) | length of the whole (2) | type (1)
 * </pre>
 */
public sealed interface Framing {

    /** Octets of a header. */
    int HEADER = 19;

    /** Octets of the longest message, header included. */
    int LONGEST = 4096;

    /** Octets of the longest message where both sides offered long ones (RFC 8654 §4). */
    int LONGEST_EXTENDED = 65535;

    /** More octets are needed to tell. */
    record Incomplete() implements Framing {}

    /** The first {@code length} octets are a message. */
    record Whole(int length) implements Framing {}

    /** There is no way to find the next message; the session has to be reset. */
    record Bad(Problem problem) implements Framing {}

    /** Looks at {@code octets} between {@code from} and {@code to}. */
    static Framing next(byte[] octets, int from, int to) {
        return next(octets, from, to, LONGEST);
    }

    /**
     * Looks at {@code octets} between {@code from} and {@code to}.
     *
     * @param longest {@link #LONGEST} or {@link #LONGEST_EXTENDED}, as agreed
     */
    static Framing next(byte[] octets, int from, int to, int longest) {
        if (to - from < HEADER) {
            return new Incomplete();
        }
        for (int i = 0; i < 16; i++) {
            if (octets[from + i] != (byte) 0xff) {
                return new Bad(
                        Problem.of(
                                Fault.NOT_SYNCHRONISED,
                                "the marker is not all ones; this may be no BGP speaker"));
            }
        }
        int length = ((octets[from + 16] & 255) << 8) | (octets[from + 17] & 255);
        try {
            if (!MessageType.of(octets[from + 18] & 255).allows(length, longest)) {
                return new Bad(
                        new Problem(
                                Fault.BAD_MESSAGE_LENGTH,
                                length + " octets",
                                Octets.of(octets[from + 16], octets[from + 17])));
            }
        } catch (WireException e) {
            return new Bad(e.problem());
        }
        return to - from < length ? new Incomplete() : new Whole(length);
    }
}
