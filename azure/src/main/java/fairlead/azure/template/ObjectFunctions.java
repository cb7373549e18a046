package fairlead.azure.template;

import static fairlead.azure.template.Function.ANY;

import fairlead.azure.arm.RefusedException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** "Object functions for ARM templates", with the two that take arrays as well. */
final class ObjectFunctions {

    static final List<Function> ROWS =
            List.of(
                    new Function("createObject", 0, ANY, ObjectFunctions::createObject),
                    new Function("intersection", 2, ANY, ObjectFunctions::intersection),
                    new Function("items", 1, 1, ObjectFunctions::items),
                    new Function("objectKeys", 1, 1, ObjectFunctions::objectKeys),
                    new Function("shallowMerge", 1, 1, ObjectFunctions::shallowMerge),
                    new Function("tryGet", 2, ANY, ObjectFunctions::tryGet),
                    new Function("union", 2, ANY, ObjectFunctions::union));

    private ObjectFunctions() {}

    private static JsonNode createObject(Arguments arguments) throws RefusedException {
        if (arguments.size() % 2 != 0) {
            throw arguments.fault(
                    "The arguments are pairs of a name and a value; the last name has no value.");
        }
        var object = Values.object();
        for (int i = 0; i < arguments.size(); i += 2) {
            object.set(arguments.text(i), arguments.value(i + 1));
        }
        return object;
    }

    /** In the order of the first argument: what all of them hold. */
    private static JsonNode intersection(Arguments arguments) throws RefusedException {
        if (arguments.value(0) instanceof ObjectNode first) {
            var common = first.deepCopy();
            for (int i = 1; i < arguments.size(); i++) {
                var other = arguments.object(i);
                common.properties().stream()
                        .filter(member ->
                                Values.member(other, member.getKey())
                                        .filter(value -> Values.same(value, member.getValue()))
                                        .isEmpty())
                        .map(Map.Entry::getKey)
                        .toList()
                        .forEach(common::remove);
            }
            return common;
        }
        var common = Values.array();
        for (var member : arguments.array(0)) {
            boolean everywhere = !holds(common, member);
            for (int i = 1; i < arguments.size() && everywhere; i++) {
                everywhere = holds(arguments.array(i), member);
            }
            if (everywhere) {
                common.add(member);
            }
        }
        return common;
    }

    private static boolean holds(ArrayNode array, JsonNode wanted) {
        return array.valueStream().anyMatch(member -> Values.same(member, wanted));
    }

    private static Stream<Map.Entry<String, JsonNode>> sorted(ObjectNode object) {
        return object.properties().stream()
                .sorted(
                        Map.Entry.comparingByKey(
                                String.CASE_INSENSITIVE_ORDER.thenComparing(
                                        Comparator.naturalOrder())));
    }

    private static JsonNode items(Arguments arguments) throws RefusedException {
        return Values.array(
                sorted(arguments.object(0))
                        .map(member ->
                                Values.object()
                                        .put("key", member.getKey())
                                        .set("value", member.getValue()))
                        .toList());
    }

    private static JsonNode objectKeys(Arguments arguments) throws RefusedException {
        return Values.array(
                sorted(arguments.object(0)).map(Map.Entry::getKey).map(Values::of).toList());
    }

    private static JsonNode shallowMerge(Arguments arguments) throws RefusedException {
        var merged = Values.object();
        for (var part : arguments.array(0)) {
            if (!(part instanceof ObjectNode object)) {
                throw arguments.expected(0, "an array of objects", part);
            }
            object.properties().forEach(member -> put(merged, member.getKey(), member.getValue()));
        }
        return merged;
    }

    /** Down a path of names and indices; null as soon as there is no way on. */
    private static JsonNode tryGet(Arguments arguments) throws RefusedException {
        var value = arguments.value(0);
        for (int i = 1; i < arguments.size(); i++) {
            var key = arguments.value(i);
            if (value instanceof ObjectNode object && key.isString()) {
                value = Values.member(object, key.stringValue()).orElse(Values.NULL);
            } else if (value instanceof ArrayNode array
                    && key.isIntegralNumber()
                    && key.asLong() >= 0
                    && key.asLong() < array.size()) {
                value = array.get(key.asInt());
            } else {
                return Values.NULL;
            }
        }
        return value;
    }

    /**
     * Arrays: every member once. Objects: the later wins, objects within objects are merged in
     * turn.
     */
    private static JsonNode union(Arguments arguments) throws RefusedException {
        if (arguments.value(0) instanceof ObjectNode) {
            var union = Values.object();
            for (int i = 0; i < arguments.size(); i++) {
                merge(union, arguments.object(i));
            }
            return union;
        }
        var union = Values.array();
        for (int i = 0; i < arguments.size(); i++) {
            for (var member : arguments.array(i)) {
                if (!holds(union, member)) {
                    union.add(member);
                }
            }
        }
        return union;
    }

    private static void merge(ObjectNode into, ObjectNode from) {
        for (var member : from.properties()) {
            var present = Values.member(into, member.getKey());
            if (present.isPresent()
                    && present.get() instanceof ObjectNode inner
                    && member.getValue() instanceof ObjectNode more) {
                var both = inner.deepCopy();
                merge(both, more);
                put(into, member.getKey(), both);
            } else {
                put(into, member.getKey(), member.getValue());
            }
        }
    }

    /** Sets a member; one whose name differs in case only is the same member. */
    private static void put(ObjectNode object, String name, JsonNode value) {
        var known =
                object.propertyNames().stream()
                        .filter(name::equalsIgnoreCase)
                        .findFirst()
                        .orElse(name);
        object.set(known, value);
    }
}
