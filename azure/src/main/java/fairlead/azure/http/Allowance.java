package fairlead.azure.http;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
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
            return "x-ms-ratelimit-remaining-subscription-" + name().toLowerCase(Locale.ROOT);
        }
    }

    private final LongSupplier nanos;
    private final Map<Kind, Bucket> buckets = new EnumMap<>(Kind.class);

    /**
     * @param nanos a clock that only rises, in nanoseconds
     */
    Allowance(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Charges one request and tells what is left, 0 or more. */
    synchronized int charge(Kind kind) {
        long now = nanos.getAsLong();
        return (int)
                buckets.compute(
                                kind,
                                (_, bucket) ->
                                        (bucket == null ? new Bucket(kind.size, now) : bucket)
                                                .charged(kind, now))
                        .left();
    }

    private record Bucket(double left, long since) {
        Bucket charged(Kind kind, long now) {
            double gained = (now - since) * (double) kind.perSecond / TimeUnit.SECONDS.toNanos(1);
            return new Bucket(Math.max(0, Math.min(kind.size, left + gained) - 1), now);
        }
    }
}
