package fairlead.bgp.rpki;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 8210 §6. */
class RtrTimingTest {

    @ParameterizedTest
    @CsvSource({
        "3600, 600, 7200, 3600, 600, 7200",
        "0, 0, 0, 1, 1, 600",
        "99999, 9999, 999999, 86400, 7200, 172800",
        "7200, 600, 7200, 7200, 600, 7201",
        "600, 7200, 7199, 600, 7200, 7201",
        "7199, 7200, 7201, 7199, 7200, 7201",
    })
    void timesAreWithinTheirBoundsAndDataOutliveBothPauses(
            long refresh, long retry, long expire, long then, long again, long end) {
        var timing = RtrTiming.ofSeconds(refresh, retry, expire);
        assertThat(timing.refresh().toSeconds()).isEqualTo(then);
        assertThat(timing.retry().toSeconds()).isEqualTo(again);
        assertThat(timing.expire().toSeconds()).isEqualTo(end);
    }

    @Test
    void anErrorOfNoKnownCodeIsNone() {
        for (var error : RtrError.values()) {
            assertThat(RtrError.of(error.code())).contains(error);
        }
        assertThat(RtrError.of(-1)).isEmpty();
        assertThat(RtrError.of(9)).isEmpty();
    }
}
