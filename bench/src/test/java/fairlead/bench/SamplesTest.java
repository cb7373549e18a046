package fairlead.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplesTest {

    @ParameterizedTest
    @CsvSource({
        "1, 50, 1",
        "1, 99, 1",
        "2, 50, 1",
        "3, 50, 2",
        "7, 50, 4",
        "7, 99, 7",
        "100, 99, 99",
        "200, 1, 2",
        "200, 50, 100",
        "200, 99, 198",
        "200, 100, 200",
        "201, 99, 199"
    })
    void aPercentileIsTheSampleOfTheNearestRank(int count, int percent, int milliseconds) {
        assertThat(shuffled(count).percentile(percent)).isEqualTo(Duration.ofMillis(milliseconds));
    }

    @Test
    void aRowHasItsUnitAndTheSpread() {
        var samples = shuffled(200);
        assertThat(samples.secondsRow("start")).isEqualTo("| start | 200 | 0.00 | 0.10 | 0.20 |");
        assertThat(samples.millisecondsRow("route"))
                .isEqualTo("| route | 200 | 100.0 | 198.0 | 200.0 |");
    }

    @Test
    void nothingMeasuredIsNoResult() {
        assertThatThrownBy(() -> new Samples(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nothing was measured");
        assertThatThrownBy(() -> shuffled(5).percentile(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("percentile 0");
    }

    /** 1 ms, 2 ms and so on, out of order. */
    private static Samples shuffled(int count) {
        var all = IntStream.rangeClosed(1, count).mapToObj(Duration::ofMillis).toList();
        var mixed = new ArrayList<>(all);
        Collections.shuffle(mixed, new Random(count));
        return new Samples(mixed);
    }
}
