package fairlead.bgp.speaker;

import java.time.Instant;

/**
 * Time of day when it was made, and steady from then on: no hold timer expires because a clock was
 * set.
 */
final class SteadyClock {

    private final Instant begin = Instant.now();
    private final long beginNanos = System.nanoTime();

    Instant now() {
        return begin.plusNanos(System.nanoTime() - beginNanos);
    }
}
