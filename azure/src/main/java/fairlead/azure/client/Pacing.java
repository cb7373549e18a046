package fairlead.azure.client;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** How long the cloud asks to wait before the next poll. */
final class Pacing {

    /** Where it does not say. */
    static final Duration DEFAULT = Duration.ofSeconds(2);

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private Pacing() {}

    /**
     * Milliseconds in either of Azure's headers count before {@code Retry-After} (RFC 9110 §10.2.3:
     * seconds, or a date). What cannot be read counts as not said; a wait is at most 10 minutes.
     */
    static Duration wait(HttpHeaders headers) {
        for (var name : List.of("retry-after-ms", "x-ms-retry-after-ms")) {
            var said = headers.firstValue(name).map(String::strip);
            if (said.isPresent() && said.get().matches("\\d{1,9}")) {
                return bounded(Duration.ofMillis(Long.parseLong(said.get())));
            }
        }
        var said = headers.firstValue("Retry-After").map(String::strip).orElse("");
        if (said.matches("\\d{1,9}")) {
            return bounded(Duration.ofSeconds(Long.parseLong(said)));
        }
        try {
            var until = ZonedDateTime.parse(said, DateTimeFormatter.RFC_1123_DATE_TIME);
            return bounded(Duration.between(Instant.now(), until.toInstant()));
        } catch (DateTimeException notSaid) {
            return DEFAULT;
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
