package fairlead.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TurnTimesTest {

    /** Any clock may begin below zero. */
    private static final long START = Long.MIN_VALUE + 5;

    private final TurnTimes.Tally tally = new TurnTimes.Tally(START);

    @Test
    void theLongestIsKeptForGoodAndWhenItWas() {
        turn(1, 40);
        turn(20, 7);
        turn(600, 3);
        assertThat(at(900))
                .isEqualTo(
                        new TurnTimes(
                                3, Duration.ofMillis(40), Duration.ofSeconds(899), Duration.ZERO));
    }

    @Test
    void ofTwoThatAreAsLongTheFirstIsMeant() {
        turn(1, 40);
        turn(90, 40);
        assertThat(at(100).ago()).isEqualTo(Duration.ofSeconds(99));
        assertThat(at(100).recent()).isEqualTo(Duration.ofMillis(40));
    }

    @Test
    void whoAsksEveryMinuteHearsOfEachTurnAndOfNoneForLongerThanTwo() {
        for (int at = 0; at < 60; at++) {
            var one = new TurnTimes.Tally(START);
            one.took(after(at) - Duration.ofMillis(40).toNanos(), after(at));
            for (int asked = at; asked < at + 60; asked++) {
                assertThat(one.sum(after(asked)).recent())
                        .as("of second %d, asked in %d", at, asked)
                        .isEqualTo(Duration.ofMillis(40));
            }
            assertThat(one.sum(after(at + 120)).recent()).isZero();
        }
    }

    @Test
    void aLongTurnDoesNotHideTheNextMinutesWorst() {
        turn(1, 40);
        turn(61, 7);
        assertThat(at(62).recent()).isEqualTo(Duration.ofMillis(40));
        assertThat(at(121).recent()).isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void beforeTheFirstTurnThereIsNothingToSay() {
        assertThat(at(0).turns()).isZero();
        assertThat(at(0).longest()).isZero();
    }

    /** A turn that ends {@code second} seconds after the start. */
    private void turn(int second, int millis) {
        tally.took(after(second) - Duration.ofMillis(millis).toNanos(), after(second));
    }

    private TurnTimes at(int second) {
        return tally.sum(after(second));
    }

    private static long after(int seconds) {
        return START + Duration.ofSeconds(seconds).toNanos();
    }
}
