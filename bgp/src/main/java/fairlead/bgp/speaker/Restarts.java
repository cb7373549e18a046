package fairlead.bgp.speaker;

import java.time.Duration;

/**
 * What becomes of routes while a neighbour, or we ourselves, start anew (RFC 4724, RFC 8538, RFC
 * 9494).
 *
 * @param time how long we ask our neighbour to keep our routes; whole seconds, 0 to 4095; for
 *     {@link Mode#RESTARTING} only
 * @param longLived how long stale routes are kept after that (RFC 9494); whole seconds, zero for
 *     not at all, below 2^24
 */
public record Restarts(Mode mode, Duration time, Duration longLived) {

    /** Which part of graceful restart we play. */
    public enum Mode {
        /** Routes go with the session. */
        OFF,
        /** Routes of a neighbour that restarts are kept until it is back (RFC 4724 §4.2). */
        HELPER,
        /** That, and our neighbours are asked to keep ours (RFC 4724 §4.1). */
        RESTARTING
    }

    /** The longest restart time that fits the capability (RFC 4724 §3). */
    public static final Duration LONGEST = Duration.ofSeconds(0xfff);

    /** Routes go with the session. */
    public static final Restarts NONE = new Restarts(Mode.OFF, Duration.ZERO, Duration.ZERO);

    private static final int LONGEST_LIFE = 0xff_ffff;

    public Restarts {
        check("restart time", time, (int) LONGEST.toSeconds());
        check("long-lived stale time", longLived, LONGEST_LIFE);
    }

    private static void check(String what, Duration time, int most) {
        long seconds = time.toSeconds();
        if (!time.equals(Duration.ofSeconds(seconds)) || seconds < 0 || seconds > most) {
            throw new IllegalArgumentException(
                    "a "
                            + what
                            + " of "
                            + Timing.text(time)
                            + "; it is whole seconds, 0 to "
                            + most);
        }
    }
}
