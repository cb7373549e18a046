package fairlead.bgp.bfd;

import java.time.Duration;

/**
 * How often packets go both ways, and how many may be missing.
 *
 * @param minTx we send no more often: 10 ms to 60 s
 * @param minRx we want to receive no more often: 10 ms to 60 s
 * @param multiplier the neighbour counts us dead after that many intervals: 1..255
 */
public record BfdTerms(Duration minTx, Duration minRx, int multiplier) {

    private static final Duration LEAST = Duration.ofMillis(10);
    private static final Duration MOST = Duration.ofSeconds(60);

    /** Three packets in 900 ms, which software timers keep on a busy machine. */
    public static final BfdTerms USUAL = every(Duration.ofMillis(300), 3);

    public BfdTerms {
        for (var interval : new Duration[] {minTx, minRx}) {
            if (interval.compareTo(LEAST) < 0 || interval.compareTo(MOST) > 0) {
                throw new IllegalArgumentException(
                        "a BFD interval of "
                                + interval.toMillis()
                                + " ms; it is 10 to 60000 ms, and below 100 ms a busy machine"
                                + " reports neighbours that are well as down");
            }
        }
        if (multiplier < 1 || multiplier > 255) {
            throw new IllegalArgumentException(
                    "a BFD multiplier of " + multiplier + "; it is 1 to 255");
        }
    }

    /** The same interval both ways. */
    public static BfdTerms every(Duration interval, int multiplier) {
        return new BfdTerms(interval, interval, multiplier);
    }

    long minTxMicros() {
        return minTx.toNanos() / 1000;
    }

    long minRxMicros() {
        return minRx.toNanos() / 1000;
    }
}
