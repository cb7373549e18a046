package fairlead.testkit.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Walks a document and its description side by side.
 *
 * <p>An answer has to fit to the letter, in the words that the description knows today. A request
 * that was accepted may use any case, send numbers and flags as text and words of later days, and
 * repeat what is read-only, since Azure takes all that.
 */
final class Judge {

    /** Which way a document goes. */
    enum Direction {
        REQUEST,
        /** A request that changes a resource and need not be whole. */
        PATCH,
        RESPONSE
    }

    private final Description description;
    private final Direction direction;
    private final String type;
    private final List<Difference> differences = new ArrayList<>();

    Judge(Description description, Direction direction, String type) {
        this.description = description;
        this.direction = direction;
        this.type = type;
    }

    /** Every difference. */
    List<Difference> differences(int described, JsonNode document) {
        walk(described, document, "");
        return differences;
    }

    private boolean answering() {
        return direction == Direction.RESPONSE;
    }

    private void walk(int reference, JsonNode value, String at) {
        if (value.isNull()) {
            if (answering()) {
                differ(at, "is null, and Azure leaves out what is not there");
            }
            return;
        }
        switch (description.type(reference)) {
            case Described.Anything _ -> {}
            case Described.Text _ -> expect(value.isString() || loose(value), "a text", value, at);
            case Described.Numeric _ ->
                    expect(
                            value.isNumber() || loose(value) && isNumber(value),
                            "a number",
                            value,
                            at);
            case Described.Flag _ ->
                    expect(
                            value.isBoolean() || loose(value) && isFlag(value),
                            "true or false",
                            value,
                            at);
            case Described.Literal(var word) ->
                    expect(is(value, word), '"' + word + '"', value, at);
            case Described.Many(var each) -> {
                if (!value.isArray()) {
                    differ(at, "is " + brief(value) + " and should be an array");
                    return;
                }
                value.forEach(element -> walk(each, element, below(at, "*")));
            }
            case Described.Choice(var of) -> choose(of, value, at);
            case Described.Structure(var _, var members, var others) ->
                    object(members, others.map(List::of).orElse(List.of()), value, at);
            case Described.Variants variants -> variant(variants, value, at);
        }
    }

    /** A request's words may be new ones where the family is open; an answer's may not. */
    private void choose(List<Integer> of, JsonNode value, String at) {
        var words = new ArrayList<String>();
        boolean open = false;
        for (int one : of) {
            switch (description.type(one)) {
                case Described.Literal(var word) -> words.add(word);
                case Described.Text _ -> open = true;
                default -> {
                    return; // no description so far chooses between anything but words
                }
            }
        }
        boolean known = words.stream().anyMatch(word -> is(value, word));
        if (!known && (answering() || !open || !value.isString())) {
            differ(at, "is " + brief(value) + " and should be one of " + words);
        }
    }

    private void variant(Described.Variants variants, JsonNode value, String at) {
        var word = value.path(variants.discriminator()).asString("");
        var chosen = variants.of().get(word);
        if (chosen == null) {
            differ(
                    below(at, variants.discriminator()),
                    "is '" + word + "' and should be one of " + variants.of().keySet());
            return;
        }
        var members = new TreeMap<>(variants.shared());
        if (description.type(chosen) instanceof Described.Structure own) {
            members.putAll(own.members());
        }
        object(members, List.of(), value, at);
    }

    private void object(
            Map<String, Described.Member> members,
            List<Integer> others,
            JsonNode value,
            String at) {
        if (!value.isObject()) {
            differ(at, "is " + brief(value) + " and should be an object");
            return;
        }
        var known = new TreeMap<String, Described.Member>(order());
        known.putAll(members);
        var missing = new TreeMap<>(known);
        for (var entry : value.properties()) {
            var member = known.get(entry.getKey());
            missing.remove(entry.getKey());
            var below = below(at, entry.getKey());
            if (member != null) {
                if (answering() && member.writeOnly()) {
                    differ(below, "is shown, and Azure never shows it");
                }
                if (answering() || !member.readOnly()) {
                    walk(member.type(), entry.getValue(), below);
                }
            } else if (others.isEmpty()) {
                differ(below, "is not a member in this version");
            } else {
                walk(others.getFirst(), entry.getValue(), below);
            }
        }
        missing.forEach((name, member) -> {
            if (member.required() && !excused(member)) {
                differ(below(at, name), "is missing");
            }
        });
    }

    private boolean excused(Described.Member member) {
        return switch (direction) {
            case PATCH -> true;
            case REQUEST -> member.addressed() || member.readOnly();
            case RESPONSE -> member.writeOnly();
        };
    }

    private java.util.Comparator<String> order() {
        return answering() ? java.util.Comparator.naturalOrder() : String.CASE_INSENSITIVE_ORDER;
    }

    private boolean is(JsonNode value, String word) {
        return value.isString()
                && (answering()
                        ? value.stringValue().equals(word)
                        : value.stringValue().equalsIgnoreCase(word));
    }

    private boolean loose(JsonNode value) {
        return !answering() && value.isValueNode();
    }

    private static boolean isNumber(JsonNode value) {
        return value.asString().matches("-?\\d+");
    }

    private static boolean isFlag(JsonNode value) {
        return List.of("true", "false").contains(value.asString().toLowerCase(Locale.ROOT));
    }

    private void expect(boolean fits, String what, JsonNode value, String at) {
        if (!fits) {
            differ(at, "is " + brief(value) + " and should be " + what);
        }
    }

    private void differ(String at, String problem) {
        differences.add(
                new Difference(
                        answering() ? "response" : "request",
                        type,
                        at.isEmpty() ? "the document" : at,
                        problem));
    }

    private static String below(String at, String name) {
        return at.isEmpty() ? name : at + "." + name;
    }

    private static String brief(JsonNode value) {
        var text = value.toString();
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
