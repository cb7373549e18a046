package fairlead.azure.template;

import static fairlead.azure.template.Function.ANY;

import fairlead.azure.arm.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** "String functions for ARM templates", those that make text of text. */
final class StringFunctions {

    static final List<Function> ROWS =
            List.of(
                    new Function("concat", 1, ANY, StringFunctions::concat),
                    new Function(
                            "endsWith", 2, 2, a -> Values.of(lower(a, 0).endsWith(lower(a, 1)))),
                    new Function("format", 1, ANY, CompositeFormat::apply),
                    new Function("guid", 1, ANY, a -> Values.of(Hashes.guid(printed(a)))),
                    new Function("indexOf", 2, 2, StringFunctions::indexOf),
                    new Function("join", 2, 2, StringFunctions::join),
                    new Function("lastIndexOf", 2, 2, StringFunctions::lastIndexOf),
                    new Function("newGuid", 0, 0, StringFunctions::newGuid),
                    new Function("padLeft", 2, 3, StringFunctions::padLeft),
                    new Function("replace", 3, 3, StringFunctions::replace),
                    new Function("split", 2, 2, StringFunctions::split),
                    new Function(
                            "startsWith",
                            2,
                            2,
                            a -> Values.of(lower(a, 0).startsWith(lower(a, 1)))),
                    new Function("string", 1, 1, a -> Values.of(Values.print(a.value(0)))),
                    new Function("substring", 2, 3, StringFunctions::substring),
                    new Function("toLower", 1, 1, a -> Values.of(lower(a, 0))),
                    new Function(
                            "toUpper", 1, 1, a -> Values.of(a.text(0).toUpperCase(Locale.ROOT))),
                    new Function("trim", 1, 1, a -> Values.of(a.text(0).strip())),
                    new Function(
                            "uniqueString", 1, ANY, a -> Values.of(Hashes.uniqueString(texts(a)))));

    private StringFunctions() {}

    /** Joins strings, or the members of arrays. */
    private static JsonNode concat(Arguments arguments) throws RefusedException {
        if (arguments.value(0) instanceof ArrayNode) {
            var joined = Values.array();
            for (int i = 0; i < arguments.size(); i++) {
                arguments.array(i).forEach(joined::add);
            }
            return joined;
        }
        return Values.of(String.join("", printed(arguments)));
    }

    private static JsonNode indexOf(Arguments arguments) throws RefusedException {
        // An array is searched for an equal member, a string ignoring case.
        if (arguments.value(0) instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (Values.same(array.get(i), arguments.value(1))) {
                    return Values.of(i);
                }
            }
            return Values.of(-1);
        }
        return Values.of(lower(arguments, 0).indexOf(lower(arguments, 1)));
    }

    private static JsonNode lastIndexOf(Arguments arguments) throws RefusedException {
        if (arguments.value(0) instanceof ArrayNode array) {
            for (int i = array.size() - 1; i >= 0; i--) {
                if (Values.same(array.get(i), arguments.value(1))) {
                    return Values.of(i);
                }
            }
            return Values.of(-1);
        }
        return Values.of(lower(arguments, 0).lastIndexOf(lower(arguments, 1)));
    }

    private static JsonNode join(Arguments arguments) throws RefusedException {
        var parts = arguments.array(0).valueStream().map(Values::print).toList();
        var between = arguments.text(1);
        arguments.requireRoom(
                parts.stream().mapToLong(String::length).sum()
                        + (long) between.length() * Math.max(0, parts.size() - 1));
        return Values.of(String.join(between, parts));
    }

    private static JsonNode replace(Arguments arguments) throws RefusedException {
        var text = arguments.text(0);
        var old = arguments.text(1);
        var with = arguments.text(2);
        long places = old.isEmpty() ? text.length() + 1L : text.length() / old.length();
        if (places * with.length() > Extent.LONGEST) {
            // Rarely so long, and then worth counting.
            places = old.isEmpty() ? places : text.split(Pattern.quote(old), -1).length - 1L;
            arguments.requireRoom(places * with.length());
        }
        return Values.of(text.replace(old, with));
    }

    private static JsonNode newGuid(Arguments arguments) {
        if (!(arguments.context().stage() instanceof Stage.ParameterDefault here)) {
            throw arguments.fault("It can only be used in the default value of a parameter.");
        }
        var seed = arguments.context().setting().scope().seed();
        return Values.of(Hashes.drawn(seed, here.parameter(), arguments.at()));
    }

    private static JsonNode padLeft(Arguments arguments) throws RefusedException {
        var text = arguments.printed(0);
        long width = arguments.integer(1);
        var filler = arguments.size() > 2 ? arguments.text(2) : " ";
        if (filler.length() != 1) {
            throw arguments.fault("The padding must be one character.");
        }
        if (width < 0 || width > ExpressionParser.LONGEST) {
            throw arguments.fault(
                    "The total length must be 0 to " + ExpressionParser.LONGEST + ".");
        }
        return Values.of(filler.repeat(Math.max(0, (int) width - text.length())) + text);
    }

    private static JsonNode split(Arguments arguments) throws RefusedException {
        var delimiters = new ArrayList<String>();
        if (arguments.value(1) instanceof ArrayNode array) {
            for (var delimiter : array) {
                delimiters.add(Values.print(delimiter));
            }
        } else {
            delimiters.add(arguments.text(1));
        }
        delimiters.removeIf(String::isEmpty);
        var text = arguments.text(0);
        if (delimiters.isEmpty()) {
            return Values.array().add(text);
        }
        var pattern = delimiters.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        var parts = Values.array();
        for (var part : Pattern.compile(pattern).split(text, -1)) {
            parts.add(part);
        }
        return parts;
    }

    private static JsonNode substring(Arguments arguments) throws RefusedException {
        var text = arguments.text(0);
        long start = arguments.integer(1);
        long length = arguments.size() > 2 ? arguments.integer(2) : text.length() - start;
        if (start < 0 || length < 0 || length > text.length() - start) {
            throw arguments.fault(
                    "The index and length parameters must refer to a location within the string. The index parameter:"
                            + " '"
                            + start
                            + "', the length parameter: '"
                            + length
                            + "', the length of the string parameter: '"
                            + text.length()
                            + "'.");
        }
        return Values.of(text.substring((int) start, (int) (start + length)));
    }

    private static String lower(Arguments arguments, int i) throws RefusedException {
        return Values.lower(arguments.text(i));
    }

    private static List<String> printed(Arguments arguments) throws RefusedException {
        var texts = new ArrayList<String>();
        for (int i = 0; i < arguments.size(); i++) {
            texts.add(arguments.printed(i));
        }
        return texts;
    }

    private static List<String> texts(Arguments arguments) throws RefusedException {
        var texts = new ArrayList<String>();
        for (int i = 0; i < arguments.size(); i++) {
            texts.add(arguments.text(i));
        }
        return texts;
    }
}
