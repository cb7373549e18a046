package fairlead.bgp.policy;

import fairlead.net.Prefix;
import java.util.regex.Pattern;

/**
 * The prefixes inside {@code within} whose length is {@code from..to}. A prefix alone means itself.
 */
public record PrefixRange(Prefix within, int from, int to) {

    private static final Pattern FORM =
            Pattern.compile("([^\\s+{}-]+)(?: +ge +(\\d{1,3}))?(?: +le +(\\d{1,3}))?");

    public PrefixRange {
        if (from < within.length() || to > within.network().width() || from > to) {
            throw new IllegalArgumentException(
                    within
                            + " ge "
                            + from
                            + " le "
                            + to
                            + ": lengths are from "
                            + within.length()
                            + " to "
                            + within.network().width()
                            + ", the shorter first");
        }
    }

    /** One prefix and none inside of it. */
    public static PrefixRange exactly(Prefix prefix) {
        return new PrefixRange(prefix, prefix.length(), prefix.length());
    }

    /** A prefix and everything more specific. */
    public static PrefixRange orLonger(Prefix prefix) {
        return new PrefixRange(prefix, prefix.length(), prefix.network().width());
    }

    /**
     * Reads {@code 10.0.0.0/8}, {@code 10.0.0.0/8 ge 16}, {@code 10.0.0.0/8 le 24} (from the prefix
     * itself on) or {@code 10.0.0.0/8 ge 16 le 24}; IPv6 likewise.
     *
     * @throws IllegalArgumentException if the text is none of these, or host bits are set
     */
    public static PrefixRange parse(String text) {
        var form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no prefix such as 10.0.0.0/8 or 10.0.0.0/8 ge 16 le 24");
        }
        var within = Prefix.parseStrict(form.group(1));
        boolean longer = form.group(2) != null;
        boolean shorter = form.group(3) != null;
        int from = longer ? Integer.parseInt(form.group(2)) : within.length();
        int most = longer ? within.network().width() : within.length();
        return new PrefixRange(within, from, shorter ? Integer.parseInt(form.group(3)) : most);
    }

    /** Whether it lies in the network and has one of the lengths. */
    public boolean contains(Prefix prefix) {
        return within.contains(prefix) && from <= prefix.length() && prefix.length() <= to;
    }
}
