package fairlead.bgpd.config;

import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A value in the file, with its place. Each reader says what it expected if it finds something
 * else.
 */
final class Value {

    /** Levels of lists and mappings; conditions may be nested, and nobody nests them so. */
    private static final int DEEPEST = 50;

    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h)?");

    private final Node node;
    private final String field;
    private final List<Problem> problems;

    Value(Node node, String field, List<Problem> problems) {
        this.node = node;
        this.field = field;
        this.problems = problems;
    }

    /** For a problem that is found later, such as two peers with one address. */
    void report(String message) {
        problems.add(problem(node, field, message));
    }

    /** The line on which it begins, from 1 on. */
    int line() {
        return problem(node, field, "").line();
    }

    /** The same place, for a second look whose problems are known already. */
    Value silently() {
        return new Value(node, field, new ArrayList<>());
    }

    /** Where it stands, such as {@code peers[2].holdTime}. */
    String field() {
        return field;
    }

    Wrong wrong(String message) {
        return new Wrong(problem(node, field, message));
    }

    String text() {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isEmpty()) {
            return scalar.getValue();
        }
        throw wrong(
                switch (node) {
                    case ScalarNode _ -> "nothing is said here; one value is wanted";
                    case SequenceNode _ -> "this is a list; one value is wanted";
                    default -> "this is a mapping; one value is wanted";
                });
    }

    long number(long least, long most) {
        var text = text();
        long number = text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
        if (number < least || number > most) {
            throw wrong("'" + text + "' is no whole number from " + least + " to " + most);
        }
        return number;
    }

    boolean yes() {
        var text = text();
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong("'" + text + "' is neither true nor false");
        };
    }

    /** A time: 300ms, 90, 90s, 3m or 1h; a number alone is in seconds. */
    Duration time() {
        var text = text();
        var matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw wrong("'" + text + "' is no time such as 90s, 3m or 1h (a number is in seconds)");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "h" -> Duration.ofHours(count);
            case "ms" -> Duration.ofMillis(count);
            case "m" -> Duration.ofMinutes(count);
            case null, default -> Duration.ofSeconds(count);
        };
    }

    Asn asn() {
        var asn = new Asn(number(1, 0xffff_ffffL));
        if (asn.equals(Asn.AS_TRANS)) {
            throw wrong("AS 23456 is nobody's: it stands for numbers that do not fit (RFC 6793)");
        }
        return asn;
    }

    IpAddress address() {
        var text = text();
        try {
            return IpAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw wrong("'" + text + "' is no IPv4 or IPv6 address (names are not looked up)");
        }
    }

    Prefix prefix() {
        var text = text();
        try {
            return Prefix.parse(text);
        } catch (IllegalArgumentException e) {
            throw wrong("'" + text + "' is no prefix such as 192.0.2.0/24 or 2001:db8::/32");
        }
    }

    /** One of a few words. */
    <T> T word(Map<String, T> words) {
        var text = text();
        var meant = words.get(text);
        if (meant == null) {
            var known = words.keySet().stream().sorted().toList();
            throw wrong("'" + text + "' is not known; " + Suggestion.sentence(text, known));
        }
        return meant;
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** Every element of a list, read; those that cannot be read are reported and left out. */
    <T> List<T> list(Function<Value, T> element) {
        if (!(node instanceof SequenceNode sequence)) {
            throw wrong("a list is wanted here: lines that begin with '- ', or [ONE, ANOTHER]");
        }
        refuseTooDeep();
        var read = new ArrayList<T>();
        int index = 0;
        for (var one : sequence.getValue()) {
            var value = new Value(one, field + "[" + index++ + "]", problems);
            value.attempt(() -> read.add(element.apply(value)));
        }
        return read;
    }

    /** A list, or one element without the brackets. */
    <T> List<T> listOrOne(Function<Value, T> element) {
        return node instanceof SequenceNode ? list(element) : List.of(element.apply(this));
    }

    /**
     * Reads a mapping key by key into {@code draft}; what is wrong with a key is reported, and the
     * others are read.
     *
     * @return whether nothing was wrong
     */
    <D> boolean into(D draft, List<Key<D>> keys) {
        return into(draft, keys, true);
    }

    /** The same for a mapping in which nothing has to be said. */
    <D> boolean partlyInto(D draft, List<Key<D>> keys) {
        return into(draft, keys, false);
    }

    /**
     * Every member of a mapping whose keys are names, read; one that cannot be read is reported and
     * is {@code unread}.
     */
    <T> Map<String, T> named(Function<Value, T> element, T unread) {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong("a mapping of names is wanted here");
        }
        var named = new TreeMap<String, T>();
        for (var tuple : mapping.getValue()) {
            var place = new Value(tuple.getKeyNode(), field, problems);
            place.attempt(() -> {
                var name = place.text();
                if (!Named.isName(name) || Named.isWord(name)) {
                    place.report(
                            Named.isWord(name)
                                    ? "'" + name + "' has a meaning already; choose another name"
                                    : "'"
                                            + name
                                            + "' is no name: letters, digits, '-' and '_', a letter"
                                            + " first");
                } else if (named.putIfAbsent(name, unread) != null) {
                    place.report("'" + name + "' is there twice");
                }
                var value = new Value(tuple.getValueNode(), below(name), problems);
                value.attempt(() -> named.put(name, element.apply(value)));
            });
        }
        return named;
    }

    private <D> boolean into(D draft, List<Key<D>> keys, boolean whole) {
        int before = problems.size();
        var entries = entries(keys.stream().map(Key::name).toList());
        for (var key : keys) {
            var value = entries.get(key.name());
            if (value != null) {
                value.attempt(() -> key.reader().read(draft, value));
            } else if (key.required() && whole) {
                report("'" + key.name() + "' is missing: " + key.says());
            }
        }
        return problems.size() == before;
    }

    private Map<String, Value> entries(List<String> known) {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong("a mapping of keys to values is wanted here");
        }
        refuseTooDeep();
        var entries = new HashMap<String, Value>();
        for (var tuple : mapping.getValue()) {
            var place = new Value(tuple.getKeyNode(), field, problems);
            place.attempt(() -> {
                var name = place.text();
                var value = new Value(tuple.getValueNode(), below(name), problems);
                if (name.equals("<<")) {
                    place.report(
                            "'<<' is not read; what holds for many peers stands under 'defaults'");
                } else if (!known.contains(name)) {
                    place.report("unknown key '" + name + "'; " + Suggestion.sentence(name, known));
                } else if (entries.putIfAbsent(name, value) != null) {
                    place.report("'" + name + "' is there twice");
                }
            });
        }
        return entries;
    }

    private void refuseTooDeep() {
        if (field.chars().filter(c -> c == '.' || c == '[').count() > DEEPEST) {
            throw new Wrong(
                    problem(
                            node,
                            field.split("[.\\[]", 2)[0],
                            "nested deeper than "
                                    + DEEPEST
                                    + " levels; does an alias (*name) stand within its own anchor"
                                    + " (&name)?"));
        }
    }

    private void attempt(Runnable reading) {
        try {
            reading.run();
        } catch (Wrong wrong) {
            problems.add(wrong.problem());
        } catch (IllegalArgumentException cannotBe) {
            report(String.valueOf(cannotBe.getMessage()));
        }
    }

    private String below(String name) {
        return field.isEmpty() ? name : field + "." + name;
    }

    private static Problem problem(Node node, String field, String message) {
        var mark = node.getStartMark();
        return new Problem(
                mark.map(at -> at.getLine() + 1).orElse(1),
                mark.map(at -> at.getColumn() + 1).orElse(1),
                field,
                message);
    }
}
