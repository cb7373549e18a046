package fairlead.bgpd.server;

import fairlead.bgp.speaker.IdleHold;
import fairlead.bgpd.control.JsonLine;
import java.time.Duration;
import java.time.Instant;

/** Why a peer is kept out, and how long still, as a member of a line. */
final class IdleHoldJson {

    private IdleHoldJson() {}

    /** Nothing for a peer that is not kept out; no time for one that is for good. */
    static void put(JsonLine line, IdleHold hold, Instant now) {
        if (hold.reason() == IdleHold.Reason.NONE) {
            return;
        }
        line.object(
                "idleHold",
                inside -> {
                    inside.put("reason", word(hold.reason()));
                    if (!hold.isForGood()) {
                        var left = Duration.between(now, hold.until());
                        inside.put("left", Math.max(0, left.toSeconds()));
                    }
                });
    }

    /** Why, as programs read it. */
    static String word(IdleHold.Reason reason) {
        return switch (reason) {
            case NONE -> "none";
            case PREFIX_LIMIT -> "prefix-limit";
            case OSCILLATION -> "oscillation";
        };
    }
}
