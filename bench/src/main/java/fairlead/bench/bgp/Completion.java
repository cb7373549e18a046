package fairlead.bench.bgp;

import java.time.Duration;
import java.util.List;

/**
 * Whether waiting is of any use: everything is held, but not rightly, and nothing comes any more.
 */
final class Completion {

    private static final long LONG_ENOUGH = Duration.ofSeconds(5).toNanos();

    private final List<Holding> holdings;
    private long heard;
    private long lastChange = System.nanoTime();

    Completion(List<Holding> holdings) {
        this.holdings = holdings;
    }

    boolean hopeless() {
        long now = System.nanoTime();
        long sum = 0;
        for (var holding : holdings) {
            sum += holding.heard();
        }
        if (sum != heard) {
            heard = sum;
            lastChange = now;
        }
        return now - lastChange > LONG_ENOUGH
                && holdings.stream().allMatch(holding -> holding.missing() == 0);
    }
}
