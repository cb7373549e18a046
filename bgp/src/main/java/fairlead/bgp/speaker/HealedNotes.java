package fairlead.bgp.speaker;

import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.HealedUpdate;
import fairlead.bgp.wire.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What is written down of one neighbour's faulty UPDATEs (RFC 7606 §6): each of the first, then one
 * in a thousand, so that a neighbour that never stops does not fill a disk.
 */
final class HealedNotes {

    private static final int ALL_OF = 100;
    private static final int THEN_ONE_IN = 1000;

    private long count;

    /** The note for a message, if it is an UPDATE with faults that is to have one. */
    Optional<String> note(BgpMessage message, List<Problem> healed, byte[] octets) {
        return healed.isEmpty() || !(message instanceof Update update)
                ? Optional.empty()
                : note(update, healed, octets);
    }

    private Optional<String> note(Update update, List<Problem> healed, byte[] octets) {
        count++;
        if (count > ALL_OF && count % THEN_ONE_IN != 0) {
            return Optional.empty();
        }
        var text = HealedUpdate.text(update, healed, octets);
        return Optional.of(
                count < ALL_OF
                        ? text
                        : text
                                + "; the "
                                + count
                                + "th from there, and from now on one in "
                                + THEN_ONE_IN
                                + " is noted");
    }
}
