package fairlead.bgp.policy;

import java.util.regex.Pattern;

/** The whole numbers {@code from..to}, both included, within 0..4294967295. */
public record NumberRange(long from, long to) {

    /** The highest number of 32 bits. */
    public static final long MOST = 0xffff_ffffL;

    /** Every number. */
    public static final NumberRange ALL = new NumberRange(0, MOST);

    private static final Pattern FORM =
            Pattern.compile("(\\d{1,10})(?: *- *(\\d{1,10}))?|ge (\\d{1,10})|le (\\d{1,10})");

    public NumberRange {
        if (from < 0 || to > MOST || from > to) {
            throw new IllegalArgumentException(
                    from + "-" + to + " is no range within 0-" + MOST + ", the lower number first");
        }
    }

    /** One number, 0..4294967295. */
    public static NumberRange of(long one) {
        return new NumberRange(one, one);
    }

    /**
     * Reads {@code 5}, {@code 5-10}, {@code ge 5} or {@code le 10}.
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    public static NumberRange parse(String text) {
        var form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no number or range such as 5, 5-10, ge 5 or le 10");
        }
        if (form.group(3) != null) {
            return new NumberRange(Long.parseLong(form.group(3)), MOST);
        }
        if (form.group(4) != null) {
            return new NumberRange(0, Long.parseLong(form.group(4)));
        }
        long from = Long.parseLong(form.group(1));
        return new NumberRange(from, form.group(2) == null ? from : Long.parseLong(form.group(2)));
    }

    public boolean contains(long number) {
        return from <= number && number <= to;
    }

    @Override
    public String toString() {
        return from == to ? Long.toString(from) : from + "-" + to;
    }
}
