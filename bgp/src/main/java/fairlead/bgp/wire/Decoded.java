package fairlead.bgp.wire;

import java.util.List;

/** What became of received octets. */
public sealed interface Decoded {

    /**
     * A message to act on.
     *
     * @param healed what was wrong and cost less than the session; the message already has it left
     *     out or turned into a withdrawal (RFC 7606)
     */
    record Ok(BgpMessage message, List<Problem> healed) implements Decoded {
        public Ok {
            healed = List.copyOf(healed);
        }
    }

    /** The session has to be reset; {@code problem} says what to tell the peer. */
    record Bad(Problem problem) implements Decoded {}
}
