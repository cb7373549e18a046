package fairlead.azure.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PacingTest {

    static Stream<Arguments> said() {
        return Stream.of(
                arguments(Map.of(), Pacing.DEFAULT),
                arguments(Map.of("Retry-After", "7"), Duration.ofSeconds(7)),
                arguments(Map.of("Retry-After", "0"), Duration.ZERO),
                arguments(Map.of("Retry-After", "Thu, 01 Jan 1970 00:00:00 GMT"), Duration.ZERO),
                arguments(Map.of("Retry-After", "soon"), Pacing.DEFAULT),
                arguments(Map.of("Retry-After", "0.2"), Pacing.DEFAULT),
                arguments(Map.of("Retry-After", "86400"), Duration.ofMinutes(10)),
                arguments(Map.of("x-ms-retry-after-ms", "40"), Duration.ofMillis(40)),
                arguments(
                        Map.of("retry-after-ms", "30", "Retry-After", "9"), Duration.ofMillis(30)));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("said")
    void theWaitIsWhatTheCloudSays(Map<String, String> headers, Duration wait) {
        var lists =
                headers.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, one -> List.of(one.getValue())));
        assertThat(Pacing.wait(HttpHeaders.of(lists, (_, _) -> true))).isEqualTo(wait);
    }
}
