package fairlead.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** How long something has been so, in the two largest units: {@code 3m12s}, {@code 2d4h}. */
final class Age {

    private Age() {}

    /** From an instant of a document until now; the text itself, such as none, if it is none. */
    static String since(String instant) {
        try {
            return text(Duration.between(Instant.parse(instant), Instant.now()));
        } catch (DateTimeParseException other) {
            return instant;
        }
    }

    /** {@code 0s} for what lies ahead. */
    static String text(Duration age) {
        if (age.isNegative() || age.toSeconds() < 1) {
            return "0s";
        }
        return age.toDays() > 0
                ? age.toDays() + "d" + age.toHoursPart() + "h"
                : age.toHours() > 0
                        ? age.toHours() + "h" + age.toMinutesPart() + "m"
                        : age.toMinutes() > 0
                                ? age.toMinutes() + "m" + age.toSecondsPart() + "s"
                                : age.toSeconds() + "s";
    }
}
