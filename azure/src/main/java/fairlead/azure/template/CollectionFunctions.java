package fairlead.azure.template;

import static fairlead.azure.template.Function.ANY;

import fairlead.azure.arm.RefusedException;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** "Array functions for ARM templates", many of which take strings and objects too. */
final class CollectionFunctions {

    private static final long LONGEST_RANGE = 10_000;

    static final List<Function> ROWS =
            List.of(
                    new Function("array", 1, 1, CollectionFunctions::arrayOf),
                    new Function("contains", 2, 2, CollectionFunctions::contains),
                    new Function("createArray", 0, ANY, a -> Values.array(a.all())),
                    new Function(
                            "empty", 1, 1, a -> Values.of(a.value(0).isNull() || length(a) == 0)),
                    new Function("first", 1, 1, a -> end(a, 0)),
                    new Function("flatten", 1, 1, CollectionFunctions::flatten),
                    new Function("indexFromEnd", 2, 2, CollectionFunctions::indexFromEnd),
                    new Function("last", 1, 1, a -> end(a, length(a) - 1)),
                    new Function("length", 1, 1, a -> Values.of(length(a))),
                    new Function("range", 2, 2, CollectionFunctions::range),
                    new Function("skip", 2, 2, a -> part(a, clamped(a), length(a))),
                    new Function("take", 2, 2, a -> part(a, 0, clamped(a))),
                    new Function("tryIndexFromEnd", 2, 2, CollectionFunctions::tryIndexFromEnd));

    private CollectionFunctions() {}

    private static JsonNode arrayOf(Arguments arguments) throws RefusedException {
        var value = arguments.value(0);
        return value.isArray() ? value : Values.array().add(value);
    }

    /**
     * Members of arrays by value, parts of strings with their case, names of objects without it.
     */
    private static JsonNode contains(Arguments arguments) throws RefusedException {
        var container = arguments.value(0);
        var wanted = arguments.value(1);
        return switch (container) {
            case ArrayNode array ->
                    Values.of(array.valueStream().anyMatch(member -> Values.same(member, wanted)));
            case ObjectNode object ->
                    Values.of(Values.member(object, arguments.printed(1)).isPresent());
            default -> {
                if (!container.isString()) {
                    throw arguments.expected(0, "an array, an object or a string", container);
                }
                yield Values.of(container.stringValue().contains(arguments.printed(1)));
            }
        };
    }

    private static int length(Arguments arguments) throws RefusedException {
        var value = arguments.value(0);
        if (value.isString()) {
            return value.stringValue().length();
        }
        if (!value.isContainer()) {
            throw arguments.expected(0, "an array, an object or a string", value);
        }
        return value.size();
    }

    /** The first or the last; of an empty array null, of an empty string the empty string. */
    private static JsonNode end(Arguments arguments, int index) throws RefusedException {
        if (arguments.value(0).isString()) {
            var text = arguments.text(0);
            return Values.of(text.isEmpty() ? "" : text.substring(index, index + 1));
        }
        var array = arguments.array(0);
        return array.isEmpty() ? Values.NULL : array.get(index);
    }

    private static JsonNode flatten(Arguments arguments) throws RefusedException {
        var flat = Values.array();
        for (var member : arguments.array(0)) {
            if (!(member instanceof ArrayNode inner)) {
                throw arguments.expected(0, "an array of arrays", member);
            }
            inner.forEach(flat::add);
        }
        return flat;
    }

    private static JsonNode indexFromEnd(Arguments arguments) throws RefusedException {
        var array = arguments.array(0);
        long back = arguments.integer(1);
        if (back < 1 || back > array.size()) {
            throw arguments.fault(
                    "The index "
                            + back
                            + " from the end is out of bounds of an array of "
                            + array.size()
                            + ".");
        }
        return array.get(array.size() - (int) back);
    }

    private static JsonNode tryIndexFromEnd(Arguments arguments) throws RefusedException {
        long back = arguments.integer(1);
        return arguments.value(0) instanceof ArrayNode array && back >= 1 && back <= array.size()
                ? array.get(array.size() - (int) back)
                : Values.NULL;
    }

    private static JsonNode range(Arguments arguments) throws RefusedException {
        long start = arguments.integer(0);
        long count = arguments.integer(1);
        if (count < 0 || count > LONGEST_RANGE || start > Integer.MAX_VALUE - count) {
            throw arguments.fault(
                    "The count must be 0 to "
                            + LONGEST_RANGE
                            + ", and the sum of start and count no more than "
                            + Integer.MAX_VALUE
                            + ".");
        }
        return Values.array(
                Stream.iterate(start, i -> i < start + count, i -> i + 1).map(Values::of).toList());
    }

    private static int clamped(Arguments arguments) throws RefusedException {
        return (int) Math.clamp(arguments.integer(1), 0L, length(arguments));
    }

    private static JsonNode part(Arguments arguments, int from, int to) throws RefusedException {
        return arguments.value(0).isString()
                ? Values.of(arguments.text(0).substring(from, to))
                : Values.array(List.copyOf(arguments.array(0).values()).subList(from, to));
    }
}
