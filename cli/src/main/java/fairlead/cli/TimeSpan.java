package fairlead.cli;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A length of time as people type it: {@code 30} or {@code 30s}, {@code 5m}, {@code 2h}, {@code
 * 1d}.
 */
final class TimeSpan implements ITypeConverter<Duration> {

    private static final Pattern SPAN = Pattern.compile("([0-9]{1,9})([smhd]?)");

    @Override
    public Duration convert(String text) {
        return parse(text);
    }

    /**
     * @throws TypeConversionException which picocli makes a usage error of
     */
    static Duration parse(String text) {
        var found = SPAN.matcher(text);
        if (!found.matches()) {
            throw new TypeConversionException(
                    "'" + text + "' is no length of time such as 30s, 5m or 1h");
        }
        long number = Long.parseLong(found.group(1));
        return switch (found.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofSeconds(number);
        };
    }
}
