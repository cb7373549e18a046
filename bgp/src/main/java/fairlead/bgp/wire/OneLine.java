package fairlead.bgp.wire;

import java.util.regex.Pattern;

/**
 * A stranger's words, fit for one line of a log or of a terminal. What ends a line, is an order to
 * a terminal or turns the direction of writing is a blank, so that nobody can write lines that look
 * like ours.
 */
public final class OneLine {

    /** Controls of both kinds, line and paragraph separators, embeddings, overrides, isolates. */
    private static final Pattern UNFIT =
            Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202a-\\u202e\\u2066-\\u2069]");

    private OneLine() {}

    /** {@code text} with a blank for each character that is unfit. */
    public static String of(String text) {
        return UNFIT.matcher(text).replaceAll(" ");
    }
}
