package fairlead.host.plan;

/**
 * The measures of our resilient nexthop groups.
 *
 * <p>Two laws meet here. A group that grows gives every new member its share within 5 s even if no
 * flow ever pauses: that takes an unbalanced timer, after which the kernel moves busy buckets too.
 * A group that shrinks moves the flows of the leavers only: the kernel moves buckets only away from
 * members that have too many, and no survivor has, provided that the number of buckets is large
 * beside the square of the number of members (or else rounding could take a bucket from one).
 */
final class Resilience {

    /** A survivor's share never falls when a member leaves, for up to 11 members. */
    static final int BUCKETS = 128;

    /** Seconds without a packet after which a bucket may move to an underweight member. */
    static final int IDLE_TIMER = 1;

    /** Seconds of imbalance after which busy buckets move, too. */
    static final int UNBALANCED_TIMER = 2;

    static final String WORDS =
            "buckets %d idle_timer %d unbalanced_timer %d"
                    .formatted(BUCKETS, IDLE_TIMER, UNBALANCED_TIMER);

    private Resilience() {}
}
