package fairlead.bgp.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/**
 * Words for the operator of the other side, in a cease for a shutdown or a reset (RFC 9003 §2).
 *
 * <pre>
 *  length (1) | UTF-8 text
 * </pre>
 */
final class ShutdownCommunication {

    private static final int LONGEST = 255;

    private ShutdownCommunication() {}

    /** Whether a NOTIFICATION for {@code fault} may carry words. */
    static boolean belongsTo(Fault fault) {
        return fault == Fault.ADMINISTRATIVE_SHUTDOWN || fault == Fault.ADMINISTRATIVE_RESET;
    }

    /** {@code words} as data; cut before the character that would exceed 255 octets. */
    static Octets of(String words) {
        int end = words.length();
        while (words.substring(0, end).getBytes(UTF_8).length > LONGEST) {
            end = words.offsetByCodePoints(end, -1);
        }
        var text = words.substring(0, end).getBytes(UTF_8);
        return Octets.of(new Writer().u8(text.length).bytes(text).toArray());
    }

    /** What the other side says, fit for one line of a log; none if it says nothing readable. */
    static Optional<String> read(BgpMessage.Notification notification) {
        var data = notification.data().toArray();
        boolean shutdown =
                notification.code() == Fault.ADMINISTRATIVE_SHUTDOWN.code()
                        && (notification.subcode() == Fault.ADMINISTRATIVE_SHUTDOWN.subcode()
                                || notification.subcode() == Fault.ADMINISTRATIVE_RESET.subcode());
        if (!shutdown || data.length < 2 || (data[0] & 255) != data.length - 1) {
            return Optional.empty();
        }
        var text = new String(data, 1, data.length - 1, UTF_8);
        return Optional.of(OneLine.of(text));
    }
}
