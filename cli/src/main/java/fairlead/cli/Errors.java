package fairlead.cli;

import fairlead.azure.arm.ArmError;
import tools.jackson.databind.JsonNode;

/** Azure's error object as lines to read: the message, and below it every cause, indented. */
final class Errors {

    private Errors() {}

    /** From a refusal. */
    static String text(ArmError error) {
        var lines = new StringBuilder();
        append(lines, error, 0);
        return lines.toString();
    }

    /** From an error object itself. */
    static String text(JsonNode error) {
        var lines = new StringBuilder();
        append(lines, error, 0);
        return lines.toString();
    }

    private static void append(StringBuilder lines, ArmError error, int depth) {
        lines.append(depth == 0 ? "" : "\n").append("  ".repeat(depth));
        lines.append(error.code()).append(": ").append(error.message());
        error.details().forEach(cause -> append(lines, cause, depth + 1));
    }

    private static void append(StringBuilder lines, JsonNode error, int depth) {
        lines.append(depth == 0 ? "" : "\n").append("  ".repeat(depth));
        var code = error.path("code").asString("");
        lines.append(code.isEmpty() ? "" : code + ": ").append(error.path("message").asString(""));
        for (var cause : error.path("details")) {
            append(lines, cause, depth + 1);
        }
    }
}
