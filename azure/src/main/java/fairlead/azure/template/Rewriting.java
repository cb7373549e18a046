package fairlead.azure.template;

import fairlead.azure.arm.RefusedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The walk through a part of a template. It unrolls the {@code copy} arrays of properties and
 * variables; what becomes of a string is the business of {@link OnString}.
 */
record Rewriting(OnString onString) {

    /** The most rounds of one loop. */
    static final long MOST_ROUNDS = 800;

    /** What a string becomes. */
    interface OnString {
        JsonNode rewrite(String text, Context context, String path) throws RefusedException;
    }

    JsonNode rewrite(JsonNode part, Context context, String path) throws RefusedException {
        if (part.isString()) {
            return onString.rewrite(part.stringValue(), context, path);
        }
        if (part instanceof ArrayNode array) {
            var rewritten = Values.array();
            for (int i = 0; i < array.size(); i++) {
                rewritten.add(rewrite(array.get(i), context, path + "[" + i + "]"));
            }
            return rewritten;
        }
        if (part instanceof ObjectNode object) {
            return object(object, context, path);
        }
        return part;
    }

    ObjectNode object(ObjectNode object, Context context, String path) throws RefusedException {
        var rewritten = Values.object();
        for (var member : object.properties()) {
            var name = member.getKey();
            if (name.equalsIgnoreCase("copy") && isLoops(member.getValue())) {
                for (var loop : member.getValue()) {
                    var loopName = Values.text(loop, "name").orElseThrow();
                    rewritten.set(loopName, rounds(loop, context, path + "." + loopName));
                }
                continue;
            }
            var key =
                    Expression.isIn(name)
                            ? Values.print(onString.rewrite(name, context, path))
                            : Expression.unescaped(name);
            rewritten.set(key, rewrite(member.getValue(), context, path + "." + name));
        }
        return rewritten;
    }

    /**
     * Whether this is the value of a {@code copy} member that means a loop: an array of names,
     * counts and inputs.
     */
    static boolean isLoops(JsonNode value) {
        if (!(value instanceof ArrayNode loops) || loops.isEmpty()) {
            return false;
        }
        for (var loop : loops) {
            if (Values.text(loop, "name").isEmpty()
                    || Values.member(loop, "count").isEmpty()
                    || Values.member(loop, "input").isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** The array that a loop {@code {name, count, input}} makes. */
    ArrayNode rounds(JsonNode loop, Context context, String path) throws RefusedException {
        var name = Values.text(loop, "name").orElseThrow();
        long count = count(loop, context, path);
        var input = Values.member(loop, "input").orElse(Values.NULL);
        var rounds = Values.array();
        long made = 0;
        for (long i = 0; i < count; i++) {
            var round = rewrite(input, context.inLoop(name, i), path + "[" + i + "]");
            made += Extent.values(round);
            if (made > Extent.MOST) {
                throw InvalidTemplate.of(
                        "The loop '"
                                + name
                                + "' at '"
                                + path
                                + "' makes more than "
                                + Extent.MOST
                                + " values, which is over the limit.");
            }
            rounds.add(round);
        }
        return rounds;
    }

    /** The count of a loop, a whole number of 0 to {@link #MOST_ROUNDS}. */
    static long count(JsonNode loop, Context context, String path) throws RefusedException {
        var written = Values.member(loop, "count").orElse(Values.NULL);
        var count = Evaluator.tree(written, context.at(new Stage.Planning()), path + ".copy.count");
        // A parameters file may hold the number as text, and Azure takes it.
        if (count.isString() && count.stringValue().matches("\\d{1,3}")) {
            return Long.parseLong(count.stringValue());
        }
        if (!count.isIntegralNumber() || count.asLong() < 0 || count.asLong() > MOST_ROUNDS) {
            throw InvalidTemplate.of(
                    "The value of the 'count' property at '"
                            + path
                            + ".copy' must be an integer of 0 to "
                            + MOST_ROUNDS
                            + ", it is '"
                            + Values.print(count)
                            + "'. Please see https://aka.ms/arm-resource-loops for usage details.");
        }
        return count.longValue();
    }
}
