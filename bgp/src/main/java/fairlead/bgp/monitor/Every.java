package fairlead.bgp.monitor;

import java.time.Duration;
import java.time.Instant;

/** Times that come round: at whole multiples of a span since 1970, as collectors' files begin. */
final class Every {

    private Every() {}

    /** The last such time that is not after {@code now}. */
    static Instant last(Duration span, Instant now) {
        long seconds = span.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), seconds) * seconds);
    }

    /** The first such time after {@code now}. */
    static Instant next(Duration span, Instant now) {
        return last(span, now).plus(span);
    }
}
