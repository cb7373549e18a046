package fairlead.azure.template;

import fairlead.azure.arm.RefusedException;
import java.util.Optional;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How deep a document may be and how large its numbers: as much as Azure's own reader takes, so
 * that whatever was taken in can be walked, calculated with, stored and read again.
 */
final class JsonBounds {

    /** Levels of objects and arrays; templates that tools write have some thirty. */
    static final int DEEPEST = 100;

    static final StreamReadConstraints NESTING =
            StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build();

    /** Digits after the point; a double has no use for more. */
    private static final int FINEST = 400;

    private JsonBounds() {}

    /**
     * @throws RefusedException 400 {@code InvalidRequestContent} for a whole number of more than 64
     *     bits, or another that no double holds
     */
    static void check(JsonNode document) throws RefusedException {
        var wild = wild(document, "");
        if (wild.isPresent()) {
            throw RefusedException.badRequest(
                    "InvalidRequestContent",
                    "The request content was invalid and could not be deserialized: 'A number is"
                            + " too large or too small: whole numbers have 64 bits, others are"
                            + " doubles. Path '"
                            + wild.get()
                            + "'.'.");
        }
    }

    /** The path of the first number that is out of bounds. */
    private static Optional<String> wild(JsonNode node, String path) {
        if (node instanceof ObjectNode object) {
            for (var member : object.properties()) {
                var found =
                        wild(
                                member.getValue(),
                                path.isEmpty() ? member.getKey() : path + "." + member.getKey());
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                var found = wild(array.get(i), path + "[" + i + "]");
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return node.isNumber() && !fits(node) ? Optional.of(path) : Optional.empty();
    }

    /** Whether a whole number has 64 bits, or another is one that a double holds. */
    static boolean fits(JsonNode number) {
        if (number.isIntegralNumber()) {
            return number.canConvertToLong();
        }
        var value = number.decimalValue();
        return Math.abs((long) value.scale()) <= FINEST && Double.isFinite(value.doubleValue());
    }
}
