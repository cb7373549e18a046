package fairlead.azure.template;

import java.util.Map;

/**
 * From .NET's date formats to those of {@code java.time}. .NET prints every letter as it is that it
 * has no meaning for ({@code T} and {@code Z}), Java wants those in quotes.
 */
final class NetDateFormat {

    /** .NET's formats of one letter, in the culture that Azure runs in. */
    private static final Map<String, String> STANDARD =
            Map.of(
                    "d", "M/d/uuuu",
                    "D", "EEEE, MMMM d, uuuu",
                    "g", "M/d/uuuu h:mm a",
                    "G", "M/d/uuuu h:mm:ss a",
                    "o", "uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'",
                    "O", "uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'",
                    "R", "EEE, dd MMM uuuu HH:mm:ss 'GMT'",
                    "s", "uuuu-MM-dd'T'HH:mm:ss",
                    "t", "h:mm a",
                    "u", "uuuu-MM-dd HH:mm:ss'Z'");

    private NetDateFormat() {}

    /**
     * The pattern that prints the same; letters that Java lacks a counterpart for are printed as
     * they are.
     */
    static String pattern(String format) {
        var standard = STANDARD.get(format);
        if (standard != null) {
            return standard;
        }
        var pattern = new StringBuilder();
        for (int at = 0; at < format.length(); ) {
            char letter = format.charAt(at);
            if (letter == '\'') {
                int close = format.indexOf('\'', at + 1);
                int end = close < 0 ? format.length() : close;
                format.substring(at + 1, end)
                        .chars()
                        .forEach(c -> pattern.append(literal((char) c)));
                at = end + 1;
                continue;
            }
            int run = 1;
            while (at + run < format.length() && format.charAt(at + run) == letter) {
                run++;
            }
            for (int i = 0; i < run && letters(letter, run).isEmpty(); i++) {
                pattern.append(literal(letter));
            }
            pattern.append(letters(letter, run));
            at += run;
        }
        return pattern.toString();
    }

    /** Java's letters for a run of one of .NET's; empty if it is text. */
    private static String letters(char letter, int run) {
        return switch (letter) {
            case 'y' -> run == 2 ? "uu" : "u".repeat(run);
            case 'M', 'H', 'h', 'm', 's' -> String.valueOf(letter).repeat(run);
            case 'd' -> run < 3 ? "d".repeat(run) : run == 3 ? "EEE" : "EEEE";
            case 'f', 'F' -> "S".repeat(run);
            case 't' -> "a";
            default -> "";
        };
    }

    private static String literal(char letter) {
        return letter == '\'' ? "''" : "'" + letter + "'";
    }
}
