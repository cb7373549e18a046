package fairlead.bgp.rib;

/**
 * What else is noted of a path, in its sixteen flags.
 *
 * <pre>
 *  summary that it contributes to (7) | generation in which it was told (5) | kept for long (1) | why it is kept out (3)
 * </pre>
 *
 * <p>Generations are counted by peer and family, modulo 32: all paths of an earlier generation are
 * stale (RFC 4724 §4.2, RFC 7313 §4). Of two the later is the one that less than half the circle
 * lies behind (RFC 1982), so {@link #GENERATIONS} may be there at a time.
 */
final class PathFlags {

    /** One of {@link Rejections}; 0 is a path that takes part. */
    static final int REJECTION = 0x7;

    /** Stale for longer than RFC 4724 would keep it, so a last resort (RFC 9494 §4.2). */
    static final int LONG_LIVED = 0x8;

    private static final int GENERATION = 0x1f0;
    private static final int NEXT = 0x10;
    private static final int HALF = 0x100;

    /** Between the oldest and the newest of one peer and family. */
    static final int GENERATIONS = 15;

    /** The number of its summary begins here. */
    static final int SUMMARY_SHIFT = 9;

    private PathFlags() {}

    /** The generation alone. */
    static int generation(int flags) {
        return flags & GENERATION;
    }

    /** All but the generation. */
    static int verdict(int flags) {
        return flags & ~GENERATION;
    }

    /** The generation that follows. */
    static int after(int generation) {
        return generation + NEXT & GENERATION;
    }

    /** Whether a path with these flags was told before that generation began. */
    static boolean isOlder(int flags, int generation) {
        return generation(flags - generation) >= HALF;
    }

    /** How many generations lie from {@code oldest} to {@code newest}. */
    static int between(int oldest, int newest) {
        return generation(newest - oldest) / NEXT;
    }
}
