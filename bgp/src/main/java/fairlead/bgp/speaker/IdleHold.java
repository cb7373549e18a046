package fairlead.bgp.speaker;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a neighbour is kept Idle after its session ended: not dialled, and not let in (RFC 4271
 * §8.2.2).
 *
 * @param since when the session ended
 * @param until when it may come back; {@link #FOR_GOOD} if only an operator lets it in
 */
public record IdleHold(Reason reason, Instant since, Instant until) {

    /** For {@code until}. */
    public static final Instant FOR_GOOD = Instant.MAX;

    /** It is not. */
    public static final IdleHold NONE = new IdleHold(Reason.NONE, Instant.EPOCH, Instant.EPOCH);

    /** Why. */
    public enum Reason {
        /** Nothing keeps it out. */
        NONE,
        /** It told more prefixes than it may (RFC 4271 §6.7). */
        PREFIX_LIMIT,
        /** Its sessions end one soon after the other (RFC 4271 §8.1.1, DampPeerOscillations). */
        OSCILLATION
    }

    /** Whether it does not end by itself. */
    public boolean isForGood() {
        return until.equals(FOR_GOOD);
    }

    /** For how long in words, to stand behind the reason for which the session ended. */
    String text() {
        if (isForGood()) {
            return "; it is kept out until its limit is changed";
        }
        var time = Duration.between(since, until).toSeconds() + " s";
        return switch (reason) {
            case NONE -> "";
            case PREFIX_LIMIT -> "; it is kept out for " + time;
            case OSCILLATION ->
                    "; its sessions end one after the other, so it is kept out for " + time;
        };
    }
}
