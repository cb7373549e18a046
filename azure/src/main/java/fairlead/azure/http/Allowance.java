package fairlead.azure.http;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many requests Azure would still allow, by its token buckets per subscription and principal
 * (Azure: "Understand how Azure Resource Manager throttles requests"). Only counted and shown:
 * nobody is refused here.
 */
final class Allowance {

    /** What a request is charged to, and the header that tells the rest. */
    enum Kind {
        READS(250, 25),
        WRITES(200, 10),
        DELETES(200, 10);

        private final int size;
        private final int perSecond;

        Kind(int size, int perSecond) {
            this.size = size;
            this.perSecond = perSecond;
        }

        static Kind of(String method) {
            return switch (method) {
                case "GET", "HEAD" -> READS;
                case "DELETE" -> DELETES;
                default -> WRITES;
            };
        }

        String header() {
            return "x-ms-ratelimit-remaining-subscription-"
                    + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final LongSupplier nanos;
    private final double[] left = new double[Kind.values().length];
    private final long[] since = new long[Kind.values().length];

    /**
     * @param nanos a clock that only rises, in nanoseconds
     */
    Allowance(LongSupplier nanos) {
        this.nanos = nanos;
        for (var kind : Kind.values()) {
            left[kind.ordinal()] = kind.size;
            since[kind.ordinal()] = nanos.getAsLong();
        }
    }

    /** Charges one request and tells what is left, 0 or more. */
    synchronized int charge(Kind kind) {
        int i = kind.ordinal();
        long now = nanos.getAsLong();
        double refilled =
                left[i] + (now - since[i]) * (double) kind.perSecond / TimeUnit.SECONDS.toNanos(1);
        since[i] = now;
        left[i] = Math.max(0, Math.min(kind.size, refilled) - 1);
        return (int) left[i];
    }
}
