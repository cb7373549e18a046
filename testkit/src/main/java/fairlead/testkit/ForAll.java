package fairlead.testkit;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A law checked on generated values. A failure names its seed; {@code -Dprop.seed=N} runs that one
 * again, and {@code -Dprop.times=N} draws N times as many.
 */
public final class ForAll {

    private ForAll() {}

    /**
     * Draws {@code runs} values and hands each to {@code law}, which throws where it does not hold.
     */
    public static <T> void forAll(int runs, Function<SplittableRandom, T> draw, Consumer<T> law) {
        var replay = Long.getLong("prop.seed");
        long seed = replay != null ? replay : System.nanoTime();
        int drawn = replay != null ? 1 : runs * Integer.getInteger("prop.times", 1);
        for (int i = 0; i < drawn; i++) {
            var value = draw.apply(new SplittableRandom(seed + i));
            try {
                law.accept(value);
            } catch (RuntimeException | AssertionError broken) {
                throw new AssertionError(
                        "-Dprop.seed=" + (seed + i) + " breaks the law with " + value, broken);
            }
        }
    }
}
