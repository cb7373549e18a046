package fairlead.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fairlead.metrics.Exposition.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpositionTest {

    @Test
    void aFamilyIsItsHelpItsTypeAndItsSamples() {
        var text =
                new Exposition()
                        .family("up", Kind.GAUGE, "Whether it is up.\nOr \\ not.")
                        .sample("up", 1)
                        .sample("up", 0.25, "peer", "a\"b\\c\nd", "instance", "0");

        assertThat(text)
                .hasToString(
                        """
                        # HELP up Whether it is up.\\nOr \\\\ not.
                        # TYPE up gauge
                        up 1
                        up{peer="a\\"b\\\\c\\nd",instance="0"} 0.25
                        """);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "-3,-3", "1e9,1000000000", "0.001,0.001", "1e18,1.0E18", "Infinity,+Inf"})
    void aNumberIsWholeWhereItCanBe(double value, String text) {
        assertThat(Exposition.number(value)).isEqualTo(text);
    }

    @Test
    void aHistogramCountsEachDurationInItsBucketAndInAllWiderOnes() {
        var histogram = new Histogram("took_seconds", "How long.", "status");
        histogram.add(Duration.ofMillis(1), "200");
        histogram.add(Duration.ofMillis(30), "200");
        histogram.add(Duration.ofMinutes(1), "200");
        histogram.add(Duration.ofMillis(4), "404");

        var text = new Exposition();
        histogram.write(text);

        assertThat(text.toString().lines())
                .startsWith("# HELP took_seconds How long.", "# TYPE took_seconds histogram")
                .contains(
                        "took_seconds_bucket{status=\"200\",le=\"0.001\"} 1",
                        "took_seconds_bucket{status=\"200\",le=\"0.025\"} 1",
                        "took_seconds_bucket{status=\"200\",le=\"0.05\"} 2",
                        "took_seconds_bucket{status=\"200\",le=\"25\"} 2",
                        "took_seconds_bucket{status=\"200\",le=\"+Inf\"} 3",
                        "took_seconds_sum{status=\"200\"} 60.031",
                        "took_seconds_count{status=\"200\"} 3",
                        "took_seconds_bucket{status=\"404\",le=\"0.0025\"} 0",
                        "took_seconds_count{status=\"404\"} 1");
    }

    @Test
    void aHistogramWithoutLabelsIsThereBeforeAnythingHappens() {
        var text = new Exposition();
        new Histogram("took_seconds", "How long.").write(text);

        assertThat(text.toString()).contains("took_seconds_count 0");
    }

    @Test
    void labelsAndValuesComeInPairs() {
        assertThatThrownBy(() -> new Exposition().sample("up", 1, "peer"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Histogram("t", "h", "a").add(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
