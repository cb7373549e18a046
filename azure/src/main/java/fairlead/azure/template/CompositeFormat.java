package fairlead.azure.template;

import fairlead.azure.arm.RefusedException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * {@code format('{0} of {1,5:D3}', ...)}: .NET's composite formatting. Of the format strings for
 * numbers those are known that occur in templates: {@code D}, {@code X}, {@code N}, {@code F} with
 * a precision, and a row of zeros.
 */
final class CompositeFormat {

    private static final Pattern ITEM =
            Pattern.compile("\\{\\{|}}|\\{(\\d{1,3})(?:,(-?\\d{1,4}))?(?::([^{}]*))?}|[{}]");
    private static final Pattern STANDARD = Pattern.compile("([DdXxNnFf])(\\d{0,2})");

    private CompositeFormat() {}

    static JsonNode apply(Arguments arguments) throws RefusedException {
        var format = arguments.text(0);
        var text = new StringBuilder();
        var item = ITEM.matcher(format);
        int end = 0;
        while (item.find()) {
            text.append(format, end, item.start());
            end = item.end();
            switch (item.group()) {
                case "{{" -> text.append('{');
                case "}}" -> text.append('}');
                case "{", "}" ->
                        throw arguments.fault(
                                "The format '"
                                        + format
                                        + "' has a brace without its partner at "
                                        + item.start()
                                        + ".");
                default -> text.append(item(arguments, item));
            }
            arguments.requireRoom(text.length());
        }
        return Values.of(text.append(format, end, format.length()).toString());
    }

    private static String item(Arguments arguments, Matcher item) throws RefusedException {
        int index = Integer.parseInt(item.group(1)) + 1;
        if (index >= arguments.size()) {
            throw arguments.fault(
                    "The format names argument {"
                            + (index - 1)
                            + "} but only "
                            + (arguments.size() - 1)
                            + " are given.");
        }
        var value = arguments.value(index);
        var format = item.group(3);
        var text =
                format == null || format.isEmpty()
                        ? Values.print(value)
                        : formatted(arguments, value, format);
        int width = item.group(2) == null ? 0 : Integer.parseInt(item.group(2));
        var padding = " ".repeat(Math.max(0, Math.abs(width) - text.length()));
        return width < 0 ? text + padding : padding + text;
    }

    private static String formatted(Arguments arguments, JsonNode value, String format) {
        if (!value.isNumber()) {
            return Values.print(value);
        }
        var standard = STANDARD.matcher(format);
        if (format.matches("0+") && value.isIntegralNumber()) {
            return padded(value.bigIntegerValue().toString(), format.length());
        }
        if (!standard.matches()) {
            throw arguments.fault(
                    "The number format '"
                            + format
                            + "' is not supported. Use D, X, N or F, or a row of zeros.");
        }
        int precision = standard.group(2).isEmpty() ? -1 : Integer.parseInt(standard.group(2));
        return switch (standard.group(1)) {
            case "D", "d" -> padded(value.bigIntegerValue().toString(), precision);
            case "x" -> padded(Long.toHexString(value.asLong()), precision);
            case "X" ->
                    padded(Long.toHexString(value.asLong()).toUpperCase(Locale.ROOT), precision);
            case "N", "n" ->
                    String.format(
                            Locale.ROOT,
                            "%,." + (precision < 0 ? 2 : precision) + "f",
                            value.decimalValue());
            default ->
                    String.format(
                            Locale.ROOT,
                            "%." + (precision < 0 ? 2 : precision) + "f",
                            value.decimalValue());
        };
    }

    private static String padded(String digits, int width) {
        boolean negative = digits.startsWith("-");
        var bare = negative ? digits.substring(1) : digits;
        return (negative ? "-" : "") + "0".repeat(Math.max(0, width - bare.length())) + bare;
    }
}
