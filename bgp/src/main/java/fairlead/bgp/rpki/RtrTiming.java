package fairlead.bgp.rpki;

import java.time.Duration;

/**
 * How often to ask a cache, and how long to believe it (RFC 8210 §6). Values outside the RFC's
 * bounds are taken to the nearest bound.
 *
 * @param refresh after that long, ask what is new: 1 s to 1 day
 * @param retry after that long, ask again a cache that did not answer: 1 s to 2 hours
 * @param expire that long after its last answer, a cache's data count no more: 10 minutes to 2
 *     days, and longer than the two others
 */
public record RtrTiming(Duration refresh, Duration retry, Duration expire) {

    /** What RFC 8210 §6 recommends, and what counts for version 0, which has no timing. */
    public static final RtrTiming DEFAULT = ofSeconds(3600, 600, 7200);

    public RtrTiming {
        refresh = within(refresh, 1, 86_400);
        retry = within(retry, 1, 7_200);
        expire = within(expire, 600, 172_800);
        var longer = refresh.compareTo(retry) > 0 ? refresh : retry;
        if (expire.compareTo(longer) <= 0) {
            expire = longer.plusSeconds(1);
        }
    }

    /** From the seconds of an End of Data. */
    public static RtrTiming ofSeconds(long refresh, long retry, long expire) {
        return new RtrTiming(
                Duration.ofSeconds(refresh), Duration.ofSeconds(retry), Duration.ofSeconds(expire));
    }

    private static Duration within(Duration value, long least, long most) {
        return Duration.ofSeconds(Math.clamp(value.toSeconds(), least, most));
    }
}
