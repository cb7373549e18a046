package fairlead.azure.arm;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The version of an API that a client speaks, by its day; a preview counts as the version of its
 * day.
 *
 * @param day such as {@code 2024-05-01}
 */
public record ApiVersion(String day) {

    /** Everything that there is, for readers who name no version. */
    public static final ApiVersion NEWEST = new ApiVersion("9999-12-31");

    private static final Pattern FORM = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(-[A-Za-z]+)?");

    /** The version that {@code text} names; empty if it has not the form of one. */
    public static Optional<ApiVersion> find(String text) {
        var form = FORM.matcher(text);
        return form.matches() ? Optional.of(new ApiVersion(form.group(1))) : Optional.empty();
    }

    /** Whether it is of this day or an earlier one. */
    public boolean isUpTo(String day) {
        return this.day.compareTo(day) <= 0;
    }

    @Override
    public String toString() {
        return day;
    }
}
