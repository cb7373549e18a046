package fairlead.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.rib.ExportRules;
import fairlead.bgp.rib.ImportRules;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** RFC 4271 §10: timers of many speakers do not run in step. */
class PausesTest {

    private static final Duration LEAST = Duration.ofSeconds(2);
    private static final Duration MOST = Duration.ofSeconds(10);
    private final Instance instance =
            new Instance(
                    new SpeakerConfig(
                            "rs",
                            new LocalEnd(
                                    new Asn(64500),
                                    IpAddress.parse("192.0.2.1"),
                                    List.of(new ListenAddress(IpAddress.parse("192.0.2.1"), 179))),
                            new Timing(Duration.ofSeconds(90), LEAST, MOST),
                            List.of(),
                            ImportRules.ALL,
                            new ExportRules(List.of(), new ExportRules.Reflection.On(List.of())),
                            Profile.ROUTE_SERVER),
                    true,
                    new SplittableRandom(1));

    @Test
    void keepalivesComeUpToAQuarterEarlier() {
        var third = Duration.ofSeconds(30);
        var spans = Stream.generate(() -> instance.jittered(third)).limit(1000).toList();
        assertThat(spans).allMatch(span -> !span.minusMillis(22_500).isNegative());
        assertThat(spans).allMatch(span -> span.compareTo(third) <= 0);
        assertThat(spans)
                .as("all of the range is used")
                .anyMatch(span -> span.toMillis() < 23_000)
                .anyMatch(span -> span.toMillis() > 29_500);
    }

    @Test
    void aPeerIsDialledAgainAfterAPauseBetweenTheTwoThatWereSaid() {
        var pauses = Stream.generate(instance::pause).limit(1000).toList();
        assertThat(pauses).allMatch(pause -> pause.compareTo(LEAST) >= 0);
        assertThat(pauses).allMatch(pause -> pause.compareTo(MOST) <= 0);
        assertThat(pauses)
                .as("all of the range is used")
                .anyMatch(pause -> pause.toMillis() < 2_500)
                .anyMatch(pause -> pause.toMillis() > 9_500);
    }
}
