package fairlead.testkit;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A law checked on generated values. The same values are drawn in every run, so that what fails is
 * what was changed; {@code -Dprop.fresh=true} draws others, {@code -Dprop.times=N} N times as many.
 * A failure names its seed, and {@code -Dprop.seed=N} runs that one again.
 */
public final class ForAll {

    private static final long FIRST = 1;

    private ForAll() {}

    /**
     * Draws {@code runs} values and hands each to {@code law}, which throws where it does not hold.
     */
    public static <T> void forAll(int runs, Function<SplittableRandom, T> draw, Consumer<T> law) {
        var replay = Long.getLong("prop.seed");
        long seed = replay != null ? replay : firstSeed();
        int drawn = replay != null ? 1 : runs * Integer.getInteger("prop.times", 1);
        for (int i = 0; i < drawn; i++) {
            var value = draw.apply(new SplittableRandom(seed + i));
            try {
                law.accept(value);
            } catch (RuntimeException | Error broken) {
                throw new AssertionError(
                        "-Dprop.seed=%d breaks the law: %s%nwith %s"
                                .formatted(seed + i, broken.getMessage(), value),
                        broken);
            }
        }
    }

    /** The seed of the first value of a run: the same in every run that does not ask for others. */
    public static long firstSeed() {
        return Boolean.getBoolean("prop.fresh") ? System.nanoTime() : FIRST;
    }
}
