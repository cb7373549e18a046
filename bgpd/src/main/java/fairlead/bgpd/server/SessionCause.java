package fairlead.bgpd.server;

import fairlead.bgp.wire.Fault;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why a session went down or cannot come up, for programs and people.
 *
 * @param text all that is known
 * @param by who ended it
 * @param notification its codes, {@code 4/0}; none if nothing was sent or received
 * @param advice what an operator can do
 */
record SessionCause(String text, By by, Optional<String> notification, String advice) {

    /** Who ended a session or an attempt. */
    enum By {
        /** We did, and said why in a NOTIFICATION if there was anybody to hear it. */
        US("us"),
        /** The peer did, in a NOTIFICATION. */
        PEER("peer"),
        /** The connection ended, or never stood. */
        CONNECTION("connection");

        private final String word;

        By(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    private static final Pattern RECEIVED = Pattern.compile("it sent .*?\\((\\d+)/(\\d+)\\).*");
    private static final String SENT = "we sent ";
    private static final String STOPPED = "we stopped: ";

    /** From what a speaker says, as {@code SpeakerEvent.NeighbourChanged.lastError}. */
    static SessionCause of(String text) {
        var received = RECEIVED.matcher(text);
        if (received.matches()) {
            int code = Integer.parseInt(received.group(1));
            int subcode = Integer.parseInt(received.group(2));
            return new SessionCause(
                    text,
                    By.PEER,
                    Optional.of(code + "/" + subcode),
                    Advice.received(code, subcode));
        }
        if (text.startsWith(STOPPED)) {
            return new SessionCause(text, By.US, Optional.empty(), Advice.BY_OUR_OPERATOR);
        }
        return sent(text)
                .map(fault ->
                        new SessionCause(
                                text,
                                By.US,
                                Optional.of(fault.code() + "/" + fault.subcode()),
                                Advice.sent(fault)))
                .orElseGet(() ->
                        new SessionCause(
                                text, By.CONNECTION, Optional.empty(), Advice.ofConnection(text)));
    }

    /** The fault that we told the peer. */
    private static Optional<Fault> sent(String text) {
        return Arrays.stream(Fault.values())
                .filter(fault -> text.startsWith(SENT + fault.text() + " ("))
                .findFirst();
    }
}
