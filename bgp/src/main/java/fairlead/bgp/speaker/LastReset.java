package fairlead.bgp.speaker;

import java.time.Instant;

/**
 * How a session ended last that stood.
 *
 * @param why in words, with code and subcode where there was a NOTIFICATION, and with what the
 *     other operator had to say (RFC 9003)
 */
public record LastReset(Instant at, By by, String why, SessionEnd end) {

    /** Who ended it. */
    public enum By {
        /** We did, with a NOTIFICATION. */
        US,
        /** The peer did, with a NOTIFICATION. */
        PEER,
        /** Nobody said anything: the connection was lost. */
        CONNECTION
    }

    private static final int CODE = 19;
    private static final int SUBCODE = 20;

    static LastReset of(Instant at, String why, SessionEnd end) {
        boolean silent = end.notification().size() == 0;
        return new LastReset(at, silent ? By.CONNECTION : end.byPeer() ? By.PEER : By.US, why, end);
    }

    /** Of the NOTIFICATION (RFC 4271 §4.5); 0 if there was none. */
    public int code() {
        return octet(CODE);
    }

    /** Of the NOTIFICATION; 0 if there was none. */
    public int subcode() {
        return octet(SUBCODE);
    }

    private int octet(int at) {
        var octets = end.notification().toArray();
        return octets.length == 0 ? 0 : octets[at] & 255;
    }
}
