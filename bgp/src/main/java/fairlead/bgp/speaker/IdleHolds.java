package fairlead.bgp.speaker;

import fairlead.bgp.session.SessionAction;
import fairlead.bgp.session.SessionEvent;
import fairlead.bgp.session.Step;
import fairlead.bgp.wire.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a neighbour is kept Idle after a session that stood, and for how long (RFC 4271 §8.1.1:
 * IdleHoldTimer). One that told too many prefixes stays out for the time of its {@link
 * Readmission}. One whose sessions end within {@link #MEMORY} of one another is kept out for {@link
 * #FIRST} after the third such end, and twice as long after each further one, up to a longest time
 * (DampPeerOscillations): twice may be an operator at work. Ends over which routes are kept (RFC
 * 4724) are no oscillation.
 */
final class IdleHolds {

    /** For how long an end counts against the next. */
    static final Duration MEMORY = Duration.ofMinutes(5);

    /** The shortest time for which sessions that end in a row keep a neighbour out. */
    static final Duration FIRST = Duration.ofSeconds(2);

    /** So many ends in a row are nothing yet. */
    private static final int FREE = 2;

    /** Twice as long so often is longer than anybody waits. */
    private static final int MOST_DOUBLINGS = 20;

    private Optional<IdleHold> hold = Optional.empty();
    private Instant lastEnd = Instant.MIN;
    private int inARow;

    /**
     * A step was taken; it may end a session that stood.
     *
     * @param longest for oscillations; zero keeps nobody out for them
     */
    void after(
            Step step,
            SessionEvent event,
            NeighbourOptions options,
            Duration longest,
            Instant now) {
        for (var action : step.actions()) {
            if (action instanceof SessionAction.Down(var graceful) && !graceful) {
                inARow = lastEnd.plus(MEMORY).isAfter(now) ? inARow + 1 : 1;
                lastEnd = now;
                hold = longer(overLimit(event, options, now), oscillating(longest, now));
            }
        }
    }

    /** What keeps it out now; empty if nothing does. */
    Optional<IdleHold> at(Instant now) {
        return hold.filter(one -> now.isBefore(one.until()));
    }

    /** What keeps it out, as of the last tick. */
    Optional<IdleHold> current() {
        return hold;
    }

    /** What is over is forgotten. */
    void tick(Instant now) {
        hold = at(now);
    }

    /** Whether it is kept out for what it told. */
    boolean isOverLimit() {
        return hold.filter(one -> one.reason() == IdleHold.Reason.PREFIX_LIMIT).isPresent();
    }

    /** It may come back. */
    void forget() {
        hold = Optional.empty();
    }

    private static Optional<IdleHold> overLimit(
            SessionEvent event, NeighbourOptions options, Instant now) {
        if (!(event instanceof SessionEvent.Stop(var cease))
                || cease.fault() != Fault.TOO_MANY_PREFIXES) {
            return Optional.empty();
        }
        return hold(
                IdleHold.Reason.PREFIX_LIMIT,
                now,
                switch (options.readmission()) {
                    case Readmission.Never() -> IdleHold.FOR_GOOD;
                    case Readmission.After(var time) -> now.plus(time);
                });
    }

    private Optional<IdleHold> oscillating(Duration longest, Instant now) {
        if (inARow <= FREE) {
            return Optional.empty();
        }
        var grown = FIRST.multipliedBy(1L << Math.min(inARow - FREE - 1, MOST_DOUBLINGS));
        var time = grown.compareTo(longest) < 0 ? grown : longest;
        return hold(IdleHold.Reason.OSCILLATION, now, now.plus(time));
    }

    private static Optional<IdleHold> hold(IdleHold.Reason reason, Instant now, Instant until) {
        return until.equals(now) ? Optional.empty() : Optional.of(new IdleHold(reason, now, until));
    }

    private static Optional<IdleHold> longer(Optional<IdleHold> one, Optional<IdleHold> other) {
        return one.isEmpty()
                        || other.filter(two -> two.until().isAfter(one.get().until())).isPresent()
                ? other
                : one;
    }
}
