package fairlead.cli;

import tools.jackson.databind.JsonNode;

/** Azure's error object as lines to read: the message, and below it every cause, indented. */
final class Errors {

    private Errors() {}

    /** From an answer's body, {@code {"error": {...}}}; the status stands in for a body without. */
    static String text(JsonNode answer, int status) {
        var error = answer.path("error");
        return error.path("message").isMissingNode()
                ? "The daemon answered " + status + " without saying why."
                : text(error);
    }

    /** From an error object itself. */
    static String text(JsonNode error) {
        var lines = new StringBuilder();
        append(lines, error, 0);
        return lines.toString();
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
