package fairlead.bgpd.server;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What was said of a peer on its way up. The same is said again once an hour: a peer that is
 * configured wrongly fails several times a second, for weeks.
 */
final class Repetition {

    private static final Duration SILENCE = Duration.ofHours(1);

    /** Different things that are remembered; what a peer says of itself may differ without end. */
    private static final int MOST = 50;

    private static final class Said {
        Instant at = Instant.MIN;
        int leftOut;
    }

    private final Map<String, Said> said = new HashMap<>();

    /** Whether {@code what} is to be said, and if so, how often it was not since the last time. */
    OptionalInt say(String what, Instant now) {
        if (said.size() >= MOST && !said.containsKey(what)) {
            return OptionalInt.empty();
        }
        var before = said.computeIfAbsent(what, _ -> new Said());
        if (!before.at.equals(Instant.MIN) && now.isBefore(before.at.plus(SILENCE))) {
            before.leftOut++;
            return OptionalInt.empty();
        }
        int leftOut = before.leftOut;
        before.at = now;
        before.leftOut = 0;
        return OptionalInt.of(leftOut);
    }

    /** A new way begins. */
    void forget() {
        said.clear();
    }
}
