package fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusTextTest {

    private static final String GOOD =
            """
            # HELP up_total How often.
            # TYPE up_total counter
            up_total{peer="a \\"b\\"",to="x"} 1
            up_total{peer="c",to="x"} 1.5e3
            # HELP late_seconds How late.
            # TYPE late_seconds summary
            late_seconds{quantile="0.5"} 0.25
            """;

    @Test
    void nothingIsSaidOfAGoodText() {
        assertThat(PrometheusText.faults(GOOD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'counter', 'gauge', up_total is a gauge; counters",
                "'to=\"x\"} 1\n', 'to=\"x\"} one\n', no sample",
                "'peer=\"c\"', 'peer=\"a \\\"b\\\"\"', a sample stands there twice",
                "'peer=\"c\"', 'to=\"c\"', a label stands there twice",
                "'peer=\"c\"', 'peer=\"\"c\"', no label at 0",
                "'summary', 'gauge', quantiles of a gauge",
                "'late_seconds', 'late_ms', late_ms is in ms",
                "'# TYPE late_seconds', '# TYPE other_seconds', the type of other_seconds",
                "'# HELP late_seconds', '# HELP up_total', up_total begins a second time",
                "'How late.', '', no head of a family",
                "'late_seconds{', 'early_seconds{', a sample of early_seconds in the family late",
                "'0.25\n', '0.25', the last line has no end"
            })
    void eachFaultIsFound(String good, String bad, String fault) {
        assertThat(GOOD).contains(good);

        assertThat(PrometheusText.faults(GOOD.replace(good, bad)))
                .anySatisfy(one -> assertThat(one).startsWith(fault));
    }
}
