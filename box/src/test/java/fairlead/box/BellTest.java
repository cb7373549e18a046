package fairlead.box;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BellTest {

    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void aRingWhileNobodyWaitsIsHeardByTheNext() throws InterruptedException {
        var bell = new Bell();
        bell.ring();
        bell.ring();
        assertThat(bell.isRinging()).isTrue();

        bell.await(LONG);

        assertThat(bell.isRinging()).isFalse();
        bell.await(Duration.ofMillis(1));
    }

    @Test
    void aRingWakesWhoWaits() throws InterruptedException {
        var bell = new Bell();
        var waiter =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                bell.await(LONG);
                            } catch (InterruptedException stop) {
                                Thread.currentThread().interrupt();
                            }
                        });
        bell.ring();
        waiter.join();
        assertThat(bell.isRinging()).isFalse();
    }
}
