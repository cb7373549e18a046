package fairlead.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.net.IpAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReloadOrderTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Restarts HELPS =
            new Restarts(Restarts.Mode.HELPER, Duration.ZERO, Duration.ZERO);

    /** One that is new, or was made anew, does not stand last: people look for it in its place. */
    @Test
    void neighboursAreReportedAsTheFileHasThem() {
        var instance =
                new Instance(
                        config(neighbour(1), neighbour(2), neighbour(3)),
                        false,
                        new SplittableRandom(1));
        instance.start(Speaker.Start.FRESH, NOW);
        var another = RestartingSpeakers.neighbour(address(2), 65002, HELPS);
        instance.reconfigure(config(neighbour(3), neighbour(4), another, neighbour(1)), NOW);
        assertThat(instance.sessions())
                .extracting(session -> session.neighbour().address())
                .containsExactly(address(3), address(4), address(2), address(1));
    }

    private static SpeakerConfig config(Neighbour... neighbours) {
        return RestartingSpeakers.config(
                IpAddress.parse("10.1.1.4"),
                65000,
                Stream.of(neighbours).toList(),
                List.of(),
                Duration.ZERO);
    }

    private static Neighbour neighbour(int number) {
        return RestartingSpeakers.neighbour(address(number), 65000 + number, Restarts.NONE);
    }

    private static IpAddress address(int number) {
        return IpAddress.parse("10.1.2." + number);
    }
}
