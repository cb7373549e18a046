package fairlead.azure.template;

import fairlead.azure.arm.RefusedException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** "Date functions for ARM templates". All times are UTC. */
final class DateFunctions {

    static final List<Function> ROWS =
            List.of(
                    new Function("dateTimeAdd", 2, 3, DateFunctions::add),
                    new Function("dateTimeFromEpoch", 1, 1, DateFunctions::fromEpoch),
                    new Function("dateTimeToEpoch", 1, 1, a -> Values.of(time(a).toEpochSecond())),
                    new Function("utcNow", 0, 1, DateFunctions::now));

    private static final Pattern DURATION = Pattern.compile("(-?)P([^T]*)(?:T(.+))?");

    /**
     * {@code 2020-04-07 14:53:14Z}, with a T for the blank, with fractions, with an offset, or
     * without a zone.
     */
    private static final DateTimeFormatter EXTENDED =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .appendLiteral('T')
                    .append(DateTimeFormatter.ISO_LOCAL_TIME)
                    .optionalStart()
                    .appendOffsetId()
                    .optionalEnd()
                    .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

    private DateFunctions() {}

    private static JsonNode add(Arguments arguments) throws RefusedException {
        var time = time(arguments);
        try {
            for (var amount : amounts(arguments)) {
                time = time.plus(amount);
            }
        } catch (DateTimeException | ArithmeticException e) {
            throw arguments.fault("The sum is out of range.");
        }
        return formatted(arguments, time, arguments.size() > 2 ? arguments.text(2) : "G");
    }

    private static JsonNode fromEpoch(Arguments arguments) throws RefusedException {
        try {
            return Values.of(Instant.ofEpochSecond(arguments.integer(0)).toString());
        } catch (DateTimeException e) {
            throw arguments.fault("The epoch time is out of range.");
        }
    }

    private static JsonNode now(Arguments arguments) throws RefusedException {
        if (!(arguments.context().stage() instanceof Stage.ParameterDefault)) {
            throw arguments.fault("It can only be used in the default value of a parameter.");
        }
        var time = arguments.context().setting().scope().time().atZone(ZoneOffset.UTC);
        return formatted(
                arguments, time, arguments.size() > 0 ? arguments.text(0) : "yyyyMMddTHHmmssZ");
    }

    private static ZonedDateTime time(Arguments arguments) throws RefusedException {
        var text = arguments.text(0).strip();
        try {
            if (text.matches("\\d{8}T\\d{6}Z")) {
                return LocalDateTime.parse(text, BASIC).atZone(ZoneOffset.UTC);
            }
            var parsed =
                    EXTENDED.parseBest(
                            text.replaceFirst(" ", "T"), OffsetDateTime::from, LocalDateTime::from);
            return parsed instanceof OffsetDateTime offset
                    ? offset.atZoneSameInstant(ZoneOffset.UTC)
                    : LocalDateTime.from(parsed).atZone(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw arguments.fault(
                    "The value '"
                            + text
                            + "' is not a date and time such as 2020-04-07T14:53:14Z.");
        }
    }

    private static List<TemporalAmount> amounts(Arguments arguments) throws RefusedException {
        var text = arguments.text(1);
        var duration = DURATION.matcher(text);
        try {
            var amounts = new ArrayList<TemporalAmount>();
            if (duration.matches()) {
                var date = duration.group(2);
                var time = duration.group(3);
                boolean back = !duration.group(1).isEmpty();
                if (!date.isEmpty()) {
                    var period = Period.parse("P" + date);
                    amounts.add(back ? period.negated() : period);
                }
                if (time != null) {
                    var length = Duration.parse("PT" + time);
                    amounts.add(back ? length.negated() : length);
                }
            }
            if (!amounts.isEmpty()) {
                return amounts;
            }
        } catch (DateTimeException e) {
            throw arguments.fault(
                    "The value '"
                            + text
                            + "' is not an ISO 8601 duration: "
                            + e.getMessage()
                            + ".");
        }
        throw arguments.fault(
                "The value '" + text + "' is not an ISO 8601 duration such as P3Y, -P9D or PT1H.");
    }

    private static JsonNode formatted(Arguments arguments, ZonedDateTime time, String format) {
        try {
            return Values.of(
                    DateTimeFormatter.ofPattern(NetDateFormat.pattern(format), Locale.US)
                            .format(time));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw arguments.fault(
                    "The date format '" + format + "' is not supported: " + e.getMessage() + ".");
        }
    }
}
